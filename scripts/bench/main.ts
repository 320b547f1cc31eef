/** Runs the rows asked for, one after the other, and prints a table for each. */
import { cpus, loadavg, release } from 'node:os'
import { commandToPixel } from './command-to-pixel.ts'
import { countdown } from './countdown.ts'
import { eventStorm } from './event-storm.ts'
import { firstLoad } from './first-load.ts'
import { memory } from './memory.ts'
import { nothingMisreported } from './nothing-misreported.ts'
import { outsideToPixel } from './outside-to-pixel.ts'
import { isMet, type Row } from './row.ts'
import { serverCost } from './server-cost.ts'
import { table } from './table.ts'

const rows: readonly Row[] = [
  commandToPixel,
  outsideToPixel,
  eventStorm,
  nothingMisreported,
  firstLoad,
  countdown,
  serverCost,
  memory,
]

const asked = process.argv.slice(2)
const quick = asked.includes('--quick')
const names = asked.filter(word => word !== '--quick').map(word => word.toUpperCase())
const unknown = names.filter(name => !rows.some(({ id }) => id === name))
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(', ')}. There are ${rows.map(({ id }) => id).join(', ')}.`)
  process.exit(1)
}
const chosen = names.length === 0 ? rows : rows.filter(({ id }) => names.includes(id))

const [load = 0] = loadavg()
console.log(
  `${cpus().length} cores, Linux ${release()}, Node ${process.version}, load ${load.toFixed(1)} before the start${quick ? ', --quick: few samples' : ''}.`,
)
let wrong = 0
let missed = 0
for (const row of chosen) {
  const began = performance.now()
  console.log(`\n## ${row.id} ${row.title}\n`)
  const report = await row.measure({ quick, say: line => console.error(`… ${line}`) })
  console.log(table(report.lines))
  for (const note of report.notes) console.log(`\n${note}`)
  for (const what of report.wrong) console.log(`\nWRONG: ${what}`)
  console.error(`… ${row.id} took ${((performance.now() - began) / 1000).toFixed(0)} s`)
  wrong += report.wrong.length
  missed += report.lines.filter(line => isMet(line) === false).length
}
console.log(`\n${missed} goals missed, ${wrong} results wrong.`)
process.exit(wrong === 0 ? 0 : 1)
