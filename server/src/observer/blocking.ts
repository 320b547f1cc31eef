/** When a blocking command gives up, from its own arguments. */
import type { Bytes } from '@rdd/shared/bytes'

/** Where the timeout stands, and its unit in ms: negative counts from the end. */
const LAST = { at: -1, unit: 1000 }
const TIMEOUTS: Record<string, { at: number; unit: number }> = {
  blpop: LAST,
  brpop: LAST,
  bzpopmin: LAST,
  bzpopmax: LAST,
  brpoplpush: LAST,
  blmove: LAST,
  blmpop: { at: 1, unit: 1000 },
  bzmpop: { at: 1, unit: 1000 },
  wait: { at: 2, unit: 1 },
  waitaof: { at: 3, unit: 1 },
}

/** ms until it gives up; Infinity when it waits for ever; undefined when it does not block. */
export function blocksFor(argv: readonly Bytes[]): number | undefined {
  const name = argv[0]?.toLowerCase() ?? ''
  const known = TIMEOUTS[name]
  const block = name === 'xread' || name === 'xreadgroup' ? argv.findIndex(arg => arg.toLowerCase() === 'block') : -1
  const given = known ? argv.at(known.at) : block > 0 ? argv[block + 1] : undefined
  const ms = Number(given) * (known?.unit ?? 1)
  if (given === undefined || !Number.isFinite(ms) || ms < 0) return undefined
  return ms === 0 ? Number.POSITIVE_INFINITY : ms
}
