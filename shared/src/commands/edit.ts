/**
 * Edits by hand: one change to one key, as the commands that make it. A person sees them before they run, so each is the
 * plainest command for the job.
 */
import { type Bytes, bytes } from '../bytes.ts'
import { type KeyView, pieceHead, pieceId } from '../keyspace/view.ts'

export type Edit =
  /** The whole of a string. Its TTL stays. */
  | { kind: 'value'; value: Bytes }
  /** A TTL of the field stays. */
  | { kind: 'field'; field: Bytes; value: Bytes }
  /** `index` 0-based. */
  | { kind: 'element'; index: number; value: Bytes }
  /** A set has no place to write into: the old member goes, the new one comes. */
  | { kind: 'member'; from: Bytes; to: Bytes }
  /** `score` as Redis takes it: `1.5`, `-inf`. */
  | { kind: 'score'; member: Bytes; score: string }
  /** `seconds` from now, fractions down to ms; null: no TTL. */
  | { kind: 'expiry'; seconds: number | null }
  /** Refused by Redis (reply 0) when a key of the new name exists. */
  | { kind: 'name'; to: Bytes }
  | { kind: 'remove-key' }
  | { kind: 'remove-field'; field: Bytes }
  | { kind: 'remove-element'; index: number }
  /** Of a set or a sorted set. */
  | { kind: 'remove-member'; member: Bytes }
  | { kind: 'remove-entry'; id: string }

/** The commands that make an edit of `view`, in order. The caller offers only edits that fit the key's type. */
export function editCommand(view: KeyView, edit: Edit): Bytes[][] {
  const { key } = view
  switch (edit.kind) {
    case 'value':
      return [[bytes('SET'), key, edit.value, bytes('KEEPTTL')]]
    case 'field':
      return setField(view, edit.field, edit.value)
    case 'element':
      return [[bytes('LSET'), key, bytes(String(edit.index)), edit.value]]
    case 'member':
      return [
        [bytes('SREM'), key, edit.from],
        [bytes('SADD'), key, edit.to],
      ]
    case 'score':
      return [[bytes('ZADD'), key, bytes('XX'), bytes(edit.score), edit.member]]
    case 'expiry':
      return [expire(key, edit.seconds)]
    case 'name':
      return [[bytes('RENAMENX'), key, edit.to]]
    case 'remove-key':
      return [[bytes('UNLINK'), key]]
    case 'remove-field':
      return [[bytes('HDEL'), key, edit.field]]
    case 'remove-element':
      return removeElement(view, edit.index)
    case 'remove-member':
      return [[bytes(view.value.type === 'zset' ? 'ZREM' : 'SREM'), key, edit.member]]
    case 'remove-entry':
      return [[bytes('XDEL'), key, bytes(edit.id)]]
  }
}

function expire(key: Bytes, seconds: number | null): Bytes[] {
  if (seconds === null) return [bytes('PERSIST'), key]
  return Number.isInteger(seconds)
    ? [bytes('EXPIRE'), key, bytes(String(seconds))]
    : [bytes('PEXPIRE'), key, bytes(String(Math.round(seconds * 1000)))]
}

/** HSET takes the field's own TTL away, so it is given back. */
function setField({ key, value: held }: KeyView, field: Bytes, value: Bytes): Bytes[][] {
  const row = held.type === 'hash' ? held.fields.find(([name]) => name === field) : undefined
  const until = row?.[2] ?? null
  const hset = [bytes('HSET'), key, field, value]
  if (until === null) return [hset]
  return [hset, [bytes('HPEXPIREAT'), key, bytes(String(until)), bytes('FIELDS'), bytes('1'), field]]
}

/** Stands for an element about to go; no element of a person's making looks like it. */
const marker = bytes('\0removed\0')

/**
 * LREM removes by value, the first from an end: enough where no equal element stands before this one. Elsewhere the
 * element is first overwritten by one of its own.
 */
function removeElement({ key, length, value }: KeyView, index: number): Bytes[][] {
  const [head, tail] = value.type === 'list' ? [value.head, value.tail] : [[], []]
  const tailStart = length - tail.length
  const [piece, before, after] =
    index < head.length
      ? [head[index], head.slice(0, index), tail.length === 0 ? head.slice(index + 1) : undefined]
      : [tail[index - tailStart], undefined, tail.slice(index - tailStart + 1)]
  const first = (side: typeof before) => piece !== undefined && side?.every(other => pieceId(other) !== pieceId(piece))
  const lrem = (count: string, element: Bytes) => [bytes('LREM'), key, bytes(count), element]
  if (typeof piece === 'string' && first(before)) return [lrem('1', pieceHead(piece))]
  if (typeof piece === 'string' && first(after)) return [lrem('-1', pieceHead(piece))]
  return [[bytes('LSET'), key, bytes(String(index)), marker], lrem('1', marker)]
}
