/** Table: a report as Markdown that is also straight to read in a terminal. */
import { type Goal, isMet, type Line, ratioOf } from './row.ts'
import { summary } from './stats.ts'

const HEAD = ['measured', 'median', 'p95', 'p99', 'n', 'baseline', 'ratio', 'goal', 'met']

/** Three digits that mean something, and never an exponent. */
export function number(n: number | undefined): string {
  if (n === undefined || !Number.isFinite(n)) return '–'
  const size = Math.abs(n)
  if (size >= 1000) return Math.round(n).toLocaleString('en-US')
  return n.toFixed(size >= 100 || Number.isInteger(n) ? 0 : size >= 10 ? 1 : 2)
}

const goalText = ({ of, most, least }: Goal): string =>
  `${of} ${most === undefined ? `≥ ${number(least)}` : `≤ ${number(most)}`}`

function cells(line: Line): string[] {
  const { what, unit, values, baseline, goals } = line
  const seen = summary(values)
  const many = values.length > 1
  const met = isMet(line)
  return [
    `${what} (${unit})`,
    number(seen.median),
    many ? number(seen.p95) : '',
    many ? number(seen.p99) : '',
    many ? String(seen.n) : '',
    baseline === undefined ? '' : `${baseline.name} ${number(summary(baseline.values).median)}`,
    number(ratioOf(line)).replace('–', ''),
    goals?.map(values.length > 1 ? goalText : goal => goalText(goal).replace('median ', '')).join(', ') ?? '',
    met === undefined ? '' : met ? 'yes' : '**no**',
  ]
}

export function table(lines: readonly Line[]): string {
  const rows = [HEAD, ...lines.map(cells)]
  const widths = HEAD.map((_, i) => Math.max(...rows.map(row => row[i]?.length ?? 0)))
  const print = (row: readonly string[]) =>
    `| ${row.map((cell, i) => (i === 0 || i > 4 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width, i) => (i === 0 || i > 4 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  const [head = [], ...body] = rows
  return [print(head), rule, ...body.map(print)].join('\n')
}
