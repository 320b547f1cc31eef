/**
 * The connected server's own command table: COMMAND for keys and flags, COMMAND DOCS for words. GET
 * /api/rooms/:room/commands serves it; completion, hints, captions and key extraction all read this one table.
 * Source: https://redis.io/docs/latest/commands/command-docs/ and https://redis.io/docs/latest/develop/reference/key-specs/
 */
import * as z from 'zod/mini'

export type Argument = {
  name: string
  type: string
  token?: string | undefined
  display?: string | undefined
  optional?: boolean | undefined
  multiple?: boolean | undefined
  /** The token is repeated before each value. */
  multipleToken?: boolean | undefined
  args?: Argument[] | undefined
}
export const Argument: z.ZodMiniType<Argument> = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.string(),
    token: z.optional(z.string()),
    display: z.optional(z.string()),
    optional: z.optional(z.boolean()),
    multiple: z.optional(z.boolean()),
    multipleToken: z.optional(z.boolean()),
    args: z.optional(z.array(Argument)),
  }),
)

/** Where a command's keys are, one spec a range of keys. */
export const KeySpec = z.object({
  begin: z.union([
    z.object({ by: z.literal('index'), index: z.int() }),
    z.object({ by: z.literal('keyword'), keyword: z.string(), from: z.int() }),
    z.object({ by: z.literal('unknown') }),
  ]),
  find: z.union([
    /** `last` relative to the first key; negative from the end. `limit` n: the first 1/n of what is left. */
    z.object({ by: z.literal('range'), last: z.int(), step: z.int(), limit: z.int() }),
    z.object({ by: z.literal('keynum'), num: z.int(), first: z.int(), step: z.int() }),
    z.object({ by: z.literal('unknown') }),
  ]),
  write: z.boolean(),
})
export type KeySpec = z.infer<typeof KeySpec>

export const CommandDoc = z.object({
  /** Lower case; a subcommand is `config|get`. */
  name: z.string(),
  summary: z.string(),
  since: z.string(),
  group: z.string(),
  complexity: z.string(),
  /** As COMMAND prints them: write, readonly, blocking, admin, noscript, skip_monitor … */
  flags: z.array(z.string()),
  /** ACL categories without the @. */
  categories: z.array(z.string()),
  arity: z.int(),
  deprecatedSince: z.optional(z.string()),
  replacedBy: z.optional(z.string()),
  args: z.array(Argument),
  keys: z.array(KeySpec),
})
export type CommandDoc = z.infer<typeof CommandDoc>

export const Catalogue = z.object({ commands: z.array(CommandDoc) })
export type Catalogue = z.infer<typeof Catalogue>
