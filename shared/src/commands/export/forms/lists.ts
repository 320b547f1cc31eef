/** Lists. */
import { type Forms, one } from './form.ts'

const push = (method: string) => one('key element...', `${method}(key, *element)`)
const pop = (method: string) => one('key count#?', `${method}(key, count)`)

export const lists: Forms = {
  BLMOVE: one(
    'source destination from:LEFT|RIGHT to:LEFT|RIGHT timeout#',
    'blmove(source, destination, timeout, from, to)',
  ),
  BLMPOP: one('timeout# n*key from:LEFT|RIGHT [COUNT=#]', 'blmpop(timeout, #key, *key, direction=from, count=COUNT)'),
  BLPOP: one('key... timeout#', 'blpop([key], timeout=timeout)'),
  BRPOP: one('key... timeout#', 'brpop([key], timeout=timeout)'),
  LINDEX: one('key index#', 'lindex(key, index)'),
  LINSERT: one('key where:BEFORE|AFTER pivot element', 'linsert(key, where, pivot, element)'),
  LLEN: one('key', 'llen(key)'),
  LMOVE: one('source destination from:LEFT|RIGHT to:LEFT|RIGHT', 'lmove(source, destination, from, to)'),
  LMPOP: one('n*key from:LEFT|RIGHT [COUNT=#]', 'lmpop(#key, *key, direction=from, count=COUNT)'),
  LPOP: pop('lpop'),
  LPOS: one('key element [RANK=# COUNT=# MAXLEN=#]', 'lpos(key, element, rank=RANK, count=COUNT, maxlen=MAXLEN)'),
  LPUSH: push('lpush'),
  LPUSHX: push('lpushx'),
  LRANGE: one('key start# stop#', 'lrange(key, start, stop)'),
  LREM: one('key count# element', 'lrem(key, count, element)'),
  LSET: one('key index# element', 'lset(key, index, element)'),
  LTRIM: one('key start# stop#', 'ltrim(key, start, stop)'),
  RPOP: pop('rpop'),
  RPUSH: push('rpush'),
  RPUSHX: one('key element', 'rpushx(key, element)'),
}
