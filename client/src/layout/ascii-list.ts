/**
 * AsciiList: a list as the notebook draws it, boxes linked both ways between HEAD and TAIL; below each box its index, counted
 * from the head and from the tail, as LINDEX and LRANGE take it.
 */
import type { Piece, ValueOf } from '@rdd/shared/keyspace/view'
import { bothEnds, more, plain } from './ascii-words.ts'
import { columnsOf, fit } from './text.ts'

interface Node {
  text: string
  /** From the head and, negative, from the tail. */
  indexes: readonly string[]
  /** Columns between the sides of its box. */
  w: number
}

const LINK = 3

function nodeOf(element: Piece, index: number, length: number, inside: number): Node {
  const text = fit(plain(element), Math.max(1, inside - 2)) || ' '
  const indexes = [String(index), String(index - length)]
  const w = Math.max(...indexes.map(one => one.length))
  return {
    text,
    indexes: indexes.map(one => one.padStart(w)),
    // as wide as its indexes
    w: Math.max(columnsOf(text), Math.min(inside - 2, w - 2)),
  }
}

const drawn = (row: readonly Node[]): string[] => [
  row.map(({ w }) => `┌${'─'.repeat(w)}┐`).join('   '),
  row.map(({ text, w }) => `│${text}${' '.repeat(Math.max(0, w - columnsOf(text)))}│`).join('◄─►'),
  row.map(({ w }) => `└${'─'.repeat(w)}┘`).join('   '),
  ...[0, 1].map(n =>
    row
      .map(({ indexes, w }) => (indexes[n] ?? '').padEnd(w + 2 + LINK))
      .join('')
      .trimEnd(),
  ),
]

/** Nodes in rows, as many to a row as fit. */
function rows(nodes: readonly Node[], inside: number): string[] {
  const lines: string[] = []
  let row: Node[] = []
  let used = 0
  for (const node of nodes) {
    if (row.length > 0 && used + LINK + node.w + 2 > inside) {
      lines.push(...drawn(row))
      row = []
    }
    used = (row.length > 0 ? used + LINK : 0) + node.w + 2
    row.push(node)
  }
  return row.length > 0 ? [...lines, ...drawn(row)] : lines
}

function ends(left: string, right: string, inside: number): string {
  const gap = inside - columnsOf(left) - columnsOf(right)
  return gap > 0 ? `${left}${' '.repeat(gap)}${right}` : left
}

/** The ways in and out, and between them the elements of both ends. `length`: of the list. */
export function listText(
  { head, tail }: Pick<ValueOf<'list'>, 'head' | 'tail'>,
  length: number,
  inside: number,
): string[] {
  return [
    ends('HEAD ◄─── LPUSH', 'RPUSH ───► TAIL', inside),
    ...bothEnds(head, tail, length).flatMap(({ elements, after }) => [
      ...rows(
        elements.map(({ element, index }) => nodeOf(element, index, length, inside)),
        inside,
      ),
      ...more(after),
    ]),
    ends('LPOP ───►', '◄─── RPOP', inside),
  ]
}
