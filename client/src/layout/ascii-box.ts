/**
 * Boxes of characters, as the notebook draws its pictures: frames, rules and tables whose right edge is straight, whatever
 * they hold. A column is one cell of a fixed-width font; what is wider takes two.
 */
import { columnsOf, fit, shown } from './text.ts'

/** A text cut or filled to exactly so many columns. */
export function cell(text: string, columns: number, end = false): string {
  const cut = fit(shown(text), columns)
  const space = ' '.repeat(Math.max(0, columns - columnsOf(cut)))
  return end ? space + cut : cut + space
}

/** Lines inside a frame so many columns wide, with a title strip of one line or more. */
export function frame(title: string | readonly string[], lines: readonly string[], width: number): string[] {
  const inside = width - 4
  const bar = '─'.repeat(width - 2)
  const row = (text: string) => `│ ${cell(text, inside)} │`
  return [`┌${bar}┐`, ...[title].flat().map(row), `├${bar}┤`, ...lines.map(row), `└${bar}┘`]
}

/** A table with ruled columns, as wide as its `widths` say; each text is cut to its column. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): string[] {
  const rule = (left: string, middle: string, right: string) =>
    `${left}${widths.map(width => '─'.repeat(width + 2)).join(middle)}${right}`
  const row = (cells: readonly string[]) =>
    `│${widths.map((width, i) => ` ${cell(cells[i] ?? '', width)} `).join('│')}│`
  return [rule('┌', '┬', '┐'), row(head), rule('├', '┼', '┤'), ...rows.map(row), rule('└', '┴', '┘')]
}

/** Both columns of a table of two so many columns wide, the first as wide as it needs to be up to half. */
export function pair(firsts: readonly string[], inside: number): [number, number] {
  const rest = inside - 7
  const first = Math.max(5, Math.min(Math.floor(rest / 2), Math.max(0, ...firsts.map(columnsOf))))
  return [first, Math.max(1, rest - first)]
}
