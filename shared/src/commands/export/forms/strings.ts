/** Strings, and the bits in them. */
import { type Forms, one } from './form.ts'

export const strings: Forms = {
  APPEND: one('key value', 'append(key, value)'),
  BITCOUNT: [
    { form: 'key', python: 'bitcount(key)' },
    { form: 'key start# end# unit:BYTE|BIT?', python: 'bitcount(key, start, end, mode=unit)' },
  ],
  BITOP: one('operation:AND|OR|XOR|NOT destination key...', 'bitop(operation, destination, *key)'),
  BITPOS: [
    { form: 'key bit# start# end# unit:BYTE|BIT', python: 'bitpos(key, bit, start, end, mode=unit)' },
    { form: 'key bit# start#? end#?', python: 'bitpos(key, bit, start, end)' },
  ],
  DECR: one('key', 'decr(key)'),
  DECRBY: one('key decrement#', 'decrby(key, decrement)'),
  GET: one('key', 'get(key)'),
  GETBIT: one('key offset#', 'getbit(key, offset)'),
  GETDEL: one('key', 'getdel(key)'),
  GETEX: one(
    'key [EX=# PX=# EXAT=# PXAT=# PERSIST]',
    'getex(key, ex=EX, px=PX, exat=EXAT, pxat=PXAT, persist=PERSIST)',
  ),
  GETRANGE: one('key start# end#', 'getrange(key, start, end)'),
  INCR: one('key', 'incr(key)'),
  INCRBY: one('key increment#', 'incrby(key, increment)'),
  INCRBYFLOAT: one('key increment#', 'incrbyfloat(key, increment)'),
  LCS: one(
    'first second [LEN IDX MINMATCHLEN=# WITHMATCHLEN]',
    'lcs(first, second, len=LEN, idx=IDX, minmatchlen=MINMATCHLEN, withmatchlen=WITHMATCHLEN)',
  ),
  MGET: one('key...', 'mget([key])'),
  MSET: one('key/value...', 'mset({key: value})'),
  MSETNX: one('key/value...', 'msetnx({key: value})'),
  PFADD: one('key element...', 'pfadd(key, *element)'),
  PFCOUNT: one('key...', 'pfcount(*key)'),
  PFMERGE: one('destination key...', 'pfmerge(destination, *key)'),
  SET: one(
    'key value [EX=# PX=# EXAT=# PXAT=# KEEPTTL NX XX GET]',
    'set(key, value, ex=EX, px=PX, exat=EXAT, pxat=PXAT, keepttl=KEEPTTL, nx=NX, xx=XX, get=GET)',
  ),
  SETBIT: one('key offset# bit#', 'setbit(key, offset, bit)'),
  SETRANGE: one('key offset# value', 'setrange(key, offset, value)'),
  STRLEN: one('key', 'strlen(key)'),
}
