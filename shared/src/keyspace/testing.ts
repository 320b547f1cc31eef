/** Views and facts written short, for the tests beside these modules. */
import { type Bytes, bytes, fromRaw, toRaw } from '../bytes.ts'
import { type CommandFact, type Effects, type Fact, noEffects } from '../fact.ts'
import type { Reply } from '../reply.ts'
import { instant } from '../time.ts'
import { RoomState } from './state.ts'
import type { Entry, Group, KeyView, Value } from './view.ts'

export const at = instant(1_800_000_000_000)
export const key = bytes('k')

const view = (length: number, value: Value, more: Partial<KeyView> = {}): KeyView => ({
  db: 0,
  key,
  length,
  value,
  ...more,
})

/** A list; with `window`, only that many elements of each end are seen. */
export function list(values: readonly string[], window = values.length): KeyView {
  const pieces = values.map(bytes)
  const whole = values.length <= window
  return view(values.length, {
    type: 'list',
    head: whole ? pieces : pieces.slice(0, window),
    tail: whole ? [] : pieces.slice(Math.max(window, pieces.length - window)),
  })
}

export function string(text: string, window = Number.POSITIVE_INFINITY): KeyView {
  const raw = toRaw(bytes(text))
  return view(raw.length, { type: 'string', head: fromRaw(raw.slice(0, Math.min(window, raw.length))) })
}

export const hash = (fields: Record<string, string>, length = Object.keys(fields).length): KeyView =>
  view(length, {
    type: 'hash',
    fields: Object.entries(fields).map(([field, value]) => [bytes(field), bytes(value), null]),
  })

export const set = (members: readonly string[], length = members.length): KeyView =>
  view(length, { type: 'set', members: members.map(bytes) })

/** Members by score, then by member, as Redis orders them. */
export function zset(scores: Record<string, number | string>, window = Number.POSITIVE_INFINITY): KeyView {
  const rows = Object.entries(scores)
    .sort(([a, x], [b, y]) => Number(x) - Number(y) || (a < b ? -1 : 1))
    .map(([member, score]): [Bytes, string] => [bytes(member), String(score)])
  const whole = rows.length <= window
  return view(rows.length, {
    type: 'zset',
    head: whole ? rows : rows.slice(0, window),
    tail: whole ? [] : rows.slice(Math.max(window, rows.length - window)),
  })
}

export function stream(
  ids: readonly string[],
  more: { lastId?: string; added?: number; groups?: Group[]; window?: number } = {},
): KeyView {
  const { window = ids.length, groups = [], lastId = ids.at(-1) ?? '0-0', added = ids.length } = more
  const entries = ids.map((id): Entry => ({ id, fields: [[bytes('f'), bytes('v')]] }))
  const whole = ids.length <= window
  const head = whole ? entries : entries.slice(0, window)
  const tail = whole ? [] : entries.slice(Math.max(window, entries.length - window))
  return view(ids.length, { type: 'stream', head, tail, lastId, added, groups })
}

export const also = (of: KeyView, more: Partial<KeyView>): KeyView => ({ ...of, ...more })

/** A line split at its spaces, as one command; `keys` are the arguments equal to k, j or src and dst. */
export const argvOf = (line: string) => ({ args: line.split(' ').map(bytes) })

let seq = 0
const base = () => {
  seq += 1
  return { seq, at, ...noEffects }
}

export function command(line: string, more: Partial<CommandFact> = {}): CommandFact {
  const named = line
    .split(' ')
    .slice(1)
    .filter(word => ['k', 'j'].includes(word))
    .map(bytes)
  return {
    ...base(),
    kind: 'command',
    client: { id: 'you', name: 'you' },
    db: 0,
    argv: argvOf(line),
    keys: named,
    ...more,
  }
}

export const exec = (...lines: string[]): CommandFact => command('EXEC', { keys: [key], calls: lines.map(argvOf) })

/** A change seen by its events only. */
export const events = (...names: string[]): Fact => ({
  ...base(),
  kind: 'change',
  events: names.map(name => [name, key]),
  ...touching(),
})

const touching = (): Partial<Effects> => ({ views: [list(['x'])] })

export const gone = (how: 'deleted' | 'expired' | 'evicted', lateMs?: number): Fact => ({
  ...base(),
  kind: 'gone',
  gone: [{ db: 0, key, how, ...(lateMs === undefined ? {} : { lateMs }) }],
})

export const sync = (views: KeyView[], complete = true): Fact => ({
  ...base(),
  kind: 'sync',
  reason: 'reconnected',
  complete,
  flushed: 'all',
  views,
})

export const bulk = (text: string): Reply => ({ t: 'bulk', v: bytes(text) })
export const int = (n: number): Reply => ({ t: 'int', v: String(n) })
export const array = (...v: Reply[]): Reply => ({ t: 'array', v })

/** A room that holds these keys. */
export function room(...views: KeyView[]): RoomState {
  const state = new RoomState(at)
  state.apply({ ...base(), kind: 'note', text: '', views })
  return state
}
