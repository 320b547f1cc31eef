/** Experiments in numbers: a crowd at one key, and the patterns side by side. Apart from every room, like the labs. */
import { Compared } from '@rdd/shared/patterns/labs/compare'
import { type Crowd, Measured } from '@rdd/shared/patterns/labs/measure'
import { ask } from './ask.ts'

/** Takes some seconds, more where other experiments wait. */
export const measureCrowd = (crowd: Crowd): Promise<Measured> =>
  ask(`/api/labs/crowd?${new URLSearchParams(Object.entries(crowd).map(([k, v]) => [k, String(v)]))}`, Measured, 'POST')

export const comparePatterns = (): Promise<Compared> => ask('/api/labs/compare', Compared, 'POST')
