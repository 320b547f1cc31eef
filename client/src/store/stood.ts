/** Stood: where this tab stood in the past of a run when it was left, so that a reload comes back to the same step. */
import * as z from 'zod/mini'
import { keep, recall, type Shelf } from './prefs.ts'

/** `path` of the chapter; `seq` counts in one epoch only. */
const Stood = z.object({ epoch: z.string(), path: z.string(), seq: z.int() })
export type Stood = z.infer<typeof Stood>

const KEY = 'rdd:stood'

/** Undefined: at the end of the log, where any page is that opens. */
export const keepStood = (shelf: Shelf, stood: Stood | undefined): void => keep(shelf, KEY, stood ?? null)

/** Undefined where nothing is kept, or what is kept is of another chapter or of a log that has ended. */
export function recallStood(shelf: Shelf, { epoch, path }: Pick<Stood, 'epoch' | 'path'>): Stood | undefined {
  const kept = z.safeParse(Stood, recall(shelf, KEY))
  return kept.success && kept.data.epoch === epoch && kept.data.path === path ? kept.data : undefined
}
