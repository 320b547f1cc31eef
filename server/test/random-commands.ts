/** Random commands of every type on a few keys, the same for the same seed. For tests that compare two ways of seeing. */

/** mulberry32: a small seeded generator of numbers in 0..1. */
export function seeded(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function randomCommands(random: () => number): () => string[] {
  const int = (below: number) => Math.floor(random() * below)
  const pick = <T>(all: readonly T[]): T => {
    const one = all[int(all.length)]
    if (one === undefined) throw new RangeError('nothing to pick from')
    return one
  }
  const key = () => `k${int(24)}`
  const value = () =>
    pick(['a', 'b', 'c', `${int(1000)}`, 'ü', '\\', '"', 'x'.repeat(int(300)), '\u0000', '🦊', '-5', '3.25'])
  const some = (make: () => string, most = 4) => Array.from({ length: 1 + int(most) }, make)
  const pairs = (a: () => string, b: () => string) => some(() => '').flatMap(() => [a(), b()])
  const index = () => `${int(14) - 7}`
  const score = () => pick([`${int(20)}`, `${int(100) / 8}`, '-inf', '+inf', '0.1'])
  const commands: (() => string[])[] = [
    () => ['SET', key(), value()],
    () => ['SET', key(), `${int(100)}`, 'PX', `${20 + int(400)}`],
    () => ['SET', key(), value(), pick(['NX', 'XX'])],
    () => ['MSET', ...pairs(key, value)],
    () => ['INCR', key()],
    () => ['INCRBYFLOAT', key(), '0.5'],
    () => ['APPEND', key(), value()],
    () => ['SETRANGE', key(), `${int(40)}`, value()],
    () => ['GETSET', key(), value()],
    () => ['GETDEL', key()],
    () => ['SETBIT', key(), `${int(200)}`, '1'],
    () => ['HSET', key(), ...pairs(value, value)],
    () => ['HDEL', key(), ...some(value)],
    () => ['HINCRBY', key(), value(), '3'],
    () => ['HSETNX', key(), value(), value()],
    () => ['LPUSH', key(), ...some(value)],
    () => ['RPUSH', key(), ...some(value, 30)],
    () => ['LPOP', key(), `${1 + int(3)}`],
    () => ['RPOP', key()],
    () => ['LTRIM', key(), index(), index()],
    () => ['LINSERT', key(), pick(['BEFORE', 'AFTER']), value(), value()],
    () => ['LREM', key(), `${int(5) - 2}`, value()],
    () => ['LSET', key(), index(), value()],
    () => ['LMOVE', key(), key(), pick(['LEFT', 'RIGHT']), pick(['LEFT', 'RIGHT'])],
    () => ['SADD', key(), ...some(value)],
    () => ['SADD', key(), ...some(() => `${int(2000)}`, 60)],
    () => ['SREM', key(), ...some(value)],
    () => ['SPOP', key()],
    () => ['SMOVE', key(), key(), value()],
    () => [pick(['SINTERSTORE', 'SUNIONSTORE', 'SDIFFSTORE']), key(), key(), key()],
    () => ['ZADD', key(), ...pairs(score, value)],
    () => ['ZADD', key(), pick(['NX', 'XX', 'GT', 'LT']), score(), value()],
    () => ['ZINCRBY', key(), '2.5', value()],
    () => ['ZREM', key(), ...some(value)],
    () => [pick(['ZPOPMIN', 'ZPOPMAX']), key()],
    () => ['ZRANGESTORE', key(), key(), '0', '5'],
    () => ['ZUNIONSTORE', key(), '2', key(), key()],
    () => ['ZREMRANGEBYRANK', key(), '0', '1'],
    () => ['XADD', key(), '*', ...pairs(value, value)],
    () => ['XADD', key(), 'MAXLEN', '5', '*', 'f', value()],
    () => ['XTRIM', key(), 'MAXLEN', `${int(6)}`],
    () => ['XGROUP', 'CREATE', key(), pick(['g1', 'g2']), pick(['0', '$']), 'MKSTREAM'],
    () => ['XREADGROUP', 'GROUP', pick(['g1', 'g2']), pick(['alice', 'bob']), 'COUNT', '2', 'STREAMS', key(), '>'],
    () => ['XGROUP', 'DELCONSUMER', key(), 'g1', 'alice'],
    () => ['XGROUP', 'DESTROY', key(), 'g2'],
    () => ['XAUTOCLAIM', key(), 'g1', 'bob', '0', '0'],
    () => ['GEOADD', key(), '13.4', '52.5', value()],
    () => ['PFADD', key(), ...some(value)],
    () => ['DEL', ...some(key)],
    () => ['UNLINK', key()],
    () => ['EXPIRE', key(), `${int(3)}`],
    () => ['PEXPIRE', key(), `${30 + int(500)}`],
    () => ['PERSIST', key()],
    () => ['RENAME', key(), key()],
    () => ['RENAMENX', key(), key()],
    () => ['COPY', key(), key(), 'REPLACE'],
    () => ['COPY', key(), key(), 'DB', '1'],
    () => ['MOVE', key(), '2'],
    () => ['SORT', key(), 'ALPHA', 'STORE', key()],
    () => ['GET', key()],
    () => ['LRANGE', key(), '0', '-1'],
    () => [
      'EVAL',
      "redis.call('SET', KEYS[1], ARGV[1]) redis.call('DEL', KEYS[2]) return 1",
      '2',
      key(),
      key(),
      value(),
    ],
    () => ['EVAL', "return redis.call('INCR', KEYS[1])", '1', key()],
  ]
  const rare: (() => string[])[] = [() => ['FLUSHDB'], () => ['FLUSHALL'], () => ['SWAPDB', '0', '1']]
  return () => (random() < 0.001 ? pick(rare)() : pick(commands)())
}
