/** Hashes. The expiry of fields came with Redis 7.4, and to redis-py after 4.3: there it is a plain execute_command. */
import { type Forms, one } from './form.ts'

const expires = one('key time# [NX XX GT LT] FIELDS n*field')
const fields = one('key FIELDS n*field')

export const hashes: Forms = {
  HDEL: one('key field...', 'hdel(key, *field)'),
  HEXISTS: one('key field', 'hexists(key, field)'),
  HEXPIRE: expires,
  HEXPIREAT: expires,
  HEXPIRETIME: fields,
  HGET: one('key field', 'hget(key, field)'),
  HGETALL: one('key', 'hgetall(key)'),
  HGETDEL: fields,
  HGETEX: one('key [EX=# PX=# EXAT=# PXAT=# PERSIST] FIELDS n*field'),
  HINCRBY: one('key field increment#', 'hincrby(key, field, increment)'),
  HINCRBYFLOAT: one('key field increment#', 'hincrbyfloat(key, field, increment)'),
  HKEYS: one('key', 'hkeys(key)'),
  HLEN: one('key', 'hlen(key)'),
  HMGET: one('key field...', 'hmget(key, [field])'),
  HPERSIST: fields,
  HPEXPIRE: expires,
  HPEXPIREAT: expires,
  HPEXPIRETIME: fields,
  HPTTL: fields,
  HRANDFIELD: [
    { form: 'key count# [WITHVALUES]', python: 'hrandfield(key, count, withvalues=WITHVALUES)' },
    { form: 'key', python: 'hrandfield(key)' },
  ],
  HSCAN: one('key cursor# [MATCH=x COUNT=#]', 'hscan(key, cursor, match=MATCH, count=COUNT)'),
  HSET: [
    { form: 'key field value', python: 'hset(key, field, value)' },
    { form: 'key field/value...', python: 'hset(key, mapping={field: value})' },
  ],
  HSETNX: one('key field value', 'hsetnx(key, field, value)'),
  HSTRLEN: one('key field', 'hstrlen(key, field)'),
  HTTL: fields,
  HVALS: one('key', 'hvals(key)'),
}
