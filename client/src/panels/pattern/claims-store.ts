/** What the experiments of the claims found: it stays while the page is open, whatever chapter one goes to meanwhile. */
import type { Claim } from '@rdd/shared/patterns/catalogue'
import type { LabResult } from '@rdd/shared/patterns/labs/result'
import { runLab } from '../../queries/labs.ts'
import { createStore } from '../../store/store.ts'
import { runComparison } from './comparison-store.ts'

export interface Shown {
  running: boolean
  /** True once its experiment was over. */
  shown: boolean
  /** Where the experiment is a lab: what it found last. */
  result: LabResult | undefined
}
const unknown: Shown = { running: false, shown: false, result: undefined }

/** By the words of the claim and its pattern: a column of the comparison may stand behind several. */
export const claims = createStore<ReadonlyMap<string, Shown>>(new Map())

export const claimIn = (known: ReadonlyMap<string, Shown>, id: string): Shown => known.get(id) ?? unknown

const put = (id: string, part: Partial<Shown>) =>
  claims.update(was => new Map(was).set(id, { ...claimIn(was, id), ...part }))

/** Runs the experiment of a claim. @throws what the server refuses; what was found before stays */
export async function showClaim(id: string, { experiment }: Claim): Promise<void> {
  put(id, { running: true })
  try {
    if ('lab' in experiment) put(id, { result: await runLab(experiment.lab) })
    else await runComparison()
    put(id, { shown: true })
  } finally {
    put(id, { running: false })
  }
}
