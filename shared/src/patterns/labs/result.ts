/** What a lab found: the same inputs in the same order, once in each form, and what was counted afterwards. */
import * as z from 'zod/mini'

export const Form = z.enum(['safe', 'notebook'])
export type Form = z.infer<typeof Form>

export const FormResult = z.object({
  /** Counted in the real Redis and the real database, by name: `lost writes`. */
  counters: z.record(z.string(), z.number()),
  /** What happened, in a sentence. */
  note: z.string(),
  /** The order in which the gate let calls through: `A asked cache.get`. */
  steps: z.array(z.string()),
})
export type FormResult = z.infer<typeof FormResult>

export const LabResult = z.object({
  id: z.string(),
  title: z.string(),
  /** The counter that shows the hazard: above 0 in the notebook's form, 0 in the safe one. */
  fault: z.string(),
  forms: z.object({ notebook: FormResult, safe: FormResult }),
})
export type LabResult = z.infer<typeof LabResult>
