/**
 * An edit script: the way from one list to another, run-length coded so that a million elements cost one step. `gap` is
 * the part neither window shows: `old` elements became `now` elements, and how is not known.
 */
import type { Change } from '../change.ts'
import type { Piece } from '../view.ts'
import type { Seen } from './index.ts'

export type Step = { do: 'keep' | 'remove' | 'add' | 'set'; count: number } | { do: 'gap'; old: number; now: number }

export type End = 'head' | 'tail'

/** The element at an absolute index, 0-based; undefined where no window shows it. */
export function at({ value, length }: Seen<'list'>, index: number): Piece | undefined {
  if (index < 0 || index >= length) return undefined
  return value.head[index] ?? value.tail[index - (length - value.tail.length)]
}

/** Indexes the windows show, ascending. */
export function shown({ value, length }: Seen<'list'>): number[] {
  const rest = Math.min(value.tail.length, Math.max(0, length - value.head.length))
  return [...value.head.keys(), ...Array.from({ length: rest }, (_, i) => length - rest + i)]
}

/** Known pieces of a run: from its first one on; where that is out of sight, the ones up to its last. */
function run(list: Seen<'list'>, index: number, count: number): Piece[] {
  const pieces: Piece[] = []
  for (let i = 0; i < count; i += 1) {
    const piece = at(list, index + i)
    if (piece === undefined) break
    pieces.push(piece)
  }
  if (pieces.length > 0) return pieces
  for (let i = count - 1; i >= 0; i -= 1) {
    const piece = at(list, index + i)
    if (piece === undefined) break
    pieces.unshift(piece)
  }
  return pieces
}

/** The script in the words of Change, what left before what came, as applying them must go. `ends`: where things were put and taken, for a run that is the whole list. */
export function changesOf(
  steps: readonly Step[],
  before: Seen<'list'>,
  after: Seen<'list'>,
  ends: { put: End; taken: End },
): Change[] {
  const left: Change[] = []
  const came: Change[] = []
  let [from, to] = [0, 0]
  const endOf = (index: number, count: number, length: number, prefer: End) => {
    const touches = { head: index === 0, tail: index + count === length }
    return touches[prefer] ? prefer : touches.head ? 'head' : touches.tail ? 'tail' : 'middle'
  }
  for (const step of steps) {
    if (step.do === 'gap') {
      if (step.old !== step.now) came.push({ kind: 'length-changed', from: before.length, to: after.length })
      from += step.old
      to += step.now
      continue
    }
    const { count } = step
    if (step.do === 'remove')
      left.push({
        kind: 'elements-removed',
        end: endOf(from, count, before.length, ends.taken),
        index: from,
        values: run(before, from, count),
        count,
      })
    if (step.do === 'add')
      came.push({
        kind: 'elements-added',
        end: endOf(to, count, after.length, ends.put),
        index: to,
        values: run(after, to, count),
        count,
      })
    for (let i = 0; step.do === 'set' && i < count; i += 1) {
      const [old, now] = [at(before, from + i), at(after, to + i)]
      if (old !== undefined && now !== undefined)
        came.push({ kind: 'element-changed', index: to + i, from: old, to: now })
    }
    if (step.do !== 'add') from += count
    if (step.do !== 'remove') to += count
  }
  return [...left, ...came]
}
