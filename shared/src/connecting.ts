/** Connecting, measured: what the same commands cost over connections used in several ways, and how connecting fails. */
import * as z from 'zod/mini'

/**
 * `one`: over one connection, each awaited before the next. `pipelined`: over one connection, all sent at once. `pool`: over
 * some connections at once, each awaited. `new`: a connection of its own for each command, closed after it.
 */
export const Way = z.enum(['one', 'pipelined', 'pool', 'new'])
export type Way = z.infer<typeof Way>

/** `refused`: nobody listens at the port. `wrong-password` and `no-password`: Redis is there and wants another one, or one. */
export const Failure = z.enum(['refused', 'wrong-password', 'no-password'])
export type Failure = z.infer<typeof Failure>

/** POST /api/labs/connecting. All ms are measured. */
export const Connected = z.object({
  /** What they were measured with: `redis 7.0.15`. */
  server: z.string(),
  /** PINGs of each way in each round. */
  commands: z.int(),
  rounds: z.int(),
  ways: z.array(
    z.object({
      way: Way,
      /** Connections of one round. */
      connections: z.int(),
      /** For all commands of a round, in each round. */
      ms: z.array(z.number()),
    }),
  ),
  failures: z.array(
    z.object({
      failure: Failure,
      /** What the library said, word for word. */
      error: z.string(),
      ms: z.number(),
    }),
  ),
})
export type Connected = z.infer<typeof Connected>
