/**
 * Leading: one page shows the way and others go with it, if they are asked and want to. Who leads tells the room where it
 * stands; who follows goes there. A follower that goes somewhere by itself follows no more.
 */
import type { LedPlace } from '@rdd/shared/protocol'
import type { Link } from './link/link.ts'
import { chapterOf } from './store/chapters.ts'
import type { Place } from './store/place.ts'
import { type ProgressStore, progressOf, standing } from './store/progress.ts'
import type { RecordNow } from './store/record.ts'
import { createStore, type Store } from './store/store.ts'

interface LeadingParts {
  lead: Link['lead']
  record: Store<RecordNow>
  place: Store<Place>
  progress: ProgressStore
}

export interface LeadingNow {
  /** This page shows the way. */
  leading: boolean
  following: boolean
  /** Where the page that leads stands; null: nobody does. */
  led: LedPlace | null
}

export type Leading = ReturnType<typeof createLeading>

export function createLeading({ lead, record, place, progress }: LeadingParts) {
  const store = createStore<LeadingNow>({ leading: false, following: false, led: null })
  /** What was told or done last, so that the same is told once. */
  let last = ''
  let watched: (() => void) | undefined

  function here(): LedPlace {
    const { chapter, db, lens, compared } = place.get()
    const { live } = record.get()
    const now = live?.getSnapshot()
    const { at } = progressOf(progress.get(), chapter.path)
    return {
      chapter: chapter.path,
      db,
      lens,
      ...(at > 0 && { step: at }),
      ...(now?.mode === 'past' && { seq: now.seq }),
      ...(compared.length > 0 && { compared: [...compared] }),
    }
  }

  function tell(): void {
    const { leading, following, led } = store.get()
    const now = here()
    const said = JSON.stringify(now)
    if (said === last) return
    // a road that is down is told again when the page is back
    if (leading) lead({ place: now }).catch(() => {})
    else if (following && led !== null && said !== JSON.stringify(led) && !arriving)
      store.update(was => ({ ...was, following: false }))
    last = said
  }

  /** True while this page goes where it is led, which is not going by itself. */
  let arriving = false
  function go(to: LedPlace): void {
    arriving = true
    const chapter = chapterOf(to.chapter)
    const was = place.get()
    const compared = to.compared ?? []
    const same = was.compared.length === compared.length && was.compared.every((key, i) => key === compared[i])
    if (was.chapter !== chapter || was.db !== to.db || was.lens !== to.lens || !same)
      place.set({
        ...was,
        chapter,
        db: to.db,
        lens: to.lens,
        compared,
        ...(was.chapter !== chapter && { edit: undefined }),
      })
    progress.update(kept => ({
      ...kept,
      lessons: { ...kept.lessons, [chapter.path]: standing(progressOf(kept, chapter.path), to.step ?? 0) },
    }))
    const { live } = record.get()
    if (to.seq === undefined) live?.live()
    else live?.seek(to.seq)
    arriving = false
    last = JSON.stringify(here())
  }

  function follow(): void {
    watched?.()
    watched = record.get().live?.subscribe(tell)
  }
  record.subscribe(follow)
  place.subscribe(tell)
  progress.subscribe(tell)

  return {
    store,
    /** Word from the server. */
    told(led: LedPlace | null): void {
      // where another page leads, this one leads no more
      store.update(({ leading, following }) => ({
        led,
        leading: leading && led === null,
        following: following && led !== null,
      }))
      if (store.get().following && led !== null) go(led)
    },
    /** The page is back: what it leads to is told again. */
    joined(led: LedPlace | null): void {
      last = ''
      if (store.get().leading) tell()
      else this.told(led)
    },
    lead(on: boolean): void {
      if (on === store.get().leading) return
      store.update(was => ({ ...was, leading: on, following: false, led: on ? null : was.led }))
      last = ''
      if (on) tell()
      else lead({ place: null }).catch(() => {})
    },
    follow(on: boolean): void {
      store.update(was => ({ ...was, following: on && was.led !== null }))
      const { led } = store.get()
      if (on && led !== null) go(led)
    },
  }
}
