/** AsciiWords: how what Redis holds is written in drawings of characters, and which elements of a long value are drawn. */
import { type Piece, pieceHead } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import { shown } from './text.ts'

/** Elements shown of one key, and how many of them are its last ones where not all are shown. */
export const MOST = 12
const LAST = 4

export const quoted = (piece: Piece): string => `"${shown(pieceHead(piece))}${typeof piece === 'string' ? '' : '…'}"`
export const plain = (piece: Piece): string => `${shown(pieceHead(piece))}${typeof piece === 'string' ? '' : '…'}`
export const more = (left: number): string[] => (left > 0 ? [`… ${grouped(left)} more`] : [])

/** Elements that stand side by side; `after`: how many between them and the next ones, or the end, are not shown. */
interface Run<T> {
  elements: readonly { index: number; element: T }[]
  after: number
}

/**
 * The elements of both ends that are drawn, each with its index in the whole. `head` and `tail`: the windows at hand, of
 * `length` elements in all.
 */
export function bothEnds<T>(head: readonly T[], tail: readonly T[], length: number): Run<T>[] {
  const all = [
    ...head.map((element, index) => ({ element, index })),
    ...tail.map((element, i) => ({ element, index: length - tail.length + i })),
  ]
  const some = all.length <= MOST ? all : [...all.slice(0, MOST - LAST), ...all.slice(-LAST)]
  const runs: { elements: { index: number; element: T }[]; after: number }[] = []
  for (const [i, one] of some.entries()) {
    const next = some[i + 1]?.index ?? length
    const last = runs.at(-1)
    if (last === undefined || last.after > 0) runs.push({ elements: [one], after: next - one.index - 1 })
    else {
      last.elements.push(one)
      last.after = next - one.index - 1
    }
  }
  return runs
}
