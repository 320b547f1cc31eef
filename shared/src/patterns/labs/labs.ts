/** All labs, in the order in which the patterns appear. */
import { batch } from './batch.ts'
import { cacheAway } from './cache-away.ts'
import { databaseAway } from './database-away.ts'
import { earlyRefresh } from './early-refresh.ts'
import { invalidatePattern } from './invalidate-pattern.ts'
import { itemDropped } from './item-dropped.ts'
import { keyCollisions } from './key-collisions.ts'
import type { Lab } from './lab.ts'
import { missingLoads } from './missing-loads.ts'
import { missingRows } from './missing-rows.ts'
import { persistentKey } from './persistent-key.ts'
import { queueOutlived } from './queue-outlived.ts'
import { readFallback } from './read-fallback.ts'
import { refreshFails } from './refresh.ts'
import { rollback } from './rollback.ts'
import { staleSet } from './stale-set.ts'
import { stampede } from './stampede.ts'
import { ttlZero } from './ttl-zero.ts'
import { twoSteps } from './two-steps.ts'
import { twoWriters } from './two-writers.ts'
import { writeOrder } from './write-order.ts'
import { writerCrash } from './writer-crash.ts'
import { writerError } from './writer-error.ts'
import { writerStop } from './writer-stop.ts'

export const LABS: readonly Lab[] = [
  staleSet,
  missingRows,
  cacheAway,
  ttlZero,
  invalidatePattern,
  keyCollisions,
  writeOrder,
  rollback,
  twoWriters,
  readFallback,
  twoSteps,
  writerCrash,
  writerStop,
  writerError,
  itemDropped,
  databaseAway,
  batch,
  queueOutlived,
  missingLoads,
  refreshFails,
  stampede,
  earlyRefresh,
  persistentKey,
]
