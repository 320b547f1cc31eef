/**
 * Two oracles for what a session believes: Redis's own CLIENT LIST for the state of its connection, after any sequence of
 * commands that change it, and ioredis for the replies of RESP2.
 */
import { bytes, toRaw } from '@rdd/shared/bytes'
import type { Reply } from '@rdd/shared/reply'
import { Redis } from 'ioredis'
import { beforeAll, describe, expect, it } from 'vitest'
import { startRedis } from '../../test/redis.ts'
import type { Engine } from '../engine/engine.ts'
import { judge } from './policy.ts'
import { type Closed, Session } from './session.ts'

let engine: Engine
let admin: Redis
beforeAll(async () => {
  engine = await startRedis()
  admin = new Redis({ port: engine.address.port, password: engine.address.password ?? '', protocol: 2 })
  return () => admin.disconnect()
})

function generator(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const rules = { engine: 'own', dangerous: false, maxmemory: 0 } as const
const commands = [
  'SELECT 0',
  'SELECT 1',
  'SELECT 7',
  'SELECT 99',
  'SELECT x',
  'MULTI',
  'MULTI',
  'EXEC',
  'EXEC',
  'EXEC no',
  'DISCARD',
  'WATCH k',
  'UNWATCH',
  'SET k v',
  'SET k',
  'GET k',
  'LRANGE l 0 -1',
  'NOSUCH',
  'INCR l',
  'SUBSCRIBE a',
  'SUBSCRIBE a b c',
  'UNSUBSCRIBE',
  'UNSUBSCRIBE a',
  'UNSUBSCRIBE x y',
  'PSUBSCRIBE p* q*',
  'PUNSUBSCRIBE',
  'SSUBSCRIBE s',
  'SUNSUBSCRIBE',
  'PUBLISH a hello',
  'HELLO 2',
  'HELLO 3',
  'HELLO',
  'HELLO 4',
  'RESET',
  'MONITOR',
  'PING',
  'CLIENT TRACKING ON',
  'CLIENT NO-EVICT on',
  'CLIENT GETNAME',
  'EVAL return{1,{2,{3,"four"}}} 0',
  'BLPOP nothing 0.001',
]

/** What Redis says of the connection, in the session's words. */
async function truth(id: number) {
  const line = String(await admin.client('LIST', 'ID', id))
  const field = (name: string) => new RegExp(`\\b${name}=(\\S*)`).exec(line)?.[1] ?? ''
  const n = (name: string) => Number(field(name) || 0)
  const channels = n('sub') + n('psub') + n('ssub')
  const mode =
    n('multi') >= 0 ? 'multi' : field('flags').includes('O') ? 'monitor' : channels > 0 ? 'subscribed' : 'idle'
  return { db: n('db'), resp: n('resp'), mode, channels, name: field('name') }
}

describe('what a session believes', () => {
  it.each([1, 2, 3, 4, 5, 6])('is what Redis says, after any sequence of commands (seed %i)', async seed => {
    const random = generator(seed)
    await admin.del('l', 'k')
    await admin.rpush('l', 'subscribe', 'no channel', '1')
    let closed: Closed | undefined
    const session = await Session.connect({
      address: engine.address,
      name: 'fuzz',
      onPush: () => {},
      onState: () => {},
      onClose: why => {
        closed = why
      },
    })
    const history: string[] = []
    for (let step = 0; step < 400; step++) {
      if (random(12) === 0) {
        history.push('(cancel)')
        await session.cancel(() => Promise.resolve(false))
      } else {
        const line = commands[random(commands.length)] ?? ''
        const verdict = judge(line.split(' ').map(bytes), rules, undefined, session.state.mode)
        if ('refused' in verdict) continue
        history.push(line)
        await session.run(line.split(' ').map(word => Buffer.from(word)))
      }
      const { db, resp, mode, channels } = session.state
      const real = await truth(session.clientId)
      const last = history.slice(-12).join(' | ')
      expect({ last, db, resp, mode, channels: channels.length, name: 'fuzz' }).toEqual({ last, ...real })
    }
    expect(closed).toBeUndefined()
    session.close()
  })
})

describe('a RESP2 reply', () => {
  /** A reply in the form ioredis gives. */
  function plain(reply: Reply): unknown {
    if (reply.t === 'null') return null
    if (reply.t === 'int') return Number(reply.v)
    if (reply.t === 'array') return reply.v.map(plain)
    if (reply.t === 'bulk') return Buffer.from(toRaw(reply.v))
    if (reply.t === 'simple') return Buffer.from(reply.v)
    if (reply.t === 'error') return new Error(reply.v)
    throw new Error(`RESP2 has no ${reply.t}`)
  }

  it.each([
    'SET k v',
    'GET k',
    'GET nothing',
    'LPUSH k x',
    'HSET h a 1 b 2',
    'HGETALL h',
    'ZADD z 1.5 a 2 b inf c',
    'ZRANGE z 0 -1 WITHSCORES',
    'ZSCORE z a',
    'GEOADD g 13.361389 38.115556 p',
    'GEOPOS g p nothing',
    'XADD x 1-1 f v g w',
    'XADD x 1-2 f v',
    'XRANGE x - +',
    'XINFO STREAM x FULL',
    'XREAD STREAMS x nothing 0 0',
    'BLPOP nothing 0.001',
    'SCAN 0',
    'COMMAND INFO set sort config xadd',
    'COMMAND DOCS set',
    'CONFIG GET *',
    'EVAL return{1,{false,{"deep",{}}},redis.status_reply("fine"),redis.error_reply("inner")} 0',
    'EVAL return{} 0',
    'INFO server',
    'OBJECT HELP',
    'ACL WHOAMI',
  ])('of %s reads as ioredis reads it', async line => {
    const [name = '', ...args] = line.split(' ')
    const session = await Session.connect({
      address: engine.address,
      name: 'reader',
      onPush: () => {},
      onState: () => {},
      onClose: () => {},
    })
    // run twice, so that both see the command change nothing
    await session.run([name, ...args].map(word => Buffer.from(word)))
    const { reply } = await session.run([name, ...args].map(word => Buffer.from(word)))
    const theirs: unknown = await admin.callBuffer(name, ...args).catch(error => new Error(error.message))
    const stable = (value: unknown) => JSON.stringify(value).replace(/uptime.*?lru_clock:\d+/, '')
    if (line.startsWith('INFO')) expect(String(plain(reply)).split('\r\n')[1]).toBe(String(theirs).split('\r\n')[1])
    else if (line.startsWith('XADD'))
      expect(reply).toEqual({ t: 'error', v: theirs instanceof Error && theirs.message })
    else expect(stable(plain(reply))).toBe(stable(theirs))
    session.close()
  })

  it('of any bytes comes back as it went', async () => {
    const random = generator(11)
    const session = await Session.connect({
      address: engine.address,
      name: 'bytes',
      onPush: () => {},
      onState: () => {},
      onClose: () => {},
    })
    for (let i = 0; i < 300; i++) {
      const value = Buffer.from(Array.from({ length: random(40) }, () => random(256)))
      const { reply } = await session.run([Buffer.from('ECHO'), value])
      expect(reply.t === 'bulk' && Buffer.from(toRaw(reply.v))).toEqual(value)
    }
    session.close()
  })
})
