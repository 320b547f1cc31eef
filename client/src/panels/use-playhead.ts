/** How panels follow a playhead: where it stands, and what was in the room there. */
import type { RoomState } from '@rdd/shared/keyspace/state'
import { typeName } from '@rdd/shared/keyspace/view'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { Playhead, PlayheadNow } from '../store/playhead.ts'

export const usePlayhead = (playhead: Playhead): PlayheadNow =>
  useSyncExternalStore(playhead.subscribe, playhead.getSnapshot)

/**
 * A value that follows `wanted` at once when it was quiet, and at most every `ms` when it changes faster; the last one
 * always arrives. For figures a person reads, which a storm would only blur.
 */
export function useCalm<T>(wanted: T, ms: number): T {
  const [shown, setShown] = useState(wanted)
  const lastAt = useRef(0)
  useEffect(() => {
    const wait = Math.max(0, lastAt.current + ms - performance.now())
    const timer = setTimeout(() => {
      lastAt.current = performance.now()
      setShown(wanted)
    }, wait)
    return () => clearTimeout(timer)
  }, [wanted, ms])
  return shown
}

export interface Sight {
  /** Exact number of keys by database. */
  counts: [db: number, count: number][]
  /** Keys carried of the database on the stage, by TYPE's word. */
  types: ReadonlyMap<string, number>
}

/** What the room held where the playhead stands. */
export function useSight(playhead: Playhead, db: number): Sight {
  const seq = useCalm(usePlayhead(playhead).seq, 200)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state is one object that changes with seq
  return useMemo(() => sightOf(playhead.state, db), [playhead, db, seq])
}

function sightOf(state: RoomState, db: number): Sight {
  const types = new Map<string, number>()
  for (const view of state.keys(db).values()) types.set(typeName(view), (types.get(typeName(view)) ?? 0) + 1)
  return { counts: state.counts(), types }
}
