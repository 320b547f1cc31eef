/**
 * AsciiRegions: two or three sets drawn over each other with their members where they are: what both hold stands inside both
 * frames. Of three, the third lies across the other two.
 */
import { type Piece, pieceHead } from '@rdd/shared/keyspace/view'
import { Canvas, type Cell } from './ascii-canvas.ts'
import { plain } from './ascii-words.ts'
import { columnsOf } from './text.ts'
import { spelled } from './written.ts'

/** Lines of members of one region; what it has more is a count. */
const MOST = 6
/** Columns of the narrowest drawing, and of one that is wide enough for names of any length to be cut. */
const LEAST = 40
const WIDE = 56
/** How far the third set stands in from the sides. */
const INSET = 2

export interface Regions {
  /** Members by region: the first set is its bit 1, the second 2, the third 4. */
  members: ReadonlyMap<number, readonly Piece[]>
  /** Regions that are the answer. */
  answer: ReadonlySet<number>
}

function linesOf({ members, answer }: Regions, region: number, columns: number): string[] {
  const all = members.get(region) ?? []
  const mark = answer.has(region) ? '► ' : '• '
  if (all.length === 0) return answer.has(region) ? ['► nothing'] : []
  const shown = all.length > MOST ? all.slice(0, MOST - 1) : all
  const lines = shown.map(member => mark + (pieceHead(member) === '' ? '(empty)' : spelled(member, columns - 2)))
  return all.length > shown.length ? [...lines, `… ${all.length - shown.length} more`] : lines
}

/** Columns of a member where three regions stand side by side. */
const roomOf = (columns: number): number => Math.floor((columns - 1) / 3) - 3

/** Whether so many columns are enough to draw them over each other, so that their names can be read. */
export function hasRoom({ members }: Regions, columns: number): boolean {
  if (columns < LEAST || columns >= WIDE) return columns >= WIDE
  const room = roomOf(columns) - 2 - INSET
  return [...members.values()].every(some => some.slice(0, MOST).every(member => columnsOf(plain(member)) <= room))
}

/** A frame from corner to corner. */
function outline(sheet: Canvas, [left, top]: Cell, [right, bottom]: Cell): void {
  const corners: Cell[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top],
  ]
  sheet.line(corners, { closed: true })
}

/** @param columns as `hasRoom` says */
export function overlapping(count: 2 | 3, regions: Regions, columns: number): string[] {
  const sheet = new Canvas(columns)
  const right = columns - 1
  const [second, first] = [Math.floor(right / 3), Math.floor((2 * right) / 3)]
  const inset = count === 3 ? INSET : 0
  const upper: [number, number, number][] = [
    [1, 0, second],
    [3, second, first],
    [2, first, right],
  ]
  const lower: [number, number, number][] = [
    [5, inset, second],
    [7, second, first],
    [6, first, right - inset],
  ]
  const high = (some: typeof upper) =>
    Math.max(1, ...some.map(([region, from, to]) => linesOf(regions, region, to - from - 3).length))
  const put = (some: typeof upper, y: number) => {
    for (const [region, from, to] of some)
      for (const [i, line] of linesOf(regions, region, to - from - 3).entries())
        sheet.write([from + 2, y + i], line, to - from - 3)
  }
  const across = 2 + high(upper)
  const ends = count === 3 ? across + 1 + high(lower) : across
  const only: typeof upper = [[4, inset, right - inset]]
  outline(sheet, [0, 0], [first, ends])
  outline(sheet, [second, 1], [right, ends + 1])
  put(upper, 2)
  sheet.write([2, 0], ' A ', 3)
  sheet.write([first + 2, 1], ' B ', 3)
  if (count === 3) {
    outline(sheet, [inset, across], [right - inset, ends + 2 + high(only)])
    put(lower, across + 1)
    put(only, ends + 2)
    sheet.write([inset + 2, across], ' C ', 3)
  }
  return sheet.lines()
}
