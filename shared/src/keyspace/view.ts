/**
 * KeyView: what was seen of one key at one moment. A huge value is never carried whole: lists, sorted sets and streams
 * bring a window of both ends, hashes and sets a window of what SCAN hands out first, and `length` is always exact.
 */
import * as z from 'zod/mini'
import { Bytes } from '../bytes.ts'
import { Instant } from '../time.ts'

/** One element, field, member or value. A long one is cut; its size and SHA-1 keep it apart from others cut alike. */
export const Piece = z.union([Bytes, z.object({ head: Bytes, bytes: z.int(), sha1: z.string() })])
export type Piece = z.infer<typeof Piece>

/** Identity of a piece: equal ids, equal bytes. */
export const pieceId = (piece: Piece): string =>
  typeof piece === 'string' ? piece : `${piece.head}…${piece.bytes}:${piece.sha1}`
/** What can be shown of it: all, or its first bytes. */
export const pieceHead = (piece: Piece): Bytes => (typeof piece === 'string' ? piece : piece.head)
/** Bytes that are not in the head. */
export const isCut = (piece: Piece): boolean => typeof piece !== 'string'

export const Entry = z.object({ id: z.string(), fields: z.array(z.tuple([Piece, Piece])) })
export type Entry = z.infer<typeof Entry>

export const Group = z.object({
  name: Bytes,
  lastDelivered: z.string(),
  /** Entries not yet delivered to the group; null where Redis cannot know. */
  lag: z.nullable(z.int()),
  pendingCount: z.int(),
  consumers: z.array(z.object({ name: Bytes, pending: z.int() })),
  /** A window of the pending entries list: entry id, consumer, deliveries. */
  pending: z.array(z.object({ id: z.string(), consumer: Bytes, deliveries: z.int() })),
})
export type Group = z.infer<typeof Group>

/** `head` starts at index 0, `tail` ends at the last one; `tail` is empty when `head` is the whole. */
export const Value = z.discriminatedUnion('type', [
  /** `head`: the first bytes of the string; `length` of the view is its size in bytes. */
  z.object({ type: z.literal('string'), head: Bytes }),
  /** Field, value, and the field's own expiry instant where it has one (Redis 7.4, Valkey 9.0 and later). */
  z.object({ type: z.literal('hash'), fields: z.array(z.tuple([Piece, Piece, z.nullable(Instant)])) }),
  z.object({ type: z.literal('list'), head: z.array(Piece), tail: z.array(Piece) }),
  z.object({ type: z.literal('set'), members: z.array(Piece) }),
  /** Ascending by score, then member. Scores are Redis's own text (`inf`, `0.10000000000000001`). */
  z.object({
    type: z.literal('zset'),
    head: z.array(z.tuple([Piece, z.string()])),
    tail: z.array(z.tuple([Piece, z.string()])),
  }),
  z.object({
    type: z.literal('stream'),
    head: z.array(Entry),
    tail: z.array(Entry),
    lastId: z.string(),
    /** Entries ever added, of which `length` are left. */
    added: z.int(),
    groups: z.array(Group),
  }),
  /** A type that is not drawn here, a module's or a newer one: known by name and, of a vector set, by its size. */
  z.object({ type: z.literal('other'), name: z.string() }),
])
export type Value = z.infer<typeof Value>
export type ValueOf<T extends Value['type']> = Extract<Value, { type: T }>

export type RedisType = Exclude<Value['type'], 'other'>
export const redisTypes = ['string', 'hash', 'list', 'set', 'zset', 'stream'] as const satisfies readonly RedisType[]

export const KeyView = z.object({
  db: z.int(),
  key: Bytes,
  /** Elements, fields, members, entries; bytes for a string. Exact. */
  length: z.int(),
  /** OBJECT ENCODING; absent where the server has no such command. */
  encoding: z.optional(z.string()),
  /** MEMORY USAGE in bytes, sampled by Redis for large values; absent where the server has no such command. */
  memory: z.optional(z.int()),
  /** PEXPIRETIME; absent without a TTL. */
  expiresAt: z.optional(Instant),
  /** When this expiry was first seen: the ring is full at `ringFrom` and empty at `expiresAt`. */
  ringFrom: z.optional(Instant),
  /** The same for the fields of a hash, in their order; absent where no field has an expiry. */
  fieldRingsFrom: z.optional(z.array(z.nullable(Instant))),
  value: Value,
})
export type KeyView = z.infer<typeof KeyView>

/** Whether its length is known: no key is empty, so one of 0 is that of a type nobody here can count. */
export const isSized = ({ value, length }: KeyView): boolean => value.type !== 'other' || length > 0

/** As TYPE prints it. */
export const typeName = (view: KeyView): string => (view.value.type === 'other' ? view.value.name : view.value.type)
