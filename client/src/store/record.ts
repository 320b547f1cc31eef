/**
 * Record: the logs this page holds, each with its playhead. One is live and grows; when its epoch ends (our server or Redis
 * died and the data with it) it becomes a closed recording that can still be looked through, and a new one begins. A hole
 * in the facts is asked for; a gap too long to fill starts anew from the server's snapshot.
 */
import type { Fact } from '@rdd/shared/fact'
import type { Joined } from '@rdd/shared/protocol'
import { Timeline } from '@rdd/shared/timeline'
import { Playhead } from './playhead.ts'
import { createStore, type Store } from './store.ts'

export interface Recording {
  playhead: Playhead
  /** Why it ended, in a sentence. */
  why: string
}

export interface RecordNow {
  live: Playhead | undefined
  /** Oldest first, at most KEPT. */
  closed: readonly Recording[]
  /** A run that was read from a file; `why` says which. */
  opened: Recording | undefined
  /** The one on the stage: the live one, or another a person chose. */
  shown: Playhead | undefined
}

export interface RecordOptions {
  /** The facts from..to of this epoch; rejects when they cannot be had. */
  missing: (epoch: string, from: number, to: number) => Promise<{ epoch: string; facts: Fact[] }>
  /** Starts over with a fresh join. */
  rejoin: () => void
}

const KEPT = 3
/** Where nobody could say more: our server itself began anew. */
const NEW_RUN = 'The server was started again, and what was in its Redis is gone.'
/** Facts worth fetching one by one; a longer gap is a new snapshot. */
const LONG_GAP = 5000

export function createRecord({ missing, rejoin }: RecordOptions) {
  const store: Store<RecordNow> = createStore<RecordNow>({
    live: undefined,
    closed: [],
    opened: undefined,
    shown: undefined,
  })
  let why = NEW_RUN
  /** What came after a hole, until the hole is filled. */
  let held: Fact[] | undefined

  function open(joined: Joined): void {
    const timeline = new Timeline(joined.epoch, joined.base, joined.facts)
    // What was before this page came is no movement.
    timeline.stand(timeline.last)
    const playhead = new Playhead(timeline)
    held = undefined
    // A closed recording stands where it ended: its clocks run no more.
    store.get().live?.pause()
    store.update(({ live, closed, opened }) => ({
      live: playhead,
      closed: live && hasFacts(live) ? [...closed, { playhead: live, why }].slice(-KEPT) : closed,
      opened,
      shown: playhead,
    }))
    why = NEW_RUN
  }

  async function fill(playhead: Playhead, hole: { from: number; to: number }): Promise<void> {
    try {
      const answer = await missing(playhead.epoch, hole.from, hole.to)
      const after = held ?? []
      held = undefined
      if (store.get().live !== playhead) return
      if (answer.epoch !== playhead.epoch || answer.facts[0]?.seq !== hole.from) return rejoin()
      take(playhead, [...answer.facts, ...after])
    } catch {
      held = undefined
      rejoin()
    }
  }

  function take(playhead: Playhead, facts: Fact[]): void {
    if (held) {
      held.push(...facts)
      return
    }
    const hole = playhead.append(facts)
    if (!hole) return
    held = facts.filter(fact => fact.seq > hole.to)
    void fill(playhead, hole)
  }

  return {
    store,
    /** Joined, for the first time or again. */
    joined(joined: Joined): void {
      const { live } = store.get()
      if (live?.epoch !== joined.epoch) {
        open(joined)
        return
      }
      held = undefined
      const { last } = live.getSnapshot()
      if (joined.base.seq <= last) take(live, joined.facts)
      else if (joined.base.seq - last < LONG_GAP && joined.oldest <= last + 1) {
        held = [...joined.facts]
        void fill(live, { from: last + 1, to: joined.base.seq })
      } else {
        why = 'The page was away for too long to fetch every fact of that time.'
        open(joined)
      }
    },
    facts(epoch: string, facts: Fact[]): void {
      const { live } = store.get()
      if (live?.epoch === epoch) take(live, facts)
      else rejoin()
    },
    /** A new epoch began, and why. Its facts may have come first, so that it is open already. */
    began(epoch: string, sentence: string): void {
      const { live, closed } = store.get()
      const last = closed.at(-1)
      if (live?.epoch !== epoch) {
        why = sentence
        rejoin()
      } else if (last) store.update(was => ({ ...was, closed: [...closed.slice(0, -1), { ...last, why: sentence }] }))
    },
    /** A run from a file: on the stage at once, and closed from the start. */
    open(playhead: Playhead, why: string): void {
      playhead.pause()
      store.update(was => ({ ...was, opened: { playhead, why }, shown: playhead }))
    },
    show(playhead: Playhead): void {
      store.update(was => ({ ...was, shown: playhead }))
    },
  }
}

function hasFacts(playhead: Playhead): boolean {
  const { first, last } = playhead.getSnapshot()
  return last > first
}
