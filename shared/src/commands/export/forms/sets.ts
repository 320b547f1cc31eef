/** Sets. */
import { type Forms, one } from './form.ts'

const keys = (method: string) => one('key...', `${method}(*key)`)
const store = (method: string) => one('destination key...', `${method}(destination, [key])`)

export const sets: Forms = {
  SADD: one('key member...', 'sadd(key, *member)'),
  SCARD: one('key', 'scard(key)'),
  SDIFF: keys('sdiff'),
  SDIFFSTORE: store('sdiffstore'),
  SINTER: keys('sinter'),
  SINTERCARD: one('n*key [LIMIT=#]', 'sintercard(#key, [key], limit=LIMIT)'),
  SINTERSTORE: store('sinterstore'),
  SISMEMBER: one('key member', 'sismember(key, member)'),
  SMEMBERS: one('key', 'smembers(key)'),
  SMISMEMBER: one('key member...', 'smismember(key, [member])'),
  SMOVE: one('source destination member', 'smove(source, destination, member)'),
  SPOP: one('key count#?', 'spop(key, count)'),
  SRANDMEMBER: one('key count#?', 'srandmember(key, count)'),
  SREM: one('key member...', 'srem(key, *member)'),
  SSCAN: one('key cursor# [MATCH=x COUNT=#]', 'sscan(key, cursor, match=MATCH, count=COUNT)'),
  SUNION: keys('sunion'),
  SUNIONSTORE: store('sunionstore'),
}
