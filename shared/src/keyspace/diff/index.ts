/**
 * The difference between two observed states of one key, in the words of its type. Pure.
 *
 * A view is a window of a long value, and nothing is said of what the window does not show: an element that merely left
 * it was not removed. What is certain is said as a change, the rest as `length-changed`.
 */
import type { Bytes } from '../../bytes.ts'
import type { Fact } from '../../fact.ts'
import type { Change, KeyChange } from '../change.ts'
import { type KeyView, type RedisType, typeName, type Value, type ValueOf } from '../view.ts'
import { diffHash } from './hash.ts'
import { diffList } from './list.ts'
import { diffSet } from './set.ts'
import { diffStream } from './stream.ts'
import { diffString } from './string.ts'
import { type Told, toldOf } from './told.ts'
import { diffZset } from './zset.ts'

/** A value of one type and its exact length. */
export interface Seen<T extends RedisType> {
  length: number
  value: ValueOf<T>
}

const differs: { [T in RedisType]: (before: Seen<T>, after: Seen<T>, told: Told) => Change[] } = {
  string: diffString,
  hash: diffHash,
  list: diffList,
  set: diffSet,
  zset: diffZset,
  stream: diffStream,
}

const isOf = <T extends RedisType>(value: Value, type: T): value is ValueOf<T> => value.type === type

function diffOf<T extends RedisType>(type: T, before: KeyView, after: KeyView, told: Told): Change[] {
  if (!isOf(before.value, type) || !isOf(after.value, type)) return []
  return differs[type](
    { length: before.length, value: before.value },
    { length: after.length, value: after.value },
    told,
  )
}

/**
 * How a key left: the last fact that took it says so, not one that only asked for it afterwards, as the GET that finds an
 * expired key. Going back no fact is passed: what was not yet there is only out of sight again.
 */
function leaving(db: number, key: Bytes, before: KeyView, facts: readonly Fact[]): Change {
  const isKey = (id: { db: number; key: Bytes }) => id.db === db && id.key === key
  const last = facts.findLast(
    ({ flushed, gone, forgotten }) =>
      flushed === 'all' || flushed === db || gone.some(isKey) || forgotten?.some(isKey) === true,
  )
  const gone = last?.gone.findLast(entry => entry.db === db && entry.key === key)
  if (last === undefined || last.forgotten?.some(id => id.db === db && id.key === key)) return { kind: 'forgotten' }
  if (gone !== undefined)
    return { kind: 'gone', how: gone.how, ...(gone.lateMs === undefined ? {} : { lateMs: gone.lateMs }) }
  if (last.kind !== 'sync') return { kind: 'gone', how: 'deleted' }
  if (before.expiresAt !== undefined && before.expiresAt <= last.at) return { kind: 'gone', how: 'expired' }
  return last.complete ? { kind: 'gone', how: 'deleted' } : { kind: 'forgotten' }
}

/** How a key came: made, or only seen for the first time. */
function arriving(db: number, key: Bytes, facts: readonly Fact[]): Change {
  const first = facts.find(fact => fact.views.some(view => view.db === db && view.key === key))
  const known = first?.noticed?.some(id => id.db === db && id.key === key)
  return { kind: first === undefined || first.kind === 'sync' || known ? 'noticed' : 'created' }
}

/**
 * What happened to one key between two states. `facts`: what was passed on the way, in order; empty when going back.
 * `created`, `noticed`, `gone` and `forgotten` stand alone, and only where there was no view before, or none after.
 */
export function diffKey(
  { db, key, before }: Pick<KeyChange, 'db' | 'key' | 'before'>,
  after: KeyView | undefined,
  facts: readonly Fact[],
): Change[] {
  const told = toldOf(facts, db, key)
  if (before === undefined) return after === undefined ? [] : [arriving(db, key, told.facts)]
  if (after === undefined) return [leaving(db, key, before, told.facts)]
  const changes: Change[] = []
  const type = after.value.type
  if (typeName(before) !== typeName(after))
    changes.push({ kind: 'type-changed', from: typeName(before), to: typeName(after) })
  else if (type !== 'other') changes.push(...diffOf(type, before, after, told))
  else if (before.length !== after.length)
    changes.push({ kind: 'length-changed', from: before.length, to: after.length })
  if (before.expiresAt !== after.expiresAt)
    changes.push({
      kind: 'expiry-changed',
      ...(before.expiresAt === undefined ? {} : { from: before.expiresAt }),
      ...(after.expiresAt === undefined ? {} : { to: after.expiresAt }),
    })
  const [from, to] = [before.encoding, after.encoding]
  if (typeName(before) === typeName(after) && from !== undefined && to !== undefined && from !== to)
    changes.push({ kind: 'encoding-changed', from, to })
  return changes
}
