/**
 * Run: a request (or several at once) stepped through a caching pattern. What the runner tells becomes facts, so a run can
 * be scrubbed, shared, reloaded and seen by two pages like everything else.
 */
import * as z from 'zod/mini'

export const PatternName = z.enum(['cache-aside', 'write-through', 'write-behind', 'read-through', 'stampede'])
export type PatternName = z.infer<typeof PatternName>

/** `layer`: our caching library inside the app process. Redis never talks to the database. */
export const ActorName = z.enum(['app', 'layer', 'cache', 'database', 'queue', 'writer'])
export type ActorName = z.infer<typeof ActorName>

/**
 * One direction of one port call. `asked` and `answered` are hops of their own, numbered in the order they were let
 * through. A hop is `waiting` at the gate, then `flying` until Redis or Postgres has it, then `done` or `failed`.
 */
export const Hop = z.object({
  n: z.int(),
  /** Whose request: `A`, `B` … or `writer`. */
  lane: z.string(),
  /** The port call, as it stands in the pattern's file: `cache.get`. */
  call: z.string(),
  direction: z.enum(['asked', 'answered']),
  from: ActorName,
  to: ActorName,
  state: z.enum(['waiting', 'flying', 'done', 'failed']),
  /** What was asked (`GET user:1`, the SQL), or what came back. */
  text: z.string(),
  outcome: z.optional(z.enum(['hit', 'miss', 'ok', 'error'])),
  /** Measured ms of the call (answered only), and ms of delay that was added on request. */
  ms: z.optional(z.number()),
  addedMs: z.optional(z.number()),
})
export type Hop = z.infer<typeof Hop>

export const Lane = z.object({
  name: z.string(),
  /** What it runs, in words: `getUser("1")`. */
  operation: z.string(),
  form: z.enum(['safe', 'notebook']),
  state: z.enum(['ready', 'held', 'running', 'done', 'failed', 'abandoned']),
  /** What it returned or threw, once done. */
  outcome: z.optional(z.string()),
  /** What it returned was not what the database held at that moment. */
  stale: z.optional(z.boolean()),
  /** Latency so far: measured ms of its answered hops, added ms apart. */
  ms: z.number(),
  addedMs: z.number(),
})
export type Lane = z.infer<typeof Lane>

export const Counters = z.object({
  hits: z.int(),
  misses: z.int(),
  databaseLoads: z.int(),
  databaseWrites: z.int(),
  /** Answers that differed from the database's row at that moment. */
  staleReads: z.int(),
  /** Writes acknowledged to the app and found in neither queue nor database at the end. */
  lostWrites: z.int(),
})
export type Counters = z.infer<typeof Counters>

export const ActorState = z.enum(['up', 'down', 'slow'])
export const RowView = z.object({ id: z.string(), name: z.string(), detail: z.string(), version: z.int() })
export const Tables = z.object({ users: z.array(RowView), products: z.array(RowView) })
export type Tables = z.infer<typeof Tables>

/** Everything a page needs to draw a run at one moment. */
export const RunView = z.object({
  id: z.string(),
  pattern: PatternName,
  state: z.enum(['running', 'paused', 'done', 'abandoned']),
  lanes: z.array(Lane),
  hops: z.array(Hop),
  actors: z.partialRecord(ActorName, ActorState),
  counters: Counters,
  tables: Tables,
  /** Where the rows live: `PostgreSQL 18.4, embedded`. */
  database: z.string(),
})
export type RunView = z.infer<typeof RunView>

/** What one step changes. Lists and records are whole, but for `hops`: those given replace the ones of the same number. */
export const RunPatch = z.partial(z.omit(RunView, { id: true, pattern: true, database: true }))
export type RunPatch = z.infer<typeof RunPatch>

/** The run after a step. Pure: the run before stays as it was. */
export function patched(run: RunView, patch: RunPatch): RunView {
  const hops = new Map(run.hops.map(hop => [hop.n, hop]))
  for (const hop of patch.hops ?? []) hops.set(hop.n, hop)
  return {
    ...run,
    state: patch.state ?? run.state,
    lanes: patch.lanes ?? run.lanes,
    actors: patch.actors ?? run.actors,
    counters: patch.counters ?? run.counters,
    tables: patch.tables ?? run.tables,
    hops: [...hops.values()],
  }
}
