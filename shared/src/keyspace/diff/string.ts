/** Strings: which bytes differ. Of a long one only the first bytes are seen; what follows them is judged by its size. */
import { byteLength, toRaw } from '../../bytes.ts'
import type { Change, Written } from '../change.ts'
import type { Piece } from '../view.ts'
import type { Seen } from './index.ts'
import { numbersOf } from './number.ts'
import type { Call, Told } from './told.ts'

/** Bytes of an argument, also of one the log cut. */
const sizeOf = (piece: Piece | undefined): number =>
  piece === undefined ? 0 : typeof piece === 'string' ? byteLength(piece) : piece.bytes

/** Commands, and the events of their names, that write a part of a string and leave the rest. */
const inPart = new Set(['APPEND', 'SETRANGE', 'SETBIT', 'BITFIELD'])
const writtenBy: Record<string, (call: Call, before: number, after: number) => [start: number, end: number]> = {
  APPEND: (_, before, after) => [before, after],
  SETRANGE: ({ args }, _, after) => [Number(args[2]), Math.min(after, Number(args[2]) + sizeOf(args[3]))],
  SETBIT: ({ args }) => [Number(args[2]) >> 3, (Number(args[2]) >> 3) + 1],
}

/**
 * Which bytes a command, or its event, wrote of a string that was `before` bytes long and is `after` bytes now. `differ`:
 * those that differ, where the commands do not tell. Undefined where the whole was written, or nobody can say.
 */
export function writtenOf(
  calls: readonly Call[],
  before: number,
  after: number,
  differ: { start: number; end: number },
): Written | undefined {
  const writers = calls.filter(({ name }) => !/^(GET|STRLEN|SUBSTR|BITCOUNT|BITPOS|MGET|TTL|EXPIRE)/.test(name))
  const [call] = writers
  if (call === undefined || after < before || !writers.every(({ name }) => inPart.has(name))) return undefined
  const by = writers.length === 1 && !call.event && call.more === 0 ? writtenBy[call.name] : undefined
  const [start, end] = by?.(call, before, after) ?? [differ.start, differ.end]
  return end <= start ? undefined : { start, end, padded: by === undefined ? 0 : Math.max(0, start - before) }
}

export function diffString(before: Seen<'string'>, after: Seen<'string'>, told: Told): Change[] {
  const [from, to] = [before.value.head, after.value.head]
  if (from === to) return before.length === after.length ? [] : grown(before, after, told)
  const [old, now] = [toRaw(from), toRaw(to)]
  const whole = old.length === before.length && now.length === after.length
  let start = 0
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1
  let same = 0
  // the ends can be laid on each other only where they are seen, or where both are cut at the same place
  if (whole || before.length === after.length)
    while (same < Math.min(old.length, now.length) - start && old[old.length - 1 - same] === now[now.length - 1 - same])
      same += 1
  const number = whole ? numbersOf(from, to) : undefined
  const end = now.length - same
  const written = told.whole ? writtenOf(told.calls, before.length, after.length, { start, end }) : undefined
  return [
    {
      kind: 'value-changed',
      // digits that were put behind or over others were not counted
      ...(number === undefined || written !== undefined ? {} : { number }),
      start,
      end,
      ...(written === undefined ? {} : { written }),
    },
  ]
}

/** Same head, other size: the bytes that changed are past what is seen. */
function grown(before: Seen<'string'>, after: Seen<'string'>, told: Told): Change[] {
  const seen = byteLength(after.value.head)
  const written = told.whole
    ? writtenOf(told.calls, before.length, after.length, { start: before.length, end: after.length })
    : undefined
  return [
    { kind: 'value-changed', start: seen, end: seen, ...(written === undefined ? {} : { written }) },
    { kind: 'length-changed', from: before.length, to: after.length },
  ]
}
