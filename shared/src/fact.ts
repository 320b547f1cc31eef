/**
 * Fact: one thing that happened in a room, in the order Redis did it. Facts are the only truth on the wire; the room's
 * log of them drives the live view, stepping back, late joiners and reconnection alike.
 */
import * as z from 'zod/mini'
import { Bytes } from './bytes.ts'
import { Listened } from './keyspace/listening.ts'
import { KeyView, Piece } from './keyspace/view.ts'
import { Reply } from './reply.ts'
import { RunPatch, RunView } from './run.ts'
import { Instant } from './time.ts'

export const KeyId = z.object({ db: z.int(), key: Bytes })
export type KeyId = z.infer<typeof KeyId>
/** A KeyId as one string, for Maps and Sets. */
export const idOf = (db: number, key: Bytes): string => `${db}/${key}`

export const Gone = z.object({
  db: z.int(),
  key: Bytes,
  how: z.enum(['deleted', 'expired', 'evicted']),
  /** ms between the key's deadline and Redis collecting it (`expired` only, where the deadline was known). */
  lateMs: z.optional(z.number()),
})
export type Gone = z.infer<typeof Gone>

/**
 * What a fact does to the keys in view, in this order: flush, gone, views, forgotten, counts. Views are absolute: folding
 * the same one twice changes nothing.
 */
export const Effects = z.object({
  flushed: z.optional(z.union([z.literal('all'), z.int()])),
  gone: z.array(Gone),
  views: z.array(KeyView),
  /** Keys still in Redis that the room no longer carries (it holds a bounded window of a huge keyspace). */
  forgotten: z.optional(z.array(KeyId)),
  /** Keys among the views that were there before, though the room did not carry them: nothing was created. */
  noticed: z.optional(z.array(KeyId)),
  /** Exact number of keys by database, of the databases that changed: [db, DBSIZE]. */
  counts: z.array(z.tuple([z.int(), z.int()])),
})
export type Effects = z.infer<typeof Effects>
export const noEffects: Effects = { gone: [], views: [], counts: [] }

/** Who ran a command: a room's client (`id` set), or another program seen by its address and its CLIENT SETNAME. */
export const Actor = z.object({ id: z.optional(z.string()), name: z.string() })
export type Actor = z.infer<typeof Actor>

/** A command as the log keeps it: at most 64 arguments, each cut when long. `more`: arguments left out. */
export const Argv = z.object({ args: z.array(Piece), more: z.optional(z.int()) })
export type Argv = z.infer<typeof Argv>

const base = { seq: z.int(), at: Instant, ...Effects.shape }

export const CommandFact = z.object({
  ...base,
  kind: z.literal('command'),
  client: Actor,
  db: z.int(),
  argv: Argv,
  /** Only for the room's own clients: MONITOR carries no replies. */
  reply: z.optional(Reply),
  /** µs from writing the command to having its reply, measured in our server. */
  tookUs: z.optional(z.number()),
  /** ms a blocking command waited before it was served or gave up. */
  waitedMs: z.optional(z.number()),
  /** The `waiting` fact at which it began to wait. */
  since: z.optional(z.int()),
  /** Keys it named or touched. */
  keys: z.array(Bytes),
  /** What a script or an EXEC ran, as one atomic step. */
  calls: z.optional(z.array(Argv)),
  /** How many more it ran: `calls` has the first of them. */
  moreCalls: z.optional(z.int()),
  /** All its client listens to from then on, where the command changed that. */
  listening: z.optional(z.array(Listened)),
})
export type CommandFact = z.infer<typeof CommandFact>

export const Fact = z.discriminatedUnion('kind', [
  CommandFact,
  /** Keys changed and no command seen: MONITOR is off, a blocked client was served, or a module did it. */
  z.object({ ...base, kind: z.literal('change'), events: z.array(z.tuple([z.string(), Bytes])) }),
  /** Keys that expired or were evicted. */
  z.object({ ...base, kind: z.literal('gone') }),
  /** A room's client is blocked until one of `keys` has something for it, or until `until` (absent: for ever). */
  z.object({
    ...base,
    kind: z.literal('waiting'),
    client: Actor,
    db: z.int(),
    argv: Argv,
    keys: z.array(Bytes),
    until: z.optional(Instant),
  }),
  /** What a client listens to changed without a command of its own: its connection closed, or it was told to stop. */
  z.object({
    ...base,
    kind: z.literal('listening'),
    client: Actor,
    listening: z.array(Listened),
    how: z.enum(['closed', 'cancelled']),
  }),
  /**
   * Many commands in one tick. `calls` counts every one by command name. With `by: 'commandstats'` Redis counted them
   * itself (INFO commandstats) because MONITOR was off during the flood; the views are then only the watched keys.
   */
  z.object({
    ...base,
    kind: z.literal('burst'),
    by: z.enum(['monitor', 'commandstats']),
    ms: z.number(),
    calls: z.array(z.tuple([z.string(), z.int()])),
    expired: z.int(),
    evicted: z.int(),
  }),
  /** The whole view read anew. `complete` is false when there are more keys than the room carries. */
  z.object({
    ...base,
    kind: z.literal('sync'),
    reason: z.enum(['start', 'reconnected', 'flood ended', 'SWAPDB', 'DEBUG', 'asked', 'lost track']),
    complete: z.boolean(),
  }),
  /** The room was emptied by a person. */
  z.object({ ...base, kind: z.literal('reset'), client: Actor }),
  /** A run through a caching pattern began, or was restored: the whole of it. */
  z.object({ ...base, kind: z.literal('run'), run: RunView }),
  /** A step of the run: what is given is absolute, hops by their number. */
  z.object({ ...base, kind: z.literal('hop'), run: z.string(), patch: RunPatch }),
  /** Something about the server a person should know. */
  z.object({ ...base, kind: z.literal('note'), text: z.string() }),
])
export type Fact = z.infer<typeof Fact>
export type FactOf<K extends Fact['kind']> = Extract<Fact, { kind: K }>
