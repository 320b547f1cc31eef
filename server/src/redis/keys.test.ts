/** Keys by the catalogue's specs, compared with what Redis itself says they are. */
import { type Bytes, bytes } from '@rdd/shared/bytes'
import { type CatalogueIndex, findDoc, indexCatalogue, keysOf } from '@rdd/shared/commands/keys'
import { beforeAll, describe, expect, it } from 'vitest'
import { startRedis } from '../../test/redis.ts'
import { loadCatalogue } from './catalogue.ts'
import { Probe } from './probe.ts'
import { list, text } from './raw.ts'

let probe: Probe
let docs: CatalogueIndex
beforeAll(async () => {
  const engine = await startRedis()
  probe = await Probe.open(engine.address)
  docs = indexCatalogue(await loadCatalogue(([command = '', ...args]) => probe.call(command, ...args)))
  return () => probe.close()
})

function ours(line: string): Bytes[] {
  const argv = line.split(' ').map(bytes)
  return keysOf(argv, findDoc(docs, argv))
}
async function theirs(line: string): Promise<string[]> {
  return [...new Set(list(await probe.call('COMMAND', 'GETKEYS', ...line.split(' '))).map(text))]
}

describe('the keys of a command are those COMMAND GETKEYS names', () => {
  it.each([
    'GET a',
    'set a 1 EX 10',
    'MSET a 1 b 2 c 3',
    'MSETNX a 1 b 2',
    'MGET a b c',
    'DEL a b c',
    'UNLINK a',
    'RENAME a b',
    'COPY a b DB 1 REPLACE',
    'LMOVE a b LEFT RIGHT',
    'BLMOVE a b LEFT RIGHT 0',
    'RPOPLPUSH a b',
    'BLPOP a b c 0',
    'BRPOP a 1.5',
    'LMPOP 2 a b LEFT COUNT 2',
    'BLMPOP 0 2 a b LEFT',
    'ZMPOP 1 a MIN',
    'BZMPOP 0 3 a b c MAX COUNT 2',
    'BZPOPMIN a b 0',
    'SMOVE a b m',
    'SINTER a b',
    'SINTERCARD 2 a b LIMIT 5',
    'SUNIONSTORE d a b c',
    'ZUNIONSTORE d 2 a b WEIGHTS 1 2 AGGREGATE MAX',
    'ZINTER 2 a b WITHSCORES',
    'ZDIFFSTORE d 2 a b',
    'ZRANGESTORE d a 0 -1',
    'ZINTERCARD 2 a b',
    'PFCOUNT a b',
    'PFMERGE d a b',
    'BITOP AND d a b',
    'BITFIELD a INCRBY i5 100 1 GET u4 0',
    'GEOADD a 13.3 38.1 p',
    'GEORADIUS a 15 37 200 km',
    'GEORADIUS a 15 37 200 km STORE d',
    'GEORADIUS a 15 37 200 km COUNT 3 STOREDIST d',
    'GEORADIUSBYMEMBER a m 200 km STORE d',
    'GEOSEARCHSTORE d a FROMMEMBER m BYRADIUS 1 km',
    'SORT a',
    'SORT a LIMIT 0 5 DESC STORE d',
    'SORT a BY w_* GET p_* GET # ALPHA STORE d',
    'SORT a GET store STORE d',
    'SORT_RO a BY w_*',
    'EVAL return 2 a b x y',
    'EVAL return 0 x',
    'EVALSHA abc 1 a x',
    'EVAL_RO return 1 a',
    'FCALL f 2 a b x',
    'XADD a * f v',
    'XADD a NOMKSTREAM MAXLEN ~ 10 * f v',
    'XREAD STREAMS a b 0 0',
    'XREAD COUNT 2 BLOCK 0 STREAMS a $',
    'XREADGROUP GROUP g c STREAMS a b > >',
    'XREADGROUP GROUP streams c COUNT 1 NOACK STREAMS a >',
    'XGROUP CREATE a g $ MKSTREAM',
    'XINFO STREAM a FULL',
    'XACK a g 1-1',
    'XCLAIM a g c 0 1-1',
    'XAUTOCLAIM a g c 0 0',
    'OBJECT ENCODING a',
    'object freq a',
    'MEMORY USAGE a SAMPLES 0',
    'DUMP a',
    'RESTORE a 0 x',
    'MIGRATE 127.0.0.1 1 a 0 10',
    'MIGRATE 127.0.0.1 1 a 0 10 COPY AUTH keys',
    'WATCH a b',
    'TOUCH a b',
    'EXISTS a a b',
    'HSET a f v g w',
    'HRANDFIELD a 2',
    'ZADD a 1 m',
    'LCS a b LEN',
    'SETRANGE a 1 x',
    'GETEX a PERSIST',
    'LPOS a x RANK -1',
    'TYPE a',
    'EXPIRE a 10 NX',
  ])('%s', async line => {
    expect(ours(line)).toEqual(await theirs(line))
  })

  it.each([
    'PING',
    'SELECT 1',
    'FLUSHALL',
    'SCAN 0',
    'MULTI',
    'PUBLISH c m',
    'CONFIG GET a',
    'OBJECT HELP',
    'SUBSCRIBE c',
    'SPUBLISH c m',
    'SSUBSCRIBE c d',
  ])('%s has none', async line => {
    expect(ours(line)).toEqual([])
    await expect(theirs(line)).rejects.toThrow(/no key arguments|wrong number of arguments for 'command\|getkeys'/)
  })

  it('MIGRATE … KEYS names its keys and not the empty one', async () => {
    const argv = ['MIGRATE', '127.0.0.1', '1', '', '0', '10', 'KEYS', 'a', 'b'].map(bytes)
    const named = list(await probe.call('COMMAND', 'GETKEYS', ...argv)).map(text)
    expect(keysOf(argv, findDoc(docs, argv)).filter(key => key !== '')).toEqual(named)
  })

  it.each([
    'SORT',
    'MSET a',
    'EVAL',
    'EVAL x',
    'EVAL x 99 a',
    'EVAL x -1',
    'XREAD STREAMS',
    'GEORADIUS a 1 2 3 km STORE',
    'ZUNIONSTORE d nan a',
    'LMPOP 1000000000 a LEFT',
  ])('%s, half written, is no reason to fail', line => {
    expect(ours(line).length).toBeLessThanOrEqual(line.split(' ').length)
  })
})
