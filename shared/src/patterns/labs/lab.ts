/** Lab: a hazard of caching, as an experiment that runs in both forms. */
import type { Form, FormResult, LabResult } from './result.ts'
import { Stage } from './stage.ts'
import type { World } from './world.ts'

export interface Lab {
  id: string
  title: string
  /** The counter that shows the hazard. */
  fault: string
  /** The experiment. All it counts, it counts in the real Redis and the real database. */
  run(stage: Stage, form: Form): Promise<Omit<FormResult, 'steps'>>
}

/** Runs a lab in both forms, each in a clean world. Throws when the world breaks in a way the lab did not ask for. */
export async function runLab({ id, title, fault, run }: Lab, world: World): Promise<LabResult> {
  const inForm = async (form: Form): Promise<FormResult> => {
    await world.clean()
    const stage = new Stage(world)
    try {
      return { ...(await run(stage, form)), steps: stage.steps }
    } finally {
      stage.gate.abandon()
    }
  }
  return { id, title, fault, forms: { notebook: await inForm('notebook'), safe: await inForm('safe') } }
}
