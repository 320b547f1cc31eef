/**
 * Rerun: a run is run again to an earlier point. Its code is given what it was given before, its calls are let through in
 * the same order, and its ends are told where they were.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Noted } from './journal.ts'
import type { RunParts } from './run-parts.ts'

/** ms it may take. */
const MOST = 5_000

/** @returns whether it came to where the journal leads; else its code went another way than the first time */
export async function rerun(parts: RunParts): Promise<boolean> {
  const { journal, telling, orders } = parts
  let astray = false
  const alarm = setTimeout(() => {
    astray = true
    telling.changed()
  }, MOST)
  for (const begin of await orders.openRequests()) begin()
  for (const event of journal.events()) await redo(parts, event, () => astray)
  clearTimeout(alarm)
  return !astray
}

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
