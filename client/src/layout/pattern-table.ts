/** The database in a run: the rows of the table it works on, the touched one marked. */
import type { RunView } from '@rdd/shared/run'
import { box, group, type Mark, text } from './mark.ts'
import { askOf, PAD, STRIP, small } from './pattern-parts.ts'
import type { Rect } from './pattern-room.ts'
import { current, rowsOf } from './pattern-words.ts'
import { columnsIn, fit, shown } from './text.ts'

const HEAD = 30
const ROW = 25
/** Below the rows: how often the database was asked and told. */
const FOOT = 24
/** Height of the card with lines for so many rows. */
export const tableHeight = (rows: number): number => STRIP + HEAD + rows * ROW + FOOT

/** Which of the two tables a run works on. */
export const tableOf = ({ lanes, pattern }: RunView): 'users' | 'products' =>
  lanes.some(({ operation }) => /product/i.test(operation)) || (lanes.length === 0 && pattern.startsWith('write'))
    ? 'products'
    : 'users'

export function tableBody(run: RunView, { w, h }: Rect): Mark[] {
  const most = Math.floor((h - STRIP - HEAD - FOOT) / ROW)
  const table = tableOf(run)
  const all = run.tables[table]
  const now = current(run)
  const last = run.hops
    .filter(hop => hop.call.startsWith('database.') && hop.state !== 'waiting')
    .sort((a, b) => a.n - b.n)
    .at(-1)
  const ask = last?.direction === 'answered' ? askOf(run, last) : undefined
  const touched = new Set([last, ask].flatMap(hop => (hop === undefined ? [] : rowsOf(hop))))
  // the rows that are touched are always among those shown
  const first = all.slice(0, most)
  const hidden = all.filter(({ id }) => touched.has(id) && !first.some(one => one.id === id))
  const rows = [...first.slice(0, most - Math.min(hidden.length, most)), ...hidden.slice(0, most)]
  const [idX, nameX, versionX] = [PAD, PAD + 44, w - PAD]
  const detailX = nameX + Math.max(96, (w - 2 * PAD - 44) * 0.3)
  const heads: [string, number, string, 'start' | 'end'][] = [
    ['id', idX, 'id', 'start'],
    ['name', nameX, 'name', 'start'],
    ['detail', detailX, table === 'users' ? 'email' : 'cents', 'start'],
    ['version', versionX, versionX - detailX < 110 ? 'v' : 'version', 'end'],
  ]
  return [
    ...heads.map(([id, x, words, anchor]) => small(`head ${id}`, x, 22, words, 'muted', anchor)),
    ...rows.map(({ id, name, detail, version }, i) => {
      const mine = touched.has(id)
      const lit = mine && now?.from === 'database' ? 1 : 0
      return group(`row ${id}`, {
        y: 44 + i * ROW,
        data: { row: id, table, version: String(version) },
        children: [
          ...(mine ? [box('mark', { x: 6, y: -17, w: w - 12, h: 24, r: 5, tone: 'database', look: 'strip' })] : []),
          text('id', { x: idX, y: 0, text: fit(id, 5), bold: mine }),
          text('name', { x: nameX, y: 0, text: fit(shown(name), columnsIn(detailX - nameX - 8, 12.5)), bold: lit > 0 }),
          text('detail', {
            x: detailX,
            y: 0,
            text: fit(shown(detail), columnsIn(versionX - 40 - detailX, 12.5)),
            tone: 'muted',
          }),
          text('version', { x: versionX, y: 0, text: String(version), anchor: 'end', tone: 'muted' }),
        ],
      })
    }),
    small('foot', PAD, h - STRIP - 10, `loads ${run.counters.databaseLoads} · writes ${run.counters.databaseWrites}`),
  ]
}
