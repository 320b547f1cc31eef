/**
 * A reply as the server sent it, each RESP type kept apart, so that it prints as redis-cli prints it and nothing is
 * rounded: integers, doubles and big numbers stay the decimal text that came over the wire.
 * Source: https://redis.io/docs/latest/develop/reference/protocol-spec/
 */
import * as z from 'zod/mini'
import { Bytes } from './bytes.ts'

export type Reply =
  | { t: 'simple' | 'error' | 'int' | 'double' | 'bignum'; v: string }
  /** `more`: bytes left out of a very long value. */
  | { t: 'bulk'; v: Bytes; more?: number | undefined }
  | { t: 'verbatim'; format: string; v: Bytes; more?: number | undefined }
  | { t: 'bool'; v: boolean }
  | { t: 'null' }
  /** `more`: elements left out of a very long reply. */
  | { t: 'array' | 'set' | 'push'; v: Reply[]; more?: number | undefined }
  | { t: 'map'; v: [Reply, Reply][]; more?: number | undefined }

const more = z.optional(z.int())
export const Reply: z.ZodMiniType<Reply> = z.lazy(() =>
  z.union([
    z.object({ t: z.enum(['simple', 'error', 'int', 'double', 'bignum']), v: z.string() }),
    z.object({ t: z.literal('bulk'), v: Bytes, more }),
    z.object({ t: z.literal('verbatim'), format: z.string(), v: Bytes, more }),
    z.object({ t: z.literal('bool'), v: z.boolean() }),
    z.object({ t: z.literal('null') }),
    z.object({ t: z.enum(['array', 'set', 'push']), v: z.array(Reply), more }),
    z.object({ t: z.literal('map'), v: z.array(z.tuple([Reply, Reply])), more }),
  ]),
)
