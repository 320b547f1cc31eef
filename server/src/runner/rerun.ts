/**
 * Rerun: a run is run again to an earlier point. Its code is given what it was given before, its calls are let through in
 * the same order, and its ends are told where they were.
 */
import { isDeepStrictEqual } from 'node:util'
import type { RunView } from '@rdd/shared/run'
import type { Noted } from './journal.ts'
import type { RunParts } from './run-parts.ts'

/** ms it may take. */
const MOST = 5_000

/**
 * @param view the run at the point the journal leads to
 * @returns whether it came there; else its code went another way than the first time
 */
export async function rerun(parts: RunParts, view: RunView): Promise<boolean> {
  const { journal, telling, orders } = parts
  let astray = false
  const alarm = setTimeout(() => {
    astray = true
    telling.changed()
  }, MOST)
  for (const begin of await orders.openRequests()) begin()
  for (const event of journal.events()) await redo(parts, event, () => astray)
  // what was let through last is on its way: what it meets is told already
  await telling.when(() => astray || waiting(view).every(hop => waiting(telling.view).includes(hop)))
  clearTimeout(alarm)
  return !astray
}

/** The hops that wait at the gate. */
const waiting = ({ hops }: RunView): string[] =>
  hops.flatMap(({ lane, call, direction, state }) => (state === 'waiting' ? [`${lane} ${call} ${direction}`] : []))

async function redo(
  { telling, drive, lanes, courses, orders }: RunParts,
  event: Noted,
  isAstray: () => boolean,
): Promise<void> {
  if (event.kind === 'released') {
    const { held } = event
    await telling.when(() => isAstray() || isDeepStrictEqual(drive.next(held.lane), held))
    if (!isAstray()) drive.release(held.lane)
  } else if (event.kind === 'crashed') {
    const lane = lanes.get(event.lane)
    if (lane) courses.crash(lane)
  } else if (event.kind === 'ended') {
    const lane = lanes.get(event.lane)
    await telling.when(() => isAstray() || lane?.over === true)
    if (lane) courses.tellEnd(lane)
  } else for (const begin of await orders.openWriters()) begin()
}
