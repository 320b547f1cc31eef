/** AsciiStampede: what was measured of a crowd and of the patterns side by side, as characters. */
import { cell, frame, table } from './ascii-box.ts'
import { columnsOf, wrap } from './text.ts'

export interface CrowdRow {
  guard: string
  loads: number
  /** What readers waited, in words, under the marks of the table's head. */
  waits: readonly string[]
}

export interface ComparedRow {
  /** What is counted or timed. */
  says: string
  /** A figure for each pattern. */
  figures: readonly (readonly [pattern: string, figure: string])[]
}

const widest = (words: readonly string[]) => Math.max(1, ...words.map(columnsOf))

/**
 * Bars of loads, the most of them as long as there is room, and a table of waits.
 * @param marks names of the waits: p50, p95, max
 * @param width columns, 40 at least
 */
export function crowdText(
  rows: readonly CrowdRow[],
  marks: readonly string[],
  conditions: string,
  width: number,
): string[] {
  const inside = width - 4
  const name = Math.min(14, widest(rows.map(({ guard }) => guard)))
  const most = Math.max(1, ...rows.map(({ loads }) => loads))
  const digits = String(most).length
  const room = inside - name - digits - 3
  const bars = rows.map(
    ({ guard, loads }) =>
      `${cell(guard, name)} ${cell('█'.repeat(Math.ceil((loads / most) * room)), room)}  ${cell(String(loads), digits, true)}`,
  )
  const each = Math.floor((width - 4 - name) / marks.length) - 3
  const last = width - 4 - name - 3 - (marks.length - 1) * (each + 3)
  return [
    ...wrap(conditions, width, 4).map(line => cell(line, width)),
    ...frame('Database loads', bars, width),
    ...table(
      ['waited', ...marks],
      rows.map(({ guard, waits }) => [guard, ...waits]),
      [name, ...marks.map((_, i) => (i === marks.length - 1 ? last : each))],
    ),
  ]
}

/** @param width columns, 40 at least */
export function comparedText(rows: readonly ComparedRow[], width: number): string[] {
  const inside = width - 4
  return frame(
    'The patterns compared',
    rows.flatMap(({ says, figures }, i) => {
      const name = Math.min(inside - 12, widest(figures.map(([pattern]) => pattern)))
      return [
        ...(i === 0 ? [] : ['']),
        ...wrap(says, inside, 4),
        ...figures.map(([pattern, figure]) => `  ${cell(pattern, name)}  ${cell(figure, inside - name - 4, true)}`),
      ]
    }),
    width,
  )
}
