/** Strings: which bytes differ. Of a long one only the first bytes are seen; what follows them is judged by its size. */
import { byteLength, toRaw } from '../../bytes.ts'
import type { Change } from '../change.ts'
import type { Seen } from './index.ts'
import { numbersOf } from './number.ts'

export function diffString(before: Seen<'string'>, after: Seen<'string'>): Change[] {
  const [from, to] = [before.value.head, after.value.head]
  if (from === to) return before.length === after.length ? [] : grown(before, after)
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
  return [{ kind: 'value-changed', ...(number === undefined ? {} : { number }), start, end: now.length - same }]
}

/** Same head, other size: the bytes that changed are past what is seen. */
function grown(before: Seen<'string'>, after: Seen<'string'>): Change[] {
  const seen = byteLength(after.value.head)
  return [
    { kind: 'value-changed', start: seen, end: seen },
    { kind: 'length-changed', from: before.length, to: after.length },
  ]
}
