/** Cheatsheet: the commands one needs most, each ready to run as it stands, in this order. All keys begin with `cheatsheet:`. */

export interface Entry {
  line: string
  say: string
}

export interface Part {
  title: string
  /** Where its keys can be watched. */
  chapter: string
  entries: readonly Entry[]
}

export const PREFIX = 'cheatsheet:'

const part = (title: string, chapter: string, ...entries: [line: string, say: string][]): Part => ({
  title,
  chapter,
  entries: entries.map(([line, say]) => ({ line, say })),
})

export const cheatsheet: readonly Part[] = [
  part(
    'Connection',
    'connecting',
    ['PING', 'Is it there? It answers PONG.'],
    ['CLIENT SETNAME cheatsheet', 'A name for this connection, seen in CLIENT LIST.'],
    ['DBSIZE', 'How many keys this database holds.'],
  ),
  part(
    'Strings',
    'strings',
    ['SET cheatsheet:key value', 'Writes the value, whatever was there.'],
    ['GET cheatsheet:key', 'The value; nil where there is none.'],
    ['SET cheatsheet:temp value EX 3600', 'With a time to live, in seconds. SETEX says the same and is deprecated.'],
    ['SET cheatsheet:once value NX', 'Only if it is not there. SETNX is deprecated.'],
    ['INCR cheatsheet:counter', 'Counts up; begins at 0.'],
    ['INCRBY cheatsheet:counter 10', 'By so many.'],
    ['MSET cheatsheet:a 1 cheatsheet:b 2', 'Several keys in one step.'],
    ['MGET cheatsheet:a cheatsheet:b', 'One answer for each.'],
    ['APPEND cheatsheet:key !', 'At the end; the new length.'],
    ['GETRANGE cheatsheet:key 0 2', 'Bytes 0 to 2, both included.'],
  ),
  part(
    'Hashes',
    'hashes',
    ['HSET cheatsheet:hash field val', 'One field.'],
    ['HSET cheatsheet:hash name Ada age 36', 'Several; the answer counts the new ones.'],
    ['HGET cheatsheet:hash field', 'One value.'],
    ['HGETALL cheatsheet:hash', 'All fields and values.'],
    ['HINCRBY cheatsheet:hash age 1', 'Counts in a field.'],
    ['HDEL cheatsheet:hash field', 'Removes a field.'],
  ),
  part(
    'Lists',
    'lists',
    ['RPUSH cheatsheet:list item other', 'At the tail.'],
    ['LPUSH cheatsheet:list first', 'At the head.'],
    ['LRANGE cheatsheet:list 0 -1', 'From the first to the last.'],
    ['LPOP cheatsheet:list', 'Takes the head.'],
    ['BLPOP cheatsheet:list 5', 'Takes the head, or waits five seconds for one.'],
    ['LTRIM cheatsheet:list 0 99', 'Keeps the first hundred.'],
  ),
  part(
    'Sets',
    'sets',
    ['SADD cheatsheet:set member other', 'Each once.'],
    ['SMEMBERS cheatsheet:set', 'All of them, in no order.'],
    ['SISMEMBER cheatsheet:set member', '1 or 0.'],
    ['SADD cheatsheet:set2 member third', 'A second one.'],
    ['SINTER cheatsheet:set cheatsheet:set2', 'What is in both.'],
    ['SUNION cheatsheet:set cheatsheet:set2', 'What is in either.'],
    ['SDIFF cheatsheet:set cheatsheet:set2', 'What is in the first and not in the second.'],
  ),
  part(
    'Sorted sets',
    'sorted-sets',
    ['ZADD cheatsheet:zset 1 m 2 n', 'Members with their scores.'],
    ['ZRANGE cheatsheet:zset 0 -1 WITHSCORES', 'By rank, the lowest first.'],
    ['ZRANGE cheatsheet:zset 0 9 REV', 'The highest first. ZREVRANGE is deprecated.'],
    ['ZSCORE cheatsheet:zset m', 'Its score.'],
    ['ZRANK cheatsheet:zset m', 'Its rank from the lowest, from 0.'],
    ['ZINCRBY cheatsheet:zset 5 m', 'Adds to the score.'],
  ),
  part(
    'Streams',
    'streams',
    ['XADD cheatsheet:stream * field value', 'An entry with an id made of the time.'],
    ['XRANGE cheatsheet:stream - +', 'From the first to the last.'],
    ['XREAD COUNT 10 STREAMS cheatsheet:stream 0', 'What came after an id.'],
    ['XLEN cheatsheet:stream', 'How many entries.'],
  ),
  part(
    'TTL',
    'keyspace',
    ['EXPIRE cheatsheet:key 3600', 'So many seconds from now.'],
    ['TTL cheatsheet:key', 'Seconds left; -1: none, -2: no such key.'],
    ['PERSIST cheatsheet:key', 'For ever again.'],
    ['EXPIREAT cheatsheet:key 4102444800', 'At an instant, in seconds since 1970.'],
  ),
  part(
    'Keys',
    'keyspace',
    ['EXISTS cheatsheet:key', 'How many of those named there are.'],
    ['TYPE cheatsheet:key', 'What it is.'],
    ['SCAN 0 MATCH cheatsheet:* COUNT 100', 'Names in steps. KEYS holds everybody up.'],
    ['RENAME cheatsheet:once cheatsheet:renamed', 'Another name.'],
    ['UNLINK cheatsheet:temp', 'Deletes, and frees the memory in the background.'],
  ),
  part(
    'Transaction',
    'keyspace',
    ['MULTI', 'From here on commands are queued.'],
    ['SET cheatsheet:k1 v1', 'QUEUED.'],
    ['GET cheatsheet:k1', 'QUEUED.'],
    ['EXEC', 'All of them, with nobody in between.'],
  ),
]
