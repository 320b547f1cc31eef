/** Stuck: a script that runs for too long keeps everybody waiting. It is killed, as far as Redis lets us. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Probe } from '../redis/probe.ts'

/** ms between attempts. */
const AGAIN = 100

/**
 * Tries until it is decided.
 * @param isStuck whether Redis still answers nobody
 * @returns undefined when it answers by itself; `unkillable`: the script has already written
 */
export async function killScript(
  probe: Pick<Probe, 'call'>,
  isStuck: () => boolean,
): Promise<'killed' | 'unkillable' | undefined> {
  while (isStuck()) {
    for (const kind of ['SCRIPT', 'FUNCTION']) {
      const outcome = await probe.call(kind, 'KILL').then(
        () => 'killed',
        error => String(error instanceof Error ? error.message : error),
      )
      if (outcome === 'killed') return 'killed'
      if (outcome.startsWith('UNKILLABLE')) return 'unkillable'
    }
    await sleep(AGAIN)
  }
  return undefined
}
