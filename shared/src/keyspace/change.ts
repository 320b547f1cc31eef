/**
 * Change: one difference between two observed states of a key, in the words of its type. The stage moves, the caption
 * speaks and the inspector remembers from these alone, so Lua, pipelines, expiry and other programs animate by the same
 * road. Indexes and ranks are 0-based and absolute in the key, not in the window.
 */
import type { Bytes } from '../bytes.ts'
import type { Gone } from '../fact.ts'
import type { Instant } from '../time.ts'
import type { KeyView, Piece } from './view.ts'

export type Change =
  | { kind: 'created' }
  | { kind: 'gone'; how: Gone['how']; lateMs?: number }
  /** Not deleted: the room no longer carries it, or carries it for the first time. Nothing moves. */
  | { kind: 'forgotten' | 'noticed' }
  | { kind: 'type-changed'; from: string; to: string }
  /** `to` absent: persisted. `from` absent: had none. */
  | { kind: 'expiry-changed'; from?: Instant; to?: Instant }
  | { kind: 'encoding-changed'; from: string; to: string }
  /**
   * `number` where both values are decimal numbers and not only a part was written; `start` and `end` the bytes of the new head that differ. `written`:
   * where only a part was written (APPEND, SETRANGE, SETBIT), and not the value as a whole.
   */
  | { kind: 'value-changed'; number?: { from: number; to: number }; start: number; end: number; written?: Written }
  | { kind: 'field-added'; field: Piece }
  | { kind: 'field-changed'; field: Piece; from: Piece; to: Piece; number?: { from: number; to: number } }
  /** `until`: when it was to expire. One that is gone at that time or later expired: Redis tells no other way which. */
  | { kind: 'field-removed'; field: Piece; value: Piece; until?: Instant }
  | { kind: 'field-expiry-changed'; field: Piece; to: Instant | null }
  /** `index` in the new list. */
  | { kind: 'elements-added'; end: 'head' | 'tail' | 'middle'; index: number; values: Piece[]; count: number }
  /** `index` in the old list. */
  | { kind: 'elements-removed'; end: 'head' | 'tail' | 'middle'; index: number; values: Piece[]; count: number }
  | { kind: 'element-changed'; index: number; from: Piece; to: Piece }
  | { kind: 'member-added'; member: Piece }
  | { kind: 'member-removed'; member: Piece }
  | { kind: 'scored-added'; member: Piece; score: string; rank: number }
  | { kind: 'scored-moved'; member: Piece; fromScore: string; toScore: string; fromRank: number; toRank: number }
  | { kind: 'scored-removed'; member: Piece; score: string; rank: number }
  | { kind: 'entry-added'; id: string }
  | { kind: 'entry-removed'; id: string }
  | { kind: 'entries-trimmed'; count: number }
  | { kind: 'group-added' | 'group-removed'; group: Bytes }
  | { kind: 'group-advanced'; group: Bytes; from: string; to: string }
  /** Without an entry that is pending for it: with one, that tells. */
  | { kind: 'consumer-added' | 'consumer-removed'; group: Bytes; consumer: Bytes }
  /** XSETID, or the stream an entry was taken into: no entry came, and yet the next id is higher. */
  | { kind: 'last-id-changed'; from: string; to: string }
  | { kind: 'pending-added' | 'pending-removed'; group: Bytes; consumer: Bytes; id: string }
  /** Outside the window the view carries: only the length tells. */
  | { kind: 'length-changed'; from: number; to: number }

/** Bytes that were written, `end` exclusive. `padded`: how many zero bytes Redis put between the old end and `start`. */
export interface Written {
  start: number
  end: number
  padded: number
}

/**
 * What a command read, refused or left alone: derived from argv, reply and view, since no event tells of it.
 * `spans` name what the stage lights up, by the same ids the scene uses.
 */
export type Reading =
  | { kind: 'read'; db: number; key: Bytes; spans: Span[]; missing?: boolean }
  /** `spans`: what stood in the way, in the first of the keys. */
  | { kind: 'refused'; db: number; keys: Bytes[]; why: string; spans?: Span[] }

export type Span =
  | { of: 'key' }
  /** How long the key is, and nothing that is in it. */
  | { of: 'length' }
  | { of: 'bytes'; start: number; end: number }
  /**
   * Bits, 0 the highest of the first byte, `end` exclusive. `by`: the command's word for its range. `ones`: how many are
   * set; `found`: where the first one looked for is, -1 when there is none; `bit`: the one bit read.
   */
  | { of: 'bits'; start: number; end: number; by?: 'BYTE' | 'BIT'; ones?: number; found?: number; bit?: 0 | 1 }
  /** `cell`: only the name or the value of it; `missing`: asked for and not there. */
  | { of: 'field'; field: Bytes; cell?: 'name' | 'value'; missing?: true }
  /** Not read: bytes a write put into a string, and with SETBIT the one bit. */
  | ({ of: 'written'; bit?: number } & Written)
  /** Not read: what a counter went up or down by, `+1`, `-0.5`; of a hash, in which field. */
  | { of: 'counted'; by: string; field?: Bytes }
  /** Not read: a field a write put. `was`: the value before it; absent: the field is new. */
  | { of: 'put'; field: Bytes; was?: Piece }
  /**
   * `asked`: the ends as given, where the command gave them. `walk`: the end it was reached from, step by step. Of a sorted
   * set these are ranks, from the lowest score; `rev`: those asked for count from the highest.
   */
  | { of: 'index'; from: number; to: number; asked?: [from: number, to: number]; walk?: 'head' | 'tail'; rev?: true }
  /** The scores asked for, the lower bound first, as given: `-inf`, `5`, `(5`. `count`: how many it found; `only` counted, and not read. */
  | { of: 'score'; min: string; max: string; count?: number; only?: true }
  /** Not read: a score that ZADD did not take. `kept`: the one the member has; absent: it is no member. */
  | { of: 'refused'; member: Bytes; score: string; by: 'NX' | 'XX' | 'GT' | 'LT'; kept?: string }
  /** Not read: where a write cut, inserted and took out of a list. `taken` are indexes before it. */
  | { of: 'cut'; head: number; tail: number }
  | { of: 'pivot'; index: number }
  | { of: 'taken'; indexes: number[] }
  | { of: 'member'; member: Bytes }
  /** The rank of a member, from the lowest score; `from`: the end the command counted it from. */
  | { of: 'rank'; member: Bytes; rank: number; from: 'lowest' | 'highest' }
  /** It was asked whether this is a member, and it is none. */
  | { of: 'absent'; member: Bytes }
  /** What was picked at random, and stays: each as often as it was picked. */
  | { of: 'picked'; members: Bytes[] }
  /** Not read: what a write took out of a set at random. */
  | { of: 'popped'; members: Bytes[] }
  /** Not read: what was added to a score, as given; `before`: the score it was added to, absent where it was no member. */
  | { of: 'delta'; member: Bytes; by: string; before?: string; after: string }
  /**
   * Not read: the rows a write took out of a sorted set together. `asked`: the range as given, the lower bound first, or
   * the end they were popped from. `count` of them stood from rank `at` on; now the cut is there.
   */
  | { of: 'cut-out'; asked: CutOut; at: number; count: number }
  /** Not read: the members here that went into what a command made of several keys, and its key. */
  | { of: 'into'; key: Bytes; count: number }
  /** Not read: the keys it was made of. */
  | { of: 'made-of'; keys: Bytes[]; how: string }
  | { of: 'entry'; id: string }
  /** The stretch of a stream XRANGE asked for, its ends as given: `-`, `5-1`, `(5-1`. */
  | { of: 'stretch'; from: string; to: string }
  /** Where an XREAD stands: it asked for what comes after this id, `$` for what comes from now on. */
  | { of: 'reader'; after: string }
  /** XPENDING: what is pending in a group, those in view by their ids. `count`: all of them. */
  | { of: 'pending'; group: Bytes; ids: string[]; count: number }

export type CutOut =
  | { by: 'rank'; min: string; max: string }
  | { by: 'score'; min: string; max: string }
  | { by: 'lex'; min: string; max: string }
  | { by: 'pop'; end: 'lowest' | 'highest' }

export interface KeyChange {
  db: number
  key: Bytes
  before: KeyView | undefined
  after: KeyView | undefined
  changes: Change[]
}
