import { createServer, type Socket } from 'node:net'
import { type Bytes, bytes, toRaw } from '@rdd/shared/bytes'
import type { Reply } from '@rdd/shared/reply'
import { Redis } from 'ioredis'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startRedis } from '../../test/redis.ts'
import type { Address, Engine } from '../engine/engine.ts'
import { type Answer, Busy, type Closed, Session, type SessionState, Unanswered } from './session.ts'

let engine: Engine
let admin: Redis
beforeAll(async () => {
  engine = await startRedis()
  admin = new Redis({ port: engine.address.port, password: engine.address.password ?? '' })
  return () => admin.disconnect()
})

const open: Session[] = []
afterEach(() => {
  for (const session of open.splice(0)) session.close()
})

/** A session with everything it says kept in order; `until` resolves when one of them fits. */
async function start(address: Address = engine.address) {
  const said: (Reply | SessionState | Closed)[] = []
  const pushes: Reply[] = []
  const own: string[] = []
  const waits: { fits: (word: Reply | SessionState | Closed) => boolean; resolve: () => void }[] = []
  const hear = (word: Reply | SessionState | Closed) => {
    said.push(word)
    for (const { fits, resolve } of waits) if (fits(word)) resolve()
  }
  const session = await Session.connect({
    address,
    name: 'tester',
    onPush: reply => {
      pushes.push(reply)
      hear(reply)
    },
    onState: hear,
    onClose: hear,
    onOwn: command => own.push(command),
  })
  open.push(session)
  return {
    session,
    pushes,
    own,
    run: (...argv: (string | Uint8Array)[]): Promise<Answer> =>
      session.run(argv.map(arg => (typeof arg === 'string' ? toRaw(arg as Bytes) : arg))),
    reply: async (...argv: string[]): Promise<Reply> => (await session.run(argv.map(arg => Buffer.from(arg)))).reply,
    until: (fits: (word: Reply | SessionState | Closed) => boolean) =>
      said.some(fits) ? Promise.resolve() : new Promise<void>(resolve => waits.push({ fits, resolve })),
  }
}
const unblock = async (id: number) => (await admin.client('UNBLOCK', id)) === 1
/** Resolves when Redis has blocked a client. */
async function blocked(): Promise<void> {
  while (!/blocked_clients:[1-9]/.test(await admin.info('clients')));
}
const bulk = (text: string): Reply => ({ t: 'bulk', v: bytes(text) })
const int = (n: number): Reply => ({ t: 'int', v: `${n}` })
const simple = (v: string): Reply => ({ t: 'simple', v })
const ack = (t: 'array' | 'push', what: string, channel: string, n: number): Reply => ({
  t,
  v: [bulk(what), bulk(channel), int(n)],
})
const words = (reply: Reply | SessionState | Closed): string => JSON.stringify(reply)

describe('a session', () => {
  it('keeps the types of replies apart', async () => {
    const { reply } = await start()
    expect(await reply('SET', 'k', 'OK')).toEqual(simple('OK'))
    expect(await reply('GET', 'k')).toEqual(bulk('OK'))
    expect(await reply('GET', 'nothing')).toEqual({ t: 'null' })
    expect(await reply('LPUSH', 'k', 'x')).toEqual({
      t: 'error',
      v: 'WRONGTYPE Operation against a key holding the wrong kind of value',
    })
    expect(await reply('HELLO', '3')).toMatchObject({ t: 'map' })
    expect(await reply('ZADD', 'z', '1.5', 'm')).toEqual(int(1))
    expect(await reply('ZSCORE', 'z', 'm')).toEqual({ t: 'double', v: '1.5' })
    expect(await reply('SMEMBERS', 'nothing')).toEqual({ t: 'set', v: [] })
  })

  it('carries any bytes there and back', async () => {
    const { run } = await start()
    const all = Uint8Array.from({ length: 256 }, (_, i) => i)
    await run('SET', all, all)
    expect(Buffer.from((await admin.getBuffer(Buffer.from(all))) ?? [])).toEqual(Buffer.from(all))
    const { reply } = await run('GET', all)
    expect(reply.t === 'bulk' && Buffer.from(toRaw(reply.v))).toEqual(Buffer.from(all))
  })

  it('is named, and knows its id and its address as Redis does', async () => {
    const { session } = await start()
    const mine = (await admin.client('LIST', 'ID', session.clientId)) as string
    expect(mine).toContain(`addr=${session.localAddress} `)
    expect(mine).toContain('name=tester')
  })

  it('measures the time of a command', async () => {
    const { run } = await start()
    const { tookUs } = await run('BLPOP', 'nothing', '0.05')
    expect(tookUs).toBeGreaterThan(49_000)
    expect(tookUs).toBeLessThan(1_000_000)
  })

  it('refuses a second command while the first has no reply', async () => {
    const { session, run } = await start()
    const first = run('BLPOP', 'nothing', '0')
    expect(session.state.waiting?.argv).toHaveLength(3)
    await expect(run('PING')).rejects.toBeInstanceOf(Busy)
    await blocked()
    expect(await session.cancel(unblock)).toBe(true)
    expect((await first).reply).toEqual({ t: 'null' })
    expect(session.state.waiting).toBeUndefined()
    expect(await session.cancel(unblock)).toBe(false)
  })

  it('cuts what is too long for a page and says how much', async () => {
    const { reply } = await start()
    await admin.set('long', Buffer.alloc(5_000_000, 'x'))
    await admin.rpush('many', ...Array.from({ length: 12_000 }, (_, i) => `${i}`))
    expect(await reply('GET', 'long')).toMatchObject({ t: 'bulk', more: 5_000_000 - 65_536 })
    const many = await reply('LRANGE', 'many', '0', '-1')
    expect(many.t === 'array' && many.v.length + (many.more ?? 0)).toBe(12_000)
    expect(await reply('PING')).toEqual(simple('PONG'))
  })
})

describe('the database a session is in', () => {
  it('follows SELECT, and not one that fails', async () => {
    const { session, reply } = await start()
    await reply('SELECT', '3')
    expect(session.state.db).toBe(3)
    await reply('SELECT', '99')
    expect(session.state.db).toBe(3)
  })

  it('follows a SELECT in a transaction when that runs, not when it is queued or discarded', async () => {
    const { session, reply } = await start()
    await reply('MULTI')
    expect(session.state.mode).toBe('multi')
    expect(await reply('SELECT', '2')).toEqual(simple('QUEUED'))
    expect(session.state.db).toBe(0)
    await reply('EXEC')
    expect(session.state).toMatchObject({ db: 2, mode: 'idle' })
    await reply('MULTI')
    await reply('SELECT', '5')
    await reply('DISCARD')
    expect(session.state).toMatchObject({ db: 2, mode: 'idle' })
  })

  it('follows the server through every end of a transaction', async () => {
    const { session, reply } = await start()
    for (const last of ['EXEC', 'EXEC wrong', 'WATCH', 'NOSUCH', 'RESET', 'EXEC after an error']) {
      await reply('MULTI')
      await reply('PING')
      if (last.startsWith('EXEC after')) await reply('SET', 'too few')
      await reply(...last.split(' ').slice(0, last.startsWith('EXEC after') ? 1 : 2))
      const queueing = words(await reply('PING')).includes('QUEUED')
      expect([last, session.state.mode]).toEqual([last, queueing ? 'multi' : 'idle'])
      if (queueing) expect(await session.cancel(unblock)).toBe(true)
      expect(session.state.mode).toBe('idle')
    }
  })

  it('is a null EXEC when a watched key changed', async () => {
    const { session, reply } = await start()
    await reply('WATCH', 'w')
    await admin.set('w', '1')
    await reply('MULTI')
    await reply('SELECT', '7')
    expect(await reply('EXEC')).toEqual({ t: 'null' })
    expect(session.state).toMatchObject({ db: 0, mode: 'idle' })
  })
})

describe.each([2, 3] as const)('subscribing under RESP%i', resp => {
  const t = resp === 2 ? 'array' : 'push'
  const begin = async () => {
    const all = await start()
    if (resp === 3) await all.reply('HELLO', '3')
    return all
  }

  it('answers with the first acknowledgement and pushes the others, in order', async () => {
    const { session, reply, pushes, until } = await begin()
    expect(await reply('SUBSCRIBE', 'a', 'b', 'c')).toEqual(ack(t, 'subscribe', 'a', 1))
    expect(pushes).toEqual([])
    await until(word => words(word) === words(ack(t, 'subscribe', 'c', 3)))
    expect(pushes).toEqual([ack(t, 'subscribe', 'b', 2), ack(t, 'subscribe', 'c', 3)])
    expect(session.state).toMatchObject({ mode: 'subscribed', channels: ['a', 'b', 'c'] })
  })

  it('pushes messages, and is no command that waits', async () => {
    const { session, reply, until } = await begin()
    await reply('PSUBSCRIBE', 'news.*')
    await admin.publish('news.x', 'hello')
    await until(word => words(word).includes('hello'))
    expect(session.state.waiting).toBeUndefined()
  })

  it('tells messages from the acknowledgements of the next SUBSCRIBE', async () => {
    const { reply, pushes, until } = await begin()
    await reply('SUBSCRIBE', 'a')
    for (let i = 0; i < 20; i++) {
      const [, answer] = await Promise.all([admin.publish('a', `m${i}`), reply('SUBSCRIBE', `c${i}`)])
      expect(answer).toEqual(ack(t, 'subscribe', `c${i}`, i + 2))
    }
    await until(word => words(word).includes('m19'))
    expect(pushes).toHaveLength(20)
  })

  it('unsubscribes from everything with one command and many acknowledgements', async () => {
    const { session, reply, until } = await begin()
    await reply('SUBSCRIBE', 'a', 'b')
    await reply('PSUBSCRIBE', 'p*')
    await reply('UNSUBSCRIBE')
    await until(word => 'mode' in word && word.channels.length === 1)
    expect(session.state.channels).toEqual(['p*'])
    await reply('PUNSUBSCRIBE')
    expect(session.state.mode).toBe('idle')
    expect(await reply('UNSUBSCRIBE')).toEqual({ t, v: [bulk('unsubscribe'), { t: 'null' }, int(0)] })
    expect(await reply('SET', 'k', 'v')).toEqual(simple('OK'))
  })

  it('gets out of all kinds of subscription by cancel', async () => {
    const { session, reply, own } = await begin()
    await reply('SUBSCRIBE', 'a')
    await reply('PSUBSCRIBE', 'b*')
    await reply('SSUBSCRIBE', 's')
    own.length = 0
    expect(await session.cancel(unblock)).toBe(true)
    expect(own).toEqual(['unsubscribe', 'punsubscribe', 'sunsubscribe'])
    expect(session.state).toMatchObject({ mode: 'idle', resp })
    expect(await reply('SET', 'k', 'v')).toEqual(simple('OK'))
  })

  it('answers other commands as redis-cli would', async () => {
    const { reply } = await begin()
    await reply('SUBSCRIBE', 'a')
    if (resp === 3) expect(await reply('GET', 'nothing')).toEqual({ t: 'null' })
    else expect(await reply('GET', 'nothing')).toMatchObject({ t: 'error' })
    expect(await reply('PING')).toEqual(resp === 3 ? simple('PONG') : { t: 'array', v: [bulk('pong'), bulk('')] })
  })

  it('sees subscriptions made inside a transaction', async () => {
    const { session, reply } = await begin()
    await reply('MULTI')
    await reply('SUBSCRIBE', 'a')
    await reply('SELECT', '4')
    await reply('EXEC')
    expect(session.state).toMatchObject({ mode: 'subscribed', channels: ['a'], db: 4 })
  })

  it('never takes a list for a message', async () => {
    const { reply, pushes } = await begin()
    await admin.del('l')
    await admin.rpush('l', 'message', 'a', 'b')
    expect(await reply('LRANGE', 'l', '0', '-1')).toEqual({ t: 'array', v: ['message', 'a', 'b'].map(bulk) })
    expect(pushes).toEqual([])
  })
})

describe('MONITOR', () => {
  it.each([2, 3] as const)('streams lines under RESP%i, and cancel keeps database and protocol', async resp => {
    const { session, reply, until } = await start()
    if (resp === 3) await reply('HELLO', '3')
    await reply('SELECT', '2')
    expect(await reply('MONITOR')).toEqual(simple('OK'))
    expect(session.state.mode).toBe('monitor')
    await admin.set('seen', '1')
    await until(word => words(word).includes('seen'))
    expect(await reply('PING')).toEqual(simple('PONG'))
    expect(await session.cancel(unblock)).toBe(true)
    expect(session.state).toMatchObject({ mode: 'idle', db: 2, resp })
    expect(await reply('SET', 'k', 'v')).toEqual(simple('OK'))
    expect(await admin.client('LIST', 'ID', session.clientId)).toContain('name=tester')
  })
})

describe('what a session must survive', () => {
  it('RESET forgets everything but stays signed in', async () => {
    const { session, reply } = await start()
    await reply('HELLO', '3')
    await reply('SELECT', '1')
    await reply('SUBSCRIBE', 'a')
    await reply('MULTI')
    expect(await reply('RESET')).toEqual(simple('RESET'))
    expect(session.state).toMatchObject({ db: 0, resp: 2, mode: 'idle', channels: [] })
    expect(await reply('GET', 'nothing')).toEqual({ t: 'null' })
    expect(await admin.client('LIST', 'ID', session.clientId)).toContain('name=tester')
  })

  it('QUIT is answered, then the connection closes by the person’s own wish', async () => {
    const { reply, until, run } = await start()
    expect(await reply('QUIT')).toEqual(simple('OK'))
    await until(word => 'by' in word && word.by === 'quit')
    await expect(run('PING')).rejects.toBeInstanceOf(Unanswered)
  })

  it('a killed connection leaves its command unanswered', async () => {
    const { session, run, until } = await start()
    const waiting = run('BLPOP', 'nothing', '0')
    await blocked()
    await Promise.all([
      expect(waiting).rejects.toBeInstanceOf(Unanswered),
      admin.client('KILL', 'ID', session.clientId),
      until(word => 'by' in word && word.by === 'lost'),
    ])
  })

  it('close leaves its command unanswered and says by whom', async () => {
    const { session, run, until } = await start()
    const waiting = run('BLPOP', 'nothing', '0')
    await Promise.all([
      expect(waiting).rejects.toBeInstanceOf(Unanswered),
      Promise.resolve(session.close()),
      until(word => 'by' in word && word.by === 'us'),
    ])
  })

  it('a pause: cancel leaves a paused command alone, for Redis 7.0 would die of it', async () => {
    const { session, run } = await start()
    await admin.client('PAUSE', 60_000, 'WRITE')
    const paused = run('SET', 'k', 'v')
    await blocked()
    await expect(session.cancel(unblock)).rejects.toThrow(/Redis is paused/)
    await admin.client('UNPAUSE')
    expect((await paused).reply).toEqual(simple('OK'))
    expect(await admin.ping()).toBe('PONG')
  })

  it('a script that runs: cancel leaves it to the room', async () => {
    const { session, run } = await start()
    const script = run('EVAL', 'while true do end', '0')
    // busy after 3 s, by the settings of a room's own server
    while (!(await admin.ping().catch((error: Error) => error.message)).startsWith('BUSY'));
    await expect(session.cancel(unblock)).rejects.toThrow(/BUSY/)
    await admin.script('KILL')
    expect((await script).reply).toMatchObject({ t: 'error' })
  }, 15_000)

  it('invalidations arrive as pushes', async () => {
    const { reply, until } = await start()
    await reply('HELLO', '3')
    await reply('CLIENT', 'TRACKING', 'ON')
    await reply('GET', 'tracked')
    await admin.set('tracked', '1')
    await until(
      word => words(word) === words({ t: 'push', v: [bulk('invalidate'), { t: 'array', v: [bulk('tracked')] }] }),
    )
  })

  it('replies in 1-byte slices, with many acknowledgements to one command', async () => {
    const relay = await slow()
    const { session, reply } = await start({ ...engine.address, port: relay.port })
    await admin.del('l')
    await admin.rpush('l', 'a', 'b')
    expect(await reply('LRANGE', 'l', '0', '-1')).toEqual({ t: 'array', v: [bulk('a'), bulk('b')] })
    for (let i = 0; i < 5; i++) {
      expect(await reply('SUBSCRIBE', 'a', 'b', 'c')).toEqual(ack('array', 'subscribe', 'a', 1))
      expect(await reply('PING')).toEqual({ t: 'array', v: [bulk('pong'), bulk('')] })
      expect(await reply('UNSUBSCRIBE')).toMatchObject({ v: [bulk('unsubscribe'), {}, int(2)] })
      expect(await reply('PING')).toEqual(simple('PONG'))
    }
    expect(session.state.mode).toBe('idle')
    relay.close()
  })

  it('a server that speaks no RESP is named as such', async () => {
    const server = createServer(socket => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    const at = server.address()
    const port = at !== null && typeof at === 'object' ? at.port : 0
    await expect(start({ ...engine.address, port })).rejects.toThrow('Redis sent what is no reply')
    server.close()
  })

  it('a wrong password is named as such', async () => {
    await expect(start({ ...engine.address, password: 'wrong' })).rejects.toThrow(/Redis refused HELLO: WRONGPASS/)
  })

  it('a closed port is named as such', async () => {
    await expect(start({ ...engine.address, port: 1 })).rejects.toThrow(/ECONNREFUSED/)
  })
})

/** A relay to Redis that hands its answers on byte by byte. */
async function slow() {
  const { Socket: Tcp } = await import('node:net')
  const sockets: Socket[] = []
  const server = createServer(client => {
    const redis = new Tcp().connect(engine.address.port, engine.address.host)
    sockets.push(client, redis)
    client.setNoDelay(true)
    client.on('data', chunk => redis.write(chunk))
    redis.on('data', chunk => {
      for (const byte of chunk) client.write(Uint8Array.of(byte))
    })
    for (const socket of [client, redis]) socket.on('error', () => {})
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const at = server.address()
  return {
    port: at !== null && typeof at === 'object' ? at.port : 0,
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
