/**
 * Doubt: nothing was heard for a while. Did nothing happen, or do we not hear? Somebody may have switched events off, and a
 * count of keys that nothing told of (DEBUG POPULATE by another program) means that track is lost.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Actor } from '@rdd/shared/fact'
import type { RoomState } from '@rdd/shared/keyspace/state'
import { keyspaceCounts, type Probe } from '../redis/probe.ts'
import { text } from '../redis/raw.ts'
import type { Ear } from './ear.ts'
import { hearsAll, readSetting } from './events-setting.ts'
import type { Patience } from './patience.ts'

export interface DoubtParts {
  probe: Probe
  patience: Patience
  ear: Ear
  state: RoomState
}

/** Why nothing is heard; undefined where nothing happened. */
export async function doubt({ probe, patience, ear, state }: DoubtParts): Promise<'deaf' | 'lost track' | undefined> {
  if (!ear.hears.events) return undefined
  const setting = await patience.ask(() => readSetting(probe))
  if (setting !== undefined && !hearsAll(setting)) return 'deaf'
  const counts = keyspaceCounts(await patience.ask(() => probe.info('keyspace')))
  // all that happened before the counting is heard by then
  await patience.ask(() => ear.barrier())
  return ear.isEmpty && !isDeepStrictEqual(counts, state.counts()) ? 'lost track' : undefined
}

/** Programs that listened and are gone: no line and no event tells of a connection that closes. */
export async function gone({ probe, patience, state }: Omit<DoubtParts, 'ear'>): Promise<Actor[]> {
  const others = state.listening().flatMap(({ client }) => (client.id === undefined ? [client] : []))
  if (others.length === 0) return []
  // where CLIENT is denied, what was heard last stays
  const there = await patience.ask(() => probe.call('CLIENT', 'LIST', 'TYPE', 'PUBSUB').catch(unlessBusy))
  return there === undefined ? [] : absent(others, text(there))
}

/** Those that CLIENT LIST does not show, neither by address nor by name. */
export function absent(clients: readonly Actor[], list: string): Actor[] {
  const names = new Set([...list.matchAll(/\b(?:addr|name)=(\S+)/g)].map(([, name]) => name))
  return clients.filter(({ name }) => !names.has(name))
}

const unlessBusy = (error: unknown): undefined => {
  if (error instanceof Error && /^(NOPERM|ERR unknown)/.test(error.message)) return
  throw error
}
