/**
 * A long session of three clients with every type and every kind of form. A line is `client: command`; `&` after the
 * client: it waits; `!`: Redis refuses it; `?`: an older one does. Keys with ids of their own, so that what each ends as can be compared.
 */
import { type Bytes, fromRaw } from '@rdd/shared/bytes'
import type { Step } from '@rdd/shared/commands/export/plan'
import { parseLine } from '@rdd/shared/commands/parse'

export interface Line extends Step {
  refused: boolean
  /** An older Redis refuses it. */
  recent: boolean
}

export function read(text: string): Line[] {
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => {
      const [, client = '', mark = '', command = ''] = /^\s*(\w+)([&!?]?): (.*)$/.exec(line) ?? []
      const parsed = parseLine(command)
      if ('error' in parsed) throw new Error(`${line}: ${parsed.error}`)
      return { client, argv: parsed.argv, blocks: mark === '&', refused: mark === '!', recent: mark === '?' }
    })
}

/** All 256 bytes, and what is hard to quote. */
export const hostile: Bytes[] = [
  fromRaw(Uint8Array.from({ length: 256 }, (_, i) => i)),
  ...[
    '',
    "it's",
    '"quoted"',
    'a\\b',
    '\\x41',
    'two\nlines\r\n',
    `\${HOME} $(id) \`id\``,
    '#{x} %s {0}',
    '🦊 fox',
    'שלום',
    'a\u202eb',
    '\u0000',
    '# not a comment',
    'commands',
    "'''",
    '"""',
    '-1',
    '1e3',
    '007',
    '\u2028',
    '</script>',
  ].map(text => fromRaw(new TextEncoder().encode(text))),
]

export const broad = `
  a: FLUSHALL
  a: FLUSHALL ASYNC
  a: FLUSHDB
  a: FLUSHDB ASYNC
  a: SET name "John Doe"
  a: set session:abc user_data ex 3600
  a: SET token x PX 500000 NX
  a: SET token y XX KEEPTTL
  a: SET until 1 EXAT 33177117420
  a: SET until 2 PXAT 33177117420000 GET
  a: SETEX temp:data 300 "expires in 5 minutes"
  a: PSETEX temp:ms 300000 v
  a: SETNX lock:resource holder
  a: SETNX lock:resource other
  a: GETSET name Jane
  a: GET name
  b: MSET email john@example.com age 30 10 ten 2 two
  b: MSET one-only 1
  b: MSETNX fresh:1 a fresh:2 b
  b: MGET name email age nothing
  a: EXISTS name email nothing
  a: SET visits 0
  a: INCR visits
  a: INCRBY visits 10
  a: DECR visits
  a: DECRBY visits 3
  a: SET balance 100.50
  a: INCRBYFLOAT balance 0.75
  a: INCRBYFLOAT balance 5.0e3
  a: APPEND message Hello
  a: APPEND message " World"
  a: STRLEN message
  a: GETRANGE message 0 4
  a: SUBSTR message 0 -2
  a: SETRANGE message 6 Redis
  a: SET gone x
  a: GETDEL gone
  a: GETEX name EX 1000
  a: GETEX name PERSIST
  a: GETEX email PX 900000
  a: SETBIT bits 7 1
  a: SETBIT bits 100 1
  a: GETBIT bits 7
  a: BITCOUNT bits
  a: BITCOUNT bits 0 -1
  a: BITCOUNT bits 0 20 BIT
  a: BITPOS bits 1
  a: BITPOS bits 1 2
  a: BITPOS bits 1 0 -1
  a: BITPOS bits 1 0 90 BIT
  a: BITOP AND bits:and bits message
  a: BITOP not bits:not bits
  a: BITFIELD field:bits SET u8 0 200 INCRBY i5 100 1
  a: LCS message name
  a: LCS message name LEN
  a: PFADD visitors anna bob carl
  a: PFADD visitors2 dora
  a: PFCOUNT visitors visitors2
  a: PFMERGE visitors:all visitors visitors2
  b: HSET user:1001 name "John Doe" email john@example.com age 30 city "New York"
  b: HSET user:1001 nick jd
  b: HSET user:1001 10 x 2 y
  b: HSET user:1001 dup 1 dup 2
  b: HSET user:1001 __proto__ p constructor c "first name" f
  b: HMSET user:1002 name Ann age 41
  b: HMSET user:1003 name Bea
  b: HGET user:1001 name
  b: HMGET user:1001 name email
  b: HGETALL user:1001
  b: HKEYS user:1001
  b: HVALS user:1001
  b: HEXISTS user:1001 email
  b: HDEL user:1001 city nick
  b: HLEN user:1001
  b: HSTRLEN user:1001 name
  b: HSETNX user:1001 phone 555-1234
  b: HINCRBY user:1001 age -5
  b: HINCRBYFLOAT user:1001 price 2.5
  b: HRANDFIELD user:1003
  b: HRANDFIELD user:1003 1
  b: HRANDFIELD user:1003 1 WITHVALUES
  b: HSCAN user:1001 0 MATCH n* COUNT 50
  b?: HEXPIRE user:1001 600 FIELDS 1 name
  b?: HEXPIRE user:1001 700 GT FIELDS 2 name age
  b?: HPEXPIRE user:1001 700000 FIELDS 1 name
  b?: HTTL user:1001 FIELDS 1 name
  b?: HEXPIREAT user:1001 33177117420 FIELDS 1 name
  b?: HPEXPIREAT user:1001 33177117420000 LT FIELDS 1 name
  b?: HEXPIRETIME user:1001 FIELDS 1 name
  b?: HPEXPIRETIME user:1001 FIELDS 1 name
  b?: HPTTL user:1001 FIELDS 1 name
  b?: HGETEX user:1001 EX 900 FIELDS 1 name
  b?: HGETDEL user:1001 FIELDS 1 age
  b?: HPERSIST user:1001 FIELDS 1 age
  a: RPUSH tasks a b c d e f g
  a: LPUSH tasks z
  a: LPUSHX tasks y
  a: RPUSHX tasks h
  a: RPUSHX nolist h
  a: RPOP tasks
  a: LPOP tasks
  a: LPOP tasks 2
  a: RPOP tasks 1
  a: LLEN tasks
  a: LRANGE tasks 0 -1
  a: LINDEX tasks -1
  a: LSET tasks 0 first
  a: LINSERT tasks BEFORE c "before c"
  a: LINSERT tasks after c "after c"
  a: LPOS tasks c
  a: LPOS tasks c RANK -1 COUNT 2 MAXLEN 100
  a: LREM tasks 1 d
  a: RPUSH long 1 2 3 4 5 6 7 8 9
  a: LTRIM long 1 -2
  a: RPOPLPUSH long longer
  a: LMOVE long longer LEFT RIGHT
  a: LMOVE long long LEFT RIGHT
  a: LMPOP 2 nolist long LEFT COUNT 2
  a: LMPOP 1 long right
  a: BLPOP long 1
  a: BRPOP nolist long 2
  a: BRPOPLPUSH longer long 1
  a: BLMOVE longer long LEFT LEFT 1
  a: BLMPOP 1 2 nolist long LEFT COUNT 1
  a&: BLPOP queue other:queue 10
  b: LPUSH queue served
  a: RPUSH queue left
  a&: BLMOVE inbox outbox RIGHT LEFT 0
  b: RPUSH inbox m1
  a: LLEN outbox
  b: SADD fruits apple banana cherry date
  b: SADD more banana cherry elder
  b: SMEMBERS fruits
  b: SISMEMBER fruits apple
  b: SMISMEMBER fruits apple nothing
  b: SCARD fruits
  b: SREM fruits date nothing
  b: SMOVE fruits more apple
  b: SADD single only
  b: SRANDMEMBER single
  b: SRANDMEMBER single 2
  b: SRANDMEMBER single -2
  b: SPOP single
  b: SADD pair x y
  b: SPOP pair 2
  b: SINTER fruits more
  b: SUNION fruits more
  b: SDIFF fruits more
  b: SINTERCARD 2 fruits more
  b: SINTERCARD 2 fruits more LIMIT 1
  b: SINTERSTORE both fruits more
  b: SUNIONSTORE all fruits more
  b: SDIFFSTORE only more fruits
  b: SSCAN all 0 MATCH * COUNT 100
  a: ZADD board 100 alice 90.5 bob 80 carol
  a: ZADD board NX 70 dave
  a: ZADD board XX CH 85 carol
  a: ZADD board GT CH 95 bob
  a: zadd board lt 60 dave
  a: ZADD board INCR 5 bob
  a: ZADD board -inf low +inf high 1e2 exp 0.1 tenth
  a: ZADD board 1 same 2 same
  a: ZSCORE board alice
  a: ZMSCORE board alice nobody
  a: ZRANK board alice
  a: ZREVRANK board alice
  a: ZCARD board
  a: ZCOUNT board 60 100
  a: ZCOUNT board (60 +inf
  a: ZINCRBY board 2.5 alice
  a: ZINCRBY board 10 carol
  a: ZRANGE board 0 -1
  a: ZRANGE board 0 -1 WITHSCORES
  a: ZRANGE board 0 2 REV
  a: ZRANGE board 0 2 REV WITHSCORES
  a: ZREVRANGE board 0 -1
  a: ZREVRANGE board 0 2 WITHSCORES
  a: ZRANGEBYSCORE board 60 100
  a: ZRANGEBYSCORE board (60 +inf WITHSCORES LIMIT 0 2
  a: ZREVRANGEBYSCORE board +inf -inf LIMIT 1 2
  a: ZRANGE board (60 100 BYSCORE LIMIT 0 10
  a: ZRANGE board 100 60 REV BYSCORE WITHSCORES
  a: ZADD words 0 a 0 b 0 c 0 d
  a: ZRANGEBYLEX words [a (c
  a: ZREVRANGEBYLEX words + - LIMIT 0 2
  a: ZLEXCOUNT words - +
  a: ZREMRANGEBYLEX words [d +
  a: ZRANDMEMBER words 0
  a: ZRANGESTORE top board 0 2 REV
  a: ZRANGESTORE mid board 60 100 BYSCORE LIMIT 0 3
  a: ZRANGESTORE plain board 0 -1
  a: ZADD other 1 alice 2 zed
  a: ZUNION 2 board other
  a: ZINTER 2 board other WITHSCORES
  a: ZDIFF 2 board other WITHSCORES
  a: ZINTERCARD 2 board other LIMIT 5
  a: ZUNIONSTORE sum 2 board other WEIGHTS 2 3
  a: ZUNIONSTORE max 2 board other AGGREGATE MAX
  a: ZINTERSTORE min 2 board other WEIGHTS 1 0.5 AGGREGATE min
  a: ZINTER 2 board other WEIGHTS 1 2
  a: ZUNION 2 board other WEIGHTS 1 2 AGGREGATE MIN WITHSCORES
  a: ZINTERSTORE inter 2 board other
  a: ZRANDMEMBER words
  a?: ZRANK board alice WITHSCORE
  a?: ZREVRANK board alice WITHSCORE
  a: ZDIFFSTORE rest 2 board other
  a: ZREM rest alice nobody
  a: ZPOPMIN max
  a: ZPOPMAX max
  a: ZPOPMAX max 2
  a: ZMPOP 2 nozset max MIN
  a: ZMPOP 1 max MAX COUNT 2
  a: BZPOPMIN other 1
  a: BZPOPMAX nozset other 1
  a: BZMPOP 1 1 sum MIN
  a&: BZPOPMIN waiting:zset 10
  b: ZADD waiting:zset 1 m 2 n
  a: ZREMRANGEBYRANK sum 0 0
  a: ZREMRANGEBYSCORE sum -inf (200
  a: ZSCAN board 0 MATCH a*
  a: GEOADD cities 13.361389 38.115556 Palermo 15.087269 37.502669 Catania
  a: GEOADD cities NX 13.4 52.5 Berlin
  a: GEODIST cities Palermo Catania km
  a: GEOPOS cities Palermo
  a: GEOHASH cities Palermo Catania
  a: GEOSEARCH cities FROMMEMBER Palermo BYRADIUS 200 km ASC
  a: GEOSEARCH cities FROMLONLAT 15 37 BYBOX 400 400 km WITHCOORD
  a: GEOSEARCHSTORE close cities FROMMEMBER Palermo BYRADIUS 200 km COUNT 1 ANY STOREDIST
  a: GEOSEARCH cities FROMMEMBER Palermo BYBOX 400 400 km DESC
  a: GEOSEARCHSTORE box cities FROMMEMBER Palermo BYBOX 400 400 km
  a: GEOSEARCHSTORE box:2 cities FROMLONLAT 15 37 BYBOX 400 400 km
  a: GEORADIUS cities 15 37 200 km WITHDIST
  a: GEORADIUS cities 15 37 200 km STORE near
  a: GEORADIUSBYMEMBER cities Palermo 200 km
  b: XADD log 1-1 temp 20 place north
  b: XADD log 1-2 temp 21
  b: XADD log 2-1 temp 22 temp 23
  b: XADD log MAXLEN ~ 1000 3-1 k v
  b: XADD log MAXLEN 100 3-2 k v
  b: XADD log NOMKSTREAM MINID = 1-1 4-1 k v
  b: XADD auto * hello world
  b: XADD auto * hello again
  b: XLEN log
  b: XRANGE log - +
  b: XRANGE log 1-1 2 COUNT 2
  b: XREVRANGE log + - COUNT 1
  b: XREAD COUNT 2 STREAMS log 0
  b: XREAD COUNT 2 STREAMS log auto 0 0-1
  b: XREAD BLOCK 10 STREAMS log $
  b: XGROUP CREATE log g 0
  b: XGROUP CREATE fresh:stream g $ MKSTREAM
  b: XGROUP CREATE log g2 $ ENTRIESREAD 3
  b: XGROUP CREATECONSUMER log g c0
  b: XGROUP SETID log g2 1-2
  b: XREADGROUP GROUP g c1 COUNT 2 STREAMS log >
  b: XREADGROUP GROUP g c2 COUNT 1 NOACK STREAMS log >
  b: XREADGROUP GROUP g c2 COUNT 2 BLOCK 100 STREAMS log >
  b: XREADGROUP GROUP g c1 STREAMS log 0
  b: XACK log g 1-1
  b: XPENDING log g
  b: XPENDING log g - + 10
  b: XPENDING log g IDLE 0 - + 10 c1
  b: XCLAIM log g c3 0 1-2 JUSTID
  b: XCLAIM log g c3 0 3-1 3-2 IDLE 1000 RETRYCOUNT 5 FORCE
  b: XAUTOCLAIM log g c4 0 0
  b: XAUTOCLAIM log g c4 0 0-0 COUNT 1 JUSTID
  b: XGROUP DELCONSUMER log g c0
  b: XGROUP DESTROY log g2
  b: XINFO STREAM log
  b: XINFO STREAM log FULL COUNT 1
  b: XINFO GROUPS log
  b: XINFO CONSUMERS log g
  b: XDEL log 2-1
  b: XTRIM log MAXLEN 4
  b: XTRIM log MAXLEN ~ 4
  b: XTRIM log MINID 1-2
  b: XSETID log 9-9
  a&: XREAD BLOCK 0 STREAMS feed $
  b: XADD feed 7-1 news yes
  a&: XREADGROUP GROUP g r1 BLOCK 10000 STREAMS fresh:stream >
  b: XADD fresh:stream 1-1 a b
  a: EXISTS feed
  b: EXPIRE message 1000
  b: EXPIRE message 2000 GT
  b: EXPIRE visits 1000 NX
  b: PEXPIRE balance 1000000
  b: EXPIREAT age 33177117420
  b: PEXPIREAT bits 33177117420000
  b: DUMP visits
  b: RESTORE restored 1000000 "\\x00\\xc0\\x01\\n\\x00&x\\xe7\\xb6\\xd1\\x01\\x11\\xfc" REPLACE
  b: TTL message
  b: PTTL nothing
  b: EXPIRETIME age
  b: PEXPIRETIME bits
  b: PERSIST visits
  b: TYPE board
  b: OBJECT ENCODING board
  b: OBJECT REFCOUNT name
  b: OBJECT IDLETIME name
  b: MEMORY USAGE name
  b: MEMORY USAGE board SAMPLES 0
  b: RENAME one-only renamed
  b: RENAMENX renamed name
  b: COPY name name:copy
  b: COPY name name:copy REPLACE
  b: COPY name name:db1 DB 1
  b: MOVE lock:resource 1
  b: TOUCH name email
  b: SORT long ALPHA DESC LIMIT 0 2
  b: SORT long BY nosort GET # GET w_*
  b: SORT long ALPHA STORE sorted
  b: SCAN 0 MATCH user:* COUNT 500 TYPE hash
  b: KEYS user:*
  b: DBSIZE
  b: UNLINK temp:data temp:ms
  b: DEL 10 2
  b: EVAL "redis.call('SET', KEYS[1], ARGV[1]) return {KEYS[1], ARGV[1]}" 1 from:lua "value \\"x\\""
  b: EVAL "return 1" 0
  b: SCRIPT LOAD "return redis.call('INCR', KEYS[1])"
  b: SCRIPT LOAD "return 1"
  b: SCRIPT EXISTS e0e1f9fabfc9d4800c877a703b823ac0578ff8db
  b: EVALSHA e0e1f9fabfc9d4800c877a703b823ac0578ff8db 0
  b: EVALSHA e0e1f9fabfc9d4800c877a703b823ac0578ff8db 1 name value
  b: SCRIPT FLUSH
  c: SUBSCRIBE news
  c: PSUBSCRIBE n*
  b: PUBLISH news hello
  b: PUBSUB NUMPAT
  c: UNSUBSCRIBE news
  c: PUNSUBSCRIBE n*
  b: PUBSUB CHANNELS *
  b: PUBSUB NUMSUB news
  b: CONFIG SET maxmemory-policy allkeys-lru
  b: CONFIG GET maxmemory*
  b: CONFIG SET maxmemory-policy allkeys-lfu
  b: OBJECT FREQ name
  b: CONFIG RESETSTAT
  b: RANDOMKEY
  b: LASTSAVE
  b: MEMORY DOCTOR
  b: MEMORY STATS
  b: ROLE
  b: SLOWLOG RESET
  b: SWAPDB 5 6
  b: WAIT 0 10
  b: CLIENT INFO
  b: CLIENT UNBLOCK 999999
  b: CONFIG GET save appendonly
  b: INFO memory
  b: INFO
  b: CLIENT SETNAME bea
  b: CLIENT GETNAME
  b: CLIENT ID
  b: CLIENT LIST
  b: SLOWLOG GET 2
  b: SLOWLOG LEN
  b: COMMAND DOCS get
  b: COMMAND COUNT
  b: OBJECT HELP
  b: ACL WHOAMI
  b: TIME
  b: ECHO hi
  b: PING
  b: PING hello
  a!: LPUSH name wrong
  a!: INCR email
  a: MULTI
  a: SET account:1 1000
  a: DECRBY account:1 100
  b: SET between x
  a: ZADD multi:z 1.5 m
  a: ZINCRBY multi:z 1 m
  a: HGETALL user:1001
  a: CONFIG GET maxmemory
  a: INCR email
  a: XADD multi:s 1-1 a b
  a: EXEC
  a: MULTI
  a: SET never x
  a: DISCARD
  a: WATCH account:1
  a: GET account:1
  b: INCRBY account:1 5
  a: MULTI
  a: SET account:1 lost
  a: EXEC
  a: WATCH account:1 between
  a: SET side effect
  a: MULTI
  a: INCRBY account:1 7
  a: EXEC
  a: WATCH account:1
  a: UNWATCH
  a: UNWATCH
  a: MULTI
  a: SET never:2 x
  a!: NOSUCHCOMMAND
  a!: EXEC
  a: SET after:abort yes
  a: SELECT 1
  a: SET in:one yes
  a: WATCH in:one
  a: MULTI
  a: APPEND in:one "!"
  a: EXEC
  b: SET in:zero yes
  a: SELECT 0
  a: SET back yes
`
