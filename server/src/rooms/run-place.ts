/** RunPlace: the room as a run sees it. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine } from '../engine/engine.ts'
import type { Place } from '../runner/place.ts'
import type { Observation } from './observation.ts'

/** ms a step of a run waits for what Redis did to be in the log. */
const SETTLED = 100
/** Addresses of apps and writers that are kept where nobody asks whose they are. */
const RUNS = 1_000

export interface RunPlaceParts {
  engine: Engine
  observation: Observation
  /** Addresses of the apps and writers of runs. */
  runs: Set<string>
  log(line: string): void
}

export function runPlace({ engine, observation, runs, log }: RunPlaceParts): Place {
  return {
    log,
    call: (command, ...args) => observation.there().probe.callIn(engine.address.db, command, ...args),
    redis: () => engine.address,
    own: () => engine.kind === 'own',
    say: draft => void observation.observer?.say(draft),
    seq: () => observation.log.seq,
    settled: async () => {
      // somebody else's flood never settles
      await Promise.race([observation.observer?.settled().catch(() => {}), sleep(SETTLED)])
    },
    known: (address, name, introduction) => {
      if (runs.size > RUNS) runs.clear()
      runs.add(address)
      const { observer } = observation
      observer?.names.tell(address, name)
      for (const command of introduction) observer?.unasked.expect(address, command)
    },
    transaction: commands => observation.there().probe.transaction(commands),
    now: () => observation.there().clock.now(),
    sync: () => observation.there().sync('asked'),
    state: () => observation.log.state,
    stateAt: seq =>
      observation.log.stateAt(seq) ?? { unknown: 'That point is no longer in the log: the room keeps a bounded one.' },
  }
}
