/** How panels follow a playhead: where it stands, and what was in the room there. */
import type { RoomState } from '@rdd/shared/keyspace/state'
import { typeName } from '@rdd/shared/keyspace/view'
import { useMemo, useSyncExternalStore } from 'react'
import { calm } from '../store/calm.ts'
import type { Playhead, PlayheadNow } from '../store/playhead.ts'
import { useStore } from './use.ts'

/** Anew with every frame that moves it: only for what must be as fast as the stage. */
export const usePlayhead = (playhead: Playhead): PlayheadNow =>
  useSyncExternalStore(playhead.subscribe, playhead.getShown)

/**
 * What `of` takes from where the playhead stands, calmly: at most every `stands` ms.
 * @param of one and the same function every time
 */
export function useCalm<T extends string | number>(playhead: Playhead, of: (now: PlayheadNow) => T, stands: number): T {
  const read = () => of(playhead.getSnapshot())
  // biome-ignore lint/correctness/useExhaustiveDependencies: read hangs on the same
  return useStore(useMemo(() => calm(playhead, { stands, on: of, read }), [playhead, of, stands]))
}

export const seqOf = ({ seq }: PlayheadNow): number => seq
export const modeOf = ({ mode }: PlayheadNow): PlayheadNow['mode'] => mode

export interface Sight {
  /** Exact number of keys by database. */
  counts: [db: number, count: number][]
  /** Keys carried of the database on the stage, by TYPE's word. */
  types: ReadonlyMap<string, number>
}

/** What the room held where the playhead stands; the same object as long as it says the same. */
export function useSight(playhead: Playhead, db: number): Sight {
  const store = useMemo(() => {
    const read = () => sightOf(playhead.state, db)
    return calm(playhead, { stands: 200, on: seqOf, read, same: sameSight })
  }, [playhead, db])
  return useStore(store)
}

function sightOf(state: RoomState, db: number): Sight {
  const types = new Map<string, number>()
  for (const view of state.keys(db).values()) types.set(typeName(view), (types.get(typeName(view)) ?? 0) + 1)
  return { counts: state.counts(), types }
}

const words = ({ counts, types }: Sight): string => JSON.stringify([counts, [...types].sort()])
const sameSight = (a: Sight, b: Sight): boolean => words(a) === words(b)
