/** A lab: one hazard in both forms, on a Redis and tables of its own; nothing of the room is touched. */
import { LabResult } from '@rdd/shared/patterns/labs/result'
import { ask } from './ask.ts'

export const runLab = (id: string) => ask(`/api/labs/${encodeURIComponent(id)}`, LabResult, 'POST')
