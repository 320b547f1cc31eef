/** What connections cost, and how connecting fails: measured at a click, apart from every room. */
import { Connected } from '@rdd/shared/connecting'
import { ask } from './ask.ts'

/** Takes some seconds, more where other experiments wait. */
export const measureConnecting = (): Promise<Connected> => ask('/api/labs/connecting', Connected, 'POST')
