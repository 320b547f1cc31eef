/** Guide: what one wants to do, the structure for it, and the commands to begin with. Each row has a line to try. */

export interface Use {
  want: string
  structure: string
  /** Where it can be watched. */
  chapter: string
  commands: readonly string[]
  /** Ready in the console when the row is chosen; its keys begin with `guide:`. */
  line: string
  why: string
}

const row = (want: string, structure: string, chapter: string, commands: string, line: string, why: string): Use => ({
  want,
  structure,
  chapter,
  commands: commands.split(', '),
  line,
  why,
})

export const guide: readonly Use[] = [
  row(
    'A simple key and value',
    'String',
    'strings',
    'GET, SET, INCR',
    'SET guide:greeting "Hello, Redis"',
    'One value under one name, read and written whole.',
  ),
  row(
    'An object with fields',
    'Hash',
    'hashes',
    'HGET, HSET, HGETALL',
    'HSET guide:user:1 name Ada city London',
    'Fields are read and written one by one; the key expires as a whole.',
  ),
  row(
    'A queue or a stack',
    'List',
    'lists',
    'LPUSH, RPOP, BLPOP',
    'RPUSH guide:queue job:1 job:2',
    'Both ends cost O(1), and a consumer can wait.',
  ),
  row(
    'Unique items, tags',
    'Set',
    'sets',
    'SADD, SMEMBERS, SINTER',
    'SADD guide:tags redis database fast',
    'Each member once; sets can be intersected on the server.',
  ),
  row(
    'Ranking, scores',
    'Sorted set',
    'sorted-sets',
    'ZADD, ZRANGE, ZRANK',
    'ZADD guide:board 2500 alice 2100 bob',
    'Always in order; a rank costs O(log n).',
  ),
  row(
    'Time series, logs',
    'Stream',
    'streams',
    'XADD, XREAD, XRANGE',
    'XADD guide:events * action login user 1',
    'Entries keep their time, and stay when they are read.',
  ),
  row(
    'A cache of query results',
    'String',
    'cache-aside',
    'GET, SET EX',
    'SET guide:cache:product:1 "{\\"id\\":1}" EX 60',
    'A value with a TTL. The chapter steps through the pattern with a real database.',
  ),
  row(
    'A session',
    'String',
    'strings',
    'SET EX, GETEX',
    'SET guide:session:abc user:1 EX 1800',
    '`GETEX key EX 1800` reads and starts the time again in one step.',
  ),
  row(
    'A counter that many write',
    'String',
    'strings',
    'INCR, INCRBY',
    'INCR guide:visits',
    'Counting is one step on the server: nothing is lost.',
  ),
  row(
    'A rate limit',
    'String',
    'strings',
    'INCR, EXPIRE NX',
    'INCR guide:rate:user:1',
    'One counter for each window of time; `EXPIRE key 60 NX` starts its clock once.',
  ),
  row(
    'A lock',
    'String',
    'strings',
    'SET NX PX',
    'SET guide:lock token-1 NX PX 30000',
    'Taken only when free, free again by itself; release it only with the right token.',
  ),
  row(
    'Flags by day or by id',
    'String of bits',
    'strings',
    'SETBIT, BITCOUNT',
    'SETBIT guide:active:2026-11-25 1001 1',
    'One bit each: a million users are 125 kB. Look at it through the lens Bits.',
  ),
  row(
    'Unique visitors, about',
    'HyperLogLog',
    'strings',
    'PFADD, PFCOUNT',
    'PFADD guide:visitors alice bob carol',
    '12 kB at most, with a standard error of 0.81 %. It is a string: the scene shows its bytes, not its members.',
  ),
  row(
    'A job that must not be lost',
    'Stream',
    'streams',
    'XADD, XREADGROUP, XACK',
    'XADD guide:jobs * job resize:1',
    'What a consumer took stays pending until it is acknowledged.',
  ),
  row(
    'A job that may be taken twice but not lost',
    'List',
    'lists',
    'LMOVE, LREM',
    'RPUSH guide:pending job:1',
    '`LMOVE` puts it into a second list in the same step.',
  ),
  row(
    'A priority queue',
    'Sorted set',
    'sorted-sets',
    'ZADD, ZPOPMIN',
    'ZADD guide:priority 1 urgent 5 later',
    'The score is the priority; `BZPOPMIN` waits.',
  ),
  row(
    'Delayed jobs',
    'Sorted set',
    'sorted-sets',
    'ZADD, ZRANGE BYSCORE',
    'ZADD guide:delayed 1795000000 job:1',
    'The score is the time it is due.',
  ),
  row(
    'What is near',
    'Sorted set',
    'sorted-sets',
    'GEOADD, GEOSEARCH',
    'GEOADD guide:places 13.361 38.116 Palermo',
    'Geo commands keep positions as scores.',
  ),
  row(
    'Common friends, common tags',
    'Set',
    'sets',
    'SINTER, SINTERCARD',
    'SADD guide:friends:alice bob carol',
    'Two sets and one command.',
  ),
  row(
    'The last hundred of anything',
    'List',
    'lists',
    'LPUSH, LTRIM',
    'LPUSH guide:recent item:1',
    'Push, then `LTRIM key 0 99`.',
  ),
  row(
    'A message to whoever listens now',
    'Pub/Sub',
    'pubsub',
    'PUBLISH, SUBSCRIBE',
    'PUBLISH guide:news hello',
    'Kept for nobody: who was not there has missed it.',
  ),
]
