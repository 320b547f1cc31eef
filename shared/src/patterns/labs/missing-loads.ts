/** A row that is missing and never cached as missing: every question for it is a load. */
import * as notebook from '../read-through.notebook.ts'
import * as safe from '../read-through.ts'
import type { Lab } from './lab.ts'

const READS = 50

export const missingLoads: Lab = {
  id: 'missing-loads',
  title: 'Fifty questions for a row that is not there',
  fault: 'needless loads',
  async run(stage, form) {
    const { get } = form === 'safe' ? safe : notebook
    for (let i = 0; i < READS; i++) await get(await stage.free('A'), { table: 'users', id: 'nobody', ttlMs: 3_600_000 })
    const loads = stage.calls.get('database.find') ?? 0
    return {
      counters: { 'needless loads': loads - 1, 'database loads': loads },
      note:
        loads > 1 ? `${READS} questions, ${loads} loads.` : `${READS} questions, one load: "none" is an answer too.`,
    }
  },
}
