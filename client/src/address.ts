/**
 * Address: what the browser's address says of the page, both ways: the chapter, and the step of its lesson or the hop of
 * its run. Reloading, or copying the address, comes back to where one stood.
 */
import type { Chapter } from '@rdd/shared/chapter'
import type { Runs } from './runs.ts'
import { chapterOf } from './store/chapters.ts'
import type { Place } from './store/place.ts'
import type { Playhead } from './store/playhead.ts'
import type { Shelf } from './store/prefs.ts'
import { type ProgressStore, progressOf } from './store/progress.ts'
import type { RecordNow } from './store/record.ts'
import type { RoomNow } from './store/room.ts'
import { keepStood, recallStood } from './store/stood.ts'
import { createStore, type Store } from './store/store.ts'

interface AddressParts {
  /** The step or hop the page was opened at, as the address has it, from 1. */
  step: number | undefined
  place: Store<Place>
  room: Store<RoomNow>
  record: () => RecordNow
  progress: ProgressStore
  runs: Runs
  /** Stands a lesson at its step, from 0. */
  goToStep: (at: number) => void
  /** Fetches the past that the server has of a playhead and this page has not. */
  older: (live: Playhead) => Promise<void>
  /** What is kept for this tab of the browser alone. */
  tabShelf: Shelf
}

export type Address = ReturnType<typeof createAddress>

export function createAddress(parts: AddressParts) {
  const { place, room, record, progress, runs, goToStep, older, tabShelf } = parts
  let asked = parts.step
  /** Until the first join. */
  let fresh = true
  /** The hop a link leads to, as long as there is no run that has it. */
  const wantedHop = createStore<number | undefined>(undefined)

  /** What was done in lessons belongs to one life of Redis; the step of the address is stood at once. */
  function begin(epoch: string): void {
    if (progress.get().epoch !== epoch) progress.set({ epoch, lessons: {} })
    const { pattern, path, taught } = place.get().chapter
    const stood = fresh && pattern ? recallStood(tabShelf, { epoch, path }) : undefined
    const step = asked
    asked = undefined
    fresh = false
    if (step !== undefined && pattern) void standAtHop(step)
    else if (stood !== undefined) void standAt(stood.seq)
    else if (step !== undefined && taught) goToStep(step - 1)
  }

  async function standAtHop(hop: number): Promise<void> {
    const { live } = record()
    if (live === undefined) return
    if (!runs.toHop(live, hop)) {
      await older(live)
      if (!runs.toHop(live, hop)) return wantedHop.set(hop)
    }
    // The hop is left for others before long: from here on the tab remembers where it stands.
    readdress()
  }

  /** Where this tab stood in the past of the log when it was left. */
  async function standAt(seq: number): Promise<void> {
    const { live } = record()
    if (live === undefined) return
    if (seq < live.getSnapshot().first) await older(live)
    const { first, last } = live.getSnapshot()
    if (seq >= first && seq <= last) live.seek(seq)
  }

  /** The address of a chapter, with the step its lesson is at. */
  function of(chapter: Chapter): string {
    const query = new URLSearchParams(location.search)
    const { at } = progressOf(progress.get(), chapter.path)
    query.delete('step')
    if (at > 0) query.set('step', String(at + 1))
    return `/${chapter.path}${query.size > 0 ? `?${query}` : ''}`
  }

  const readdress = () => {
    const { chapter } = place.get()
    if (asked === undefined && location.pathname !== '/') history.replaceState(null, '', of(chapter))
  }
  progress.subscribe(readdress)
  wantedHop.subscribe(() => wantedHop.get() === undefined && readdress())
  addEventListener('pagehide', () => {
    const { path, pattern } = place.get().chapter
    const { live, shown } = record()
    const at = shown !== undefined && shown === live && pattern ? shown.getSnapshot() : undefined
    keepStood(tabShelf, shown && at?.mode === 'past' ? { epoch: shown.epoch, path, seq: at.seq } : undefined)
  })
  addEventListener('popstate', () => place.update(was => ({ ...was, chapter: chapterOf(location.pathname) })))

  return {
    wantedHop,
    begin,
    of,
    /** A link to the chapter as it stands: the step of its lesson, or the last hop of its run. */
    linkHere(): URL {
      const { chapter } = place.get()
      const { shown, live } = record()
      const link = new URL(of(chapter), location.origin)
      // a run from a file is not in the room
      const hop = shown !== undefined && shown === live && chapter.pattern ? runs.hopAt(shown) : 0
      if (hop > 0) link.searchParams.set('step', String(hop))
      const { id } = room.get()
      if (id) link.searchParams.set('room', id)
      return link
    },
    /** Goes to a chapter and gives it a place in the browser's history. */
    go(chapter: Chapter): void {
      if (chapter === place.get().chapter) return
      wantedHop.set(undefined)
      history.pushState(null, '', of(chapter))
      place.update(was => ({ ...was, chapter }))
    },
  }
}
