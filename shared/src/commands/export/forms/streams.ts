/** Streams. */
import { type Forms, one } from './form.ts'

export const streams: Forms = {
  XACK: one('key group id...', 'xack(key, group, *id)'),
  XADD: one(
    'key [NOMKSTREAM MAXLEN=~# MINID=~x LIMIT=#] id field/value...',
    'xadd(key, {field: value}, id=id, nomkstream=NOMKSTREAM, maxlen=MAXLEN, minid=MINID, approximate=APPROXIMATE, limit=LIMIT)',
  ),
  XAUTOCLAIM: one(
    'key group consumer idle# start [COUNT=# JUSTID]',
    'xautoclaim(key, group, consumer, min_idle_time=idle, start_id=start, count=COUNT, justid=JUSTID)',
  ),
  XCLAIM: one(
    'key group consumer idle# id... [IDLE=# TIME=# RETRYCOUNT=# FORCE JUSTID]',
    'xclaim(key, group, consumer, min_idle_time=idle, message_ids=[id], idle=IDLE, time=TIME, retrycount=RETRYCOUNT, force=FORCE, justid=JUSTID)',
  ),
  XDEL: one('key id...', 'xdel(key, *id)'),
  'XGROUP CREATE': one(
    'key group id [MKSTREAM ENTRIESREAD=#]',
    'xgroup_create(key, group, id=id, mkstream=MKSTREAM, entries_read=ENTRIESREAD)',
  ),
  'XGROUP CREATECONSUMER': one('key group consumer', 'xgroup_createconsumer(key, group, consumer)'),
  'XGROUP DELCONSUMER': one('key group consumer', 'xgroup_delconsumer(key, group, consumer)'),
  'XGROUP DESTROY': one('key group', 'xgroup_destroy(key, group)'),
  'XGROUP SETID': one('key group id [ENTRIESREAD=#]', 'xgroup_setid(key, group, id, entries_read=ENTRIESREAD)'),
  'XINFO CONSUMERS': one('key group', 'xinfo_consumers(key, group)'),
  'XINFO GROUPS': one('key', 'xinfo_groups(key)'),
  'XINFO STREAM': [{ form: 'key', python: 'xinfo_stream(key)' }, { form: 'key [FULL COUNT=#]' }],
  XLEN: one('key', 'xlen(key)'),
  XPENDING: [
    { form: 'key group', python: 'xpending(key, group)' },
    {
      form: 'key group [IDLE=#] start end count# consumer?',
      python: 'xpending_range(key, group, min=start, max=end, count=count, consumername=consumer, idle=IDLE)',
    },
  ],
  XRANGE: one('key start end [COUNT=#]', 'xrange(key, min=start, max=end, count=COUNT)'),
  XREAD: one('[COUNT=# BLOCK=#] STREAMS key&id...', 'xread({key: id}, count=COUNT, block=BLOCK)'),
  XREADGROUP: one(
    'GROUP group consumer [COUNT=# BLOCK=# NOACK] STREAMS key&id...',
    'xreadgroup(group, consumer, {key: id}, count=COUNT, block=BLOCK, noack=NOACK)',
  ),
  XREVRANGE: one('key end start [COUNT=#]', 'xrevrange(key, max=end, min=start, count=COUNT)'),
  XSETID: one('key id [ENTRIESADDED=# MAXDELETEDID=x]'),
  XTRIM: one(
    'key [MAXLEN=~# MINID=~x LIMIT=#]',
    'xtrim(key, maxlen=MAXLEN, minid=MINID, approximate=APPROXIMATE, limit=LIMIT)',
  ),
}
