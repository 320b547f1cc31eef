/** Hashes: fields added, changed and removed, and the expiry of single fields. */
import type { Change } from '../change.ts'
import { type Piece, pieceHead, pieceId } from '../view.ts'
import type { Seen } from './index.ts'
import { numbersOf } from './number.ts'
import { membership } from './scanned.ts'
import type { Call, Told } from './told.ts'

const pairs = (from: number) => (args: readonly Piece[]) => args.filter((_, i) => i >= from && (i - from) % 2 === 0)
const listed = (args: readonly Piece[]) => {
  const at = args.findIndex(arg => pieceHead(arg).toUpperCase() === 'FIELDS')
  return at < 0 ? [] : args.slice(at + 2)
}

/** The fields a command puts, by its name. */
const puts: Record<string, (args: readonly Piece[]) => readonly Piece[]> = {
  HSET: pairs(2),
  HMSET: pairs(2),
  HSETNX: args => args.slice(2, 3),
  HINCRBY: args => args.slice(2, 3),
  HINCRBYFLOAT: args => args.slice(2, 3),
  HSETEX: args => pairs(0)(listed(args)),
}
/** The fields a command takes away. */
const takes: Record<string, (args: readonly Piece[]) => readonly Piece[]> = {
  HDEL: args => args.slice(2),
  HGETDEL: listed,
}

const namedBy = (verbs: typeof puts, calls: readonly Call[]) =>
  calls.flatMap(call => verbs[call.name]?.(call.args) ?? [])

export function diffHash(before: Seen<'hash'>, after: Seen<'hash'>, told: Told): Change[] {
  const window = ({ value, length }: Seen<'hash'>) => ({
    members: new Map(value.fields.map(([field]) => [pieceId(field), field])),
    length,
  })
  const { added, removed, rest } = membership(
    window(before),
    window(after),
    namedBy(puts, told.calls),
    namedBy(takes, told.calls),
  )
  const [news, gone] = [new Set(added), new Set(removed)]
  const old = new Map(before.value.fields.map(row => [pieceId(row[0]), row]))
  const changes: Change[] = []
  for (const [field, value, until] of before.value.fields)
    if (gone.has(field)) changes.push({ kind: 'field-removed', field, value, ...(until === null ? {} : { until }) })
  for (const [field, to, expiry] of after.value.fields) {
    const row = old.get(pieceId(field))
    if (news.has(field)) changes.push({ kind: 'field-added', field })
    if (row !== undefined && pieceId(row[1]) !== pieceId(to)) {
      const number = numbersOf(row[1], to)
      changes.push({ kind: 'field-changed', field, from: row[1], to, ...(number === undefined ? {} : { number }) })
    }
    const had = row?.[2] ?? null
    if ((row !== undefined || news.has(field)) && had !== expiry)
      changes.push({ kind: 'field-expiry-changed', field, to: expiry })
  }
  return [...changes, ...rest]
}
