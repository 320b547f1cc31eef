/**
 * AsciiCanvas: a sheet of characters to draw boxes and lines on, where a text that is wide takes two cells and nothing ever
 * gets wider than the sheet. A line that is heavy is the one that matters now.
 */
import { columnsOf, fit, shown } from './text.ts'

/** Column and row, from 0. */
export type Cell = readonly [x: number, y: number]

/** From a cell to the next one. */
type Way = 'left' | 'right' | 'up' | 'down'

/** Signs of lines by the sides of the cell they touch, light and heavy: `left` first, then `right`, `up`, `down`. */
const signs: Record<string, readonly [light: string, heavy: string]> = {
  'left right': ['─', '━'],
  'up down': ['│', '┃'],
  'right down': ['┌', '┏'],
  'left down': ['┐', '┓'],
  'right up': ['└', '┗'],
  'left up': ['┘', '┛'],
  'left right down': ['┬', '┳'],
  'left right up': ['┴', '┻'],
  'right up down': ['├', '┣'],
  'left up down': ['┤', '┫'],
  'left right up down': ['┼', '╋'],
}
const heads: Record<Way, string> = { left: '◄', right: '►', up: '▲', down: '▼' }
const opposite: Record<Way, Way> = { left: 'right', right: 'left', up: 'down', down: 'up' }
const order: readonly Way[] = ['left', 'right', 'up', 'down']

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

function wayOf([x0, y0]: Cell, [x1, y1]: Cell): Way {
  if (x1 !== x0) return x1 > x0 ? 'right' : 'left'
  return y1 > y0 ? 'down' : 'up'
}

/** Every cell from one corner to the next, both included. */
function along(points: readonly Cell[]): Cell[] {
  const [first] = points
  const cells: Cell[] = first === undefined ? [] : [first]
  for (const [i, to] of points.entries()) {
    const from = points[i - 1]
    if (from === undefined) continue
    const length = Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1]))
    for (let n = 1; n <= length; n += 1)
      cells.push([from[0] + Math.sign(to[0] - from[0]) * n, from[1] + Math.sign(to[1] - from[1]) * n])
  }
  return cells
}

export class Canvas {
  readonly #width: number
  /** A cell that the second half of a wide sign stands in is empty. */
  readonly #rows: string[][] = []
  /** Of each line drawn so far, by cell: where lines of one weight meet, they join. */
  readonly #touched = { light: new Map<string, Set<Way>>(), heavy: new Map<string, Set<Way>>() }

  constructor(width: number) {
    this.#width = width
  }

  /** A text from a cell on, cut to so many columns; `end`: its last sign stands in the last of them. */
  write([x, y]: Cell, words: string, columns: number, end = false): void {
    const cut = fit(shown(words), Math.min(columns, this.#width - x))
    let at = end ? x + columns - columnsOf(cut) : x
    for (const { segment } of segmenter.segment(cut)) {
      const wide = columnsOf(segment)
      if (wide > 0) this.#put(at, y, segment, wide)
      at += wide
    }
  }

  /** A frame with lines in it, each in the middle. */
  box([x, y]: Cell, w: number, h: number, lines: readonly string[]): void {
    const [right, bottom] = [x + w - 1, y + h - 1]
    this.line(
      [
        [x, y],
        [right, y],
        [right, bottom],
        [x, bottom],
        [x, y],
      ],
      { closed: true },
    )
    for (const [i, line] of lines.slice(0, h - 2).entries()) {
      const text = fit(shown(line), w - 2)
      this.write([x + 1 + Math.floor((w - 2 - columnsOf(text)) / 2), y + 1 + i], text, w - 2)
    }
  }

  /** A line from corner to corner, level or upright. `head`: an arrow in its last cell. */
  line(points: readonly Cell[], look: { heavy?: boolean; head?: boolean; closed?: boolean } = {}): void {
    const cells = along(points)
    const touched = look.heavy ? this.#touched.heavy : this.#touched.light
    for (const [i, cell] of cells.entries()) {
      const before = cells[i - 1] ?? (look.closed ? cells.at(-2) : undefined)
      const after = cells[i + 1] ?? (look.closed ? cells[1] : undefined)
      const last = after === undefined && before !== undefined
      if (last && look.head) {
        this.#put(cell[0], cell[1], heads[wayOf(before, cell)])
        continue
      }
      const into = before === undefined ? undefined : opposite[wayOf(before, cell)]
      const out = after === undefined ? undefined : wayOf(cell, after)
      const sides = touched.get(cell.join()) ?? new Set()
      touched.set(cell.join(), sides)
      for (const side of [into ?? (out && opposite[out]), out ?? (into && opposite[into])]) if (side) sides.add(side)
      const sign = signs[order.filter(way => sides.has(way)).join(' ')]?.[look.heavy ? 1 : 0]
      if (sign !== undefined) this.#put(cell[0], cell[1], sign)
    }
  }

  /** All rows, each of the sheet's width. */
  lines(): string[] {
    return this.#rows.map(row => row.join(''))
  }

  #put(x: number, y: number, sign: string, wide = 1): void {
    if (x < 0 || x + wide > this.#width || y < 0) return
    while (this.#rows.length <= y) this.#rows.push(Array.from({ length: this.#width }, () => ' '))
    const row = this.#rows[y] ?? []
    for (let n = x; n < x + wide; n += 1) clear(row, n)
    row.splice(x, wide, sign, ...Array.from({ length: wide - 1 }, () => ''))
  }
}

/** Empties a cell, with the rest of a wide sign that stands in it. */
function clear(row: string[], x: number): void {
  let first = x
  while (first > 0 && row[first] === '') first -= 1
  for (let n = first; n === first || row[n] === ''; n += 1) row[n] = ' '
}
