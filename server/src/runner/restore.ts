/**
 * Restore: the keys of an earlier point of the log, made again in Redis. Only what differs is touched, in one transaction;
 * a TTL begins again with what was left of it then.
 */
import { isDeepStrictEqual } from 'node:util'
import { toRaw } from '@rdd/shared/bytes'
import { commandsFor } from '@rdd/shared/commands/copy'
import { parseLine } from '@rdd/shared/commands/parse'
import { idOf } from '@rdd/shared/fact'
import type { RoomState } from '@rdd/shared/keyspace/state'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { instant } from '@rdd/shared/time'

export type Command = Buffer[]

/**
 * What leads from the state `now` to the state `then`, at `at` ms on Redis's clock; or why that is not known.
 */
export function restoring(then: RoomState, now: RoomState, at: number): Command[] | { unknown: string } {
  const commands: Command[] = []
  const dbs = new Set([...then.counts(), ...now.counts()].map(([db]) => db))
  for (const db of dbs) {
    for (const state of [then, now])
      if (state.keys(db).size !== state.count(db))
        return { unknown: `There are more keys in database ${db} than the room holds: it cannot tell what they were.` }
    const changed: Command[] = []
    const keys = new Map([...then.keys(db), ...now.keys(db)].map(([key]) => [idOf(db, key), key]))
    for (const key of keys.values()) {
      const [wanted, current] = [then.view(db, key), now.view(db, key)]
      if (wanted !== undefined && current !== undefined && sameKey(wanted, current)) continue
      changed.push(command(['DEL'], toRaw(key)))
      if (wanted === undefined) continue
      const lines = commandsFor(withTtl(wanted, then.at, at))
      if (lines === undefined)
        return { unknown: `The room holds only a part of the key ${key}: it cannot be made again.` }
      for (const line of lines) {
        const parsed = parseLine(line)
        if ('argv' in parsed) changed.push(parsed.argv.map(word => Buffer.from(toRaw(word))))
      }
    }
    if (changed.length > 0) commands.push(command(['SELECT', String(db)]), ...changed)
  }
  return commands
}

/** What was left of its life then, from now on. */
const withTtl = (view: KeyView, then: number, at: number): KeyView =>
  view.expiresAt === undefined ? view : { ...view, expiresAt: instant(Math.max(at + 1, at + view.expiresAt - then)) }

/** The same value and no expiry to give back. */
const sameKey = (a: KeyView, b: KeyView): boolean =>
  a.expiresAt === undefined && b.expiresAt === undefined && a.length === b.length && isDeepStrictEqual(a.value, b.value)

const command = (words: string[], ...more: Uint8Array[]): Command => [
  ...words.map(word => Buffer.from(word)),
  ...more.map(word => Buffer.from(word)),
]
