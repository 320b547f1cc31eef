/** Keys of any type: their names, their copies, their expiry. */
import { type Forms, one } from './form.ts'

const keys = (method: string) => one('key...', `${method}(*key)`)
const expires = (method: string) => one('key time# [NX XX GT LT]', `${method}(key, time, nx=NX, xx=XX, gt=GT, lt=LT)`)

export const anyKey: Forms = {
  COPY: one('source destination [DB=# REPLACE]', 'copy(source, destination, destination_db=DB, replace=REPLACE)'),
  DEL: keys('delete'),
  DUMP: one('key', 'dump(key)'),
  EXISTS: keys('exists'),
  EXPIRE: expires('expire'),
  EXPIREAT: expires('expireat'),
  EXPIRETIME: one('key', 'expiretime(key)'),
  KEYS: one('pattern', 'keys(pattern)'),
  MOVE: one('key db#', 'move(key, db)'),
  'OBJECT ENCODING': one('key', 'object("ENCODING", key)'),
  'OBJECT FREQ': one('key', 'object("FREQ", key)'),
  'OBJECT IDLETIME': one('key', 'object("IDLETIME", key)'),
  'OBJECT REFCOUNT': one('key', 'object("REFCOUNT", key)'),
  PERSIST: one('key', 'persist(key)'),
  PEXPIRE: expires('pexpire'),
  PEXPIREAT: expires('pexpireat'),
  PEXPIRETIME: one('key', 'pexpiretime(key)'),
  PTTL: one('key', 'pttl(key)'),
  RANDOMKEY: one('', 'randomkey()'),
  RENAME: one('key name', 'rename(key, name)'),
  RENAMENX: one('key name', 'renamenx(key, name)'),
  RESTORE: one('key ttl# value [REPLACE ABSTTL]', 'restore(key, ttl, value, replace=REPLACE, absttl=ABSTTL)'),
  SCAN: one('cursor# [MATCH=x COUNT=# TYPE=x]', 'scan(cursor, match=MATCH, count=COUNT, _type=TYPE)'),
  SORT: one(
    'key [BY=x LIMIT=#/# GET=x ASC DESC ALPHA STORE=x]',
    'sort(key, by=BY, start=LIMIT.0, num=LIMIT.1, get=GET, desc=DESC, alpha=ALPHA, store=STORE)',
  ),
  TOUCH: keys('touch'),
  TTL: one('key', 'ttl(key)'),
  TYPE: one('key', 'type(key)'),
  UNLINK: keys('unlink'),
}
