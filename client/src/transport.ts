/**
 * Transport: what its buttons and the keys beside them do. In a chapter of a pattern they go from hop to hop of its run,
 * elsewhere from fact to fact; at the live end forward does what comes next, the next hop or the lesson's next step.
 */
import type { Lessons } from './lessons.ts'
import type { Runs } from './runs.ts'
import type { Place } from './store/place.ts'
import type { Playhead } from './store/playhead.ts'
import type { RecordNow } from './store/record.ts'
import type { Store } from './store/store.ts'

interface TransportParts {
  record: () => RecordNow
  place: Store<Place>
  runs: Runs
  lessons: Lessons
  /** Fetches the past that the server has of a playhead and this page has not. */
  older: (live: Playhead) => Promise<void>
}

export function createTransport({ record, place, runs, lessons, older }: TransportParts) {
  const inPattern = () => place.get().chapter.pattern !== undefined
  return {
    /** To the oldest state there is, fetching what the server has and this page has not. */
    async first() {
      const { live, shown } = record()
      if (!shown) return
      if (shown === live) await older(shown)
      shown.first()
    },
    back() {
      const { shown } = record()
      if (!shown) return
      if (inPattern()) runs.back(shown)
      else shown.back()
    },
    forward() {
      const { shown, live } = record()
      if (!shown) return
      const { mode, seq, last } = shown.getSnapshot()
      if (inPattern()) runs.forward(shown)
      // Live is at the end, though the last facts may be still on their way to the stage.
      else if (mode !== 'live' && seq < last) shown.forward()
      else if (shown === live && lessons.store.get().lesson !== undefined) lessons.forward()
    },
    playOrPause() {
      const { shown } = record()
      if (!shown) return
      if (inPattern()) runs.playOrPause(shown)
      else if (shown.getSnapshot().playing) shown.pause()
      else shown.play()
    },
  }
}
