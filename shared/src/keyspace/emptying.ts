/** Emptying: commands that take parts out of a key. With the last part the key goes, and nobody deleted it. */
import type { CommandFact } from '../fact.ts'
import { nameOf } from './ask.ts'
import type { KeyView, Piece } from './view.ts'

const takers = new Set([
  ...['LPOP', 'RPOP', 'LMPOP', 'LMOVE', 'RPOPLPUSH', 'LREM', 'LTRIM'],
  ...['BLPOP', 'BRPOP', 'BLMPOP', 'BLMOVE', 'BRPOPLPUSH'],
  ...['HDEL', 'HGETDEL', 'SPOP', 'SREM', 'SMOVE'],
  ...['ZREM', 'ZPOPMIN', 'ZPOPMAX', 'ZMPOP', 'BZPOPMIN', 'BZPOPMAX', 'BZMPOP'],
  ...['ZREMRANGEBYRANK', 'ZREMRANGEBYSCORE', 'ZREMRANGEBYLEX'],
])

/** Whether a key that is gone with this fact went with its last part. */
export const empties = ({ argv, calls }: CommandFact): boolean => calls === undefined && takers.has(nameOf(argv))

/** What a key is made of, those in view; nothing of a string, or of what may be empty and stay. */
export function partsOf({ value }: KeyView): readonly Piece[] {
  if (value.type === 'hash') return value.fields.map(([field]) => field)
  if (value.type === 'list') return value.head.length > 0 ? value.head : value.tail
  if (value.type === 'set') return value.members
  return value.type === 'zset' ? value.head.map(([member]) => member) : []
}
