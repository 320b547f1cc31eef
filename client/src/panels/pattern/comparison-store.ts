/** The last comparison of the patterns: shown in their chapters and whole in the stampede's. */
import type { Compared } from '@rdd/shared/patterns/labs/compare'
import { comparePatterns } from '../../queries/crowd.ts'
import { createStore } from '../../store/store.ts'

export const comparison = createStore<{ running: boolean; rows: Compared['rows'] | undefined }>({
  running: false,
  rows: undefined,
})

/** @throws what the server refuses; the last comparison stays */
export async function runComparison(): Promise<void> {
  comparison.update(was => ({ ...was, running: true }))
  try {
    const { rows } = await comparePatterns()
    comparison.update(was => ({ ...was, rows }))
  } finally {
    comparison.update(was => ({ ...was, running: false }))
  }
}
