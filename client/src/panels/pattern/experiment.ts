/** Experiment: the crowd a person puts together, and what was measured of it. Kept while the page is open. */
import type { Crowd, Guard, Measured } from '@rdd/shared/patterns/labs/measure'
import { measureCrowd } from '../../queries/crowd.ts'
import { createStore } from '../../store/store.ts'
import { guards } from './guards.ts'

export type Conditions = Omit<Crowd, 'guard'>

export interface Experiment {
  next: Conditions
  /** The guards to compare, each run after the other. */
  chosen: ReadonlySet<Guard>
  /** The guard that runs. */
  running: Guard | undefined
  /** What was measured, all under the same conditions; undefined before the first run. */
  results: { conditions: Conditions; planned: number; measured: readonly Measured[] } | undefined
}

export const experiment = createStore<Experiment>({
  next: { readers: 50, spreadMs: 0, addedMs: 100 },
  chosen: new Set(['none', 'lock', 'stale']),
  running: undefined,
  results: undefined,
})

/** Measures the chosen guards. Those measured before a failure stay. @throws the first failure */
export async function runExperiment(): Promise<void> {
  const { next: conditions, chosen } = experiment.get()
  const plan = guards.filter(({ guard }) => chosen.has(guard))
  experiment.update(was => ({ ...was, results: { conditions, planned: plan.length, measured: [] } }))
  try {
    for (const { guard } of plan) {
      experiment.update(was => ({ ...was, running: guard }))
      const one = await measureCrowd({ ...conditions, guard })
      experiment.update(was =>
        was.results === undefined
          ? was
          : { ...was, results: { ...was.results, measured: [...was.results.measured, one] } },
      )
    }
  } finally {
    experiment.update(was => ({ ...was, running: undefined }))
  }
}
