/** Senses: what an observer is made of, and how the parts are joined. */
import type { Fact } from '@rdd/shared/fact'
import type { RoomState } from '@rdd/shared/keyspace/state'
import type { Feed, Hears } from '../redis/feed.ts'
import type { Probe } from '../redis/probe.ts'
import { Ear } from './ear.ts'
import type { Log } from './log.ts'
import { Looker } from './looker.ts'
import { Names } from './names.ts'
import { OwnCommands } from './own-commands.ts'
import { Pace, TICK } from './pace.ts'
import { Patience } from './patience.ts'
import { RedisClock } from './redis-clock.ts'
import type { Docs } from './silent.ts'
import { Teller } from './teller.ts'
import { Unasked } from './unasked.ts'
import { Wanted } from './wanted.ts'

export interface Senses {
  probe: Probe
  /** Never before the last fact. */
  clock: RedisClock
  patience: Patience
  ear: Ear
  looker: Looker
  teller: Teller
  own: OwnCommands
  /** What other connections are called. */
  names: Names
  /** What clients' connections send by themselves. */
  unasked: Unasked
  wanted: Wanted
  pace: Pace
  /** The log's newest. */
  state: RoomState
}

export interface SensesParts {
  probe: Probe
  feed: Feed
  log: Log
  docs: Docs
  hears: Hears
  /** As Pace takes them. */
  turn(): Promise<void>
  rest(): number
  onFacts(facts: Fact[]): void
  onBusy(busy: boolean): void
  onLost(why: string): void
}

/** All of it, before anything is heard or asked. */
export function senses({ probe, feed, log, docs, hears, turn, rest, onFacts, onBusy, onLost }: SensesParts): Senses {
  const { state } = log
  const names = new Names()
  const unasked = new Unasked()
  const clock = new RedisClock(() => state.at)
  const pace = new Pace(turn, rest)
  const patience = new Patience(onBusy)
  const wanted = new Wanted(() => pace.next(0))
  const own = new OwnCommands(state)
  const ear = new Ear({
    ...{ feed, probe, docs, hears, onLost },
    isUnasked: (address, name) => unasked.take(address, name),
    onHeard: () => pace.next(TICK),
    onTooMuch: why => wanted.add(why),
  })
  const looker = new Looker({ probe, patience, clock, state })
  const teller = new Teller({ log, clock, docs, names, own, looker, onFacts })
  return { probe, clock, patience, ear, looker, teller, own, names, unasked, wanted, pace, state }
}
