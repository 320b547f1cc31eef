/** World: what a lab runs in. A Redis and a database of the lab's own, both real, which it may break at will. */
import type { Ports } from '../ports.ts'

/** What a client has that is real: its connections, and the time. */
export type Client = Pick<Ports, 'cache' | 'queue' | 'database' | 'clock' | 'random'>

export interface World {
  /** Connections of a client's own, the same ones each time it is asked for: `A`. */
  client(lane: string): Promise<Client>
  /** Cuts the client's connection and refuses new ones, until it is mended. */
  cut(lane: string, what: 'cache' | 'database'): Promise<void>
  mend(lane: string, what: 'cache' | 'database'): Promise<void>
  /** Adds so many ms to each of the client's questions. */
  slow(lane: string, what: 'cache' | 'database', addedMs: number): Promise<void>
  /** Runs a Redis command as somebody who has nothing to do with the pattern. The reply, as text where it is not null. */
  command(...argv: string[]): Promise<string | null>
  /** An empty Redis, the tables as they were first (three users, three products), every connection whole. */
  clean(): Promise<void>
}
