/** Place: what a run needs of the room it happens in. */
import type { FactOf } from '@rdd/shared/fact'
import type { RoomState } from '@rdd/shared/keyspace/state'
import type { Address } from '../engine/engine.ts'
import type { Node } from '../redis/raw.ts'

/** A fact of a run before it has its place in the log. */
export type RunDraft =
  | Omit<FactOf<'run'>, 'seq' | 'at'>
  | Omit<FactOf<'hop'>, 'seq' | 'at'>
  | Omit<FactOf<'note'>, 'seq' | 'at'>

export interface Place {
  /** The room's Redis. */
  redis(): Address
  /** Whether that Redis is the room's alone, to do with as one likes. */
  own(): boolean
  /** Appends a fact to the room's log; passed over while Redis is away. */
  say(draft: RunDraft): void
  /** Of the newest fact. */
  seq(): number
  /** Resolves once all that Redis did before this call is in the log, or after a moment. */
  settled(): Promise<void>
  /** The connection from `address` is called `name`; what it says by itself at first is nobody's command. */
  known(address: string, name: string, introduction: readonly string[]): void
  /** Our own question to Redis, which becomes no fact. @throws Refused while Redis is away */
  call(command: string, ...args: (string | number | Buffer)[]): Promise<Node>
  /** Our own commands as one transaction, which become no facts. @throws the first error among their replies */
  transaction(commands: readonly Buffer[][]): Promise<void>
  /** Redis's clock, ms since the epoch. */
  now(): number
  /** Reads the whole view anew. */
  sync(): Promise<void>
  /** The room as it was after fact `seq`, or why it is not known any more. */
  stateAt(seq: number): RoomState | { unknown: string }
  /** The room as it is. */
  state(): RoomState
  /** One line for the server's own log. */
  log(line: string): void
}
