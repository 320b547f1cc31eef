/** AsciiReference: the selection guide and the cheatsheet as tables of characters. */
import { frame, table } from './ascii-box.ts'
import { columnsOf, wrap } from './text.ts'

/** What one wants to do, and the structure for it. */
interface Use {
  want: string
  structure: string
  commands: readonly string[]
}

/** Lines to try, each with what it does. */
interface Part {
  title: string
  entries: readonly { line: string; say: string }[]
}

/** A row of a table whose cells may take several lines. */
function rows(cells: readonly string[], widths: readonly number[]): string[][] {
  const lines = cells.map((words, i) => wrap(words, widths[i] ?? 1, 6).map(line => line.trimEnd()))
  const height = Math.max(...lines.map(one => one.length))
  return Array.from({ length: height }, (_, n) => lines.map(one => one[n] ?? ''))
}

/** @param width columns, 40 at least */
export function guideText(uses: readonly Use[], width: number): string[] {
  const structure = Math.max(...uses.map(use => columnsOf(use.structure)), 9)
  const rest = width - structure - 10
  const want = Math.floor(rest * 0.5)
  const widths = [want, structure, rest - want]
  const body = uses.flatMap(use => rows([use.want, use.structure, use.commands.join(', ')], widths))
  return table(['What for', 'Structure', 'Commands'], body, widths)
}

/** @param width columns, 30 at least */
export const cheatsheetText = (parts: readonly Part[], width: number): string[] =>
  parts.flatMap(({ title, entries }) =>
    frame(
      title,
      entries.flatMap(({ line, say }) => [
        ...wrap(line, width - 4, 3),
        ...wrap(say, width - 7, 3).map(words => `   ${words}`),
      ]),
      width,
    ),
  )
