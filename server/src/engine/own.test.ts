import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Redis } from 'ioredis'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { startRedis } from '../../test/redis.ts'
import type { Engine, EngineEvent } from './engine.ts'
import { startOwn } from './own.ts'
import { findServer } from './source.ts'

const binary = findServer(process.env) ?? 'redis-server'
const MB = 1024 ** 2
const open: Redis[] = []
afterEach(() => {
  for (const client of open.splice(0)) client.disconnect()
})

function connect({ address: { tls, ...address } }: Engine): Redis {
  const client = new Redis({ ...address, retryStrategy: null })
  client.on('error', () => {})
  open.push(client)
  return client
}

const config = async (client: Redis, name: string) => ((await client.config('GET', name)) as string[])[1]

/** Why it dies next. */
const death = (engine: Engine) =>
  new Promise<string>(resolve => {
    const forget = engine.subscribe(event => {
      if (event.kind !== 'died') return
      forget()
      resolve(event.why)
    })
  })

/** When it next answers again. */
const back = (engine: Engine) =>
  new Promise<void>(resolve => {
    const forget = engine.subscribe(event => {
      if (event.kind !== 'ready') return
      forget()
      resolve()
    })
  })

/** Process ids of the group `pgid`, which is the server's own. */
function group(pgid: number): number[] {
  return execFileSync('ps', ['-eo', 'pid=,pgid=,stat='], { encoding: 'utf8' })
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(([, group, state]) => Number(group) === pgid && !state?.startsWith('Z'))
    .map(([pid]) => Number(pid))
}

/** Resolves when the group is empty; the test's own time-out is the limit. */
async function vanished(pgid: number): Promise<void> {
  while (group(pgid).length > 0) await new Promise(resolve => setTimeout(resolve, 5))
}

const processId = async (client: Redis) => Number(/process_id:(\d+)/.exec(await client.info('server'))?.[1])

describe('an own Redis', async () => {
  const engine = await startRedis(64 * MB)

  test('says what it is, and never its password', () => {
    expect(engine.product).toMatch(/redis|valkey/)
    expect(engine.version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(engine.shown).toBe(`127.0.0.1:${engine.address.port}`)
    expect(engine.address.password).toMatch(/^[0-9a-f]{32}$/)
  })

  test('answers at the URL another program would use', async () => {
    const client = new Redis(engine.url ?? '', { retryStrategy: null })
    open.push(client)
    expect(await client.ping()).toBe('PONG')
  })

  test('refuses whoever does not know the password', async () => {
    const client = new Redis(engine.address.port, '127.0.0.1', { retryStrategy: null, enableReadyCheck: false })
    client.on('error', () => {})
    open.push(client)
    await expect(client.get('a')).rejects.toThrow('NOAUTH')
  })

  test('shows its password to nobody who lists processes', async () => {
    const pid = await processId(connect(engine))
    expect(group(pid).length).toBeGreaterThan(1)
    const seen = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    expect(seen).not.toContain(engine.address.password)
  })

  test('listens on loopback only', async () => {
    expect(await config(connect(engine), 'bind')).toBe('127.0.0.1')
  })

  test('is set up to be watched, broken and bounded', async () => {
    const client = connect(engine)
    expect(await config(client, 'notify-keyspace-events')).toMatch(/^(?=.*A)(?=.*E)(?!.*K)/)
    expect(await config(client, 'maxmemory')).toBe(String(64 * MB))
    expect(await config(client, 'hz')).toBe('100')
    expect(await client.call('DEBUG', 'SLEEP', '0')).toBe('OK')
  })

  test.runIf(process.platform === 'linux')('writes nothing to disk, even when told to', async () => {
    await expect(connect(engine).call('SAVE')).rejects.toThrow()
  })

  // Redis 8 aborts where Redis 7.0 and Valkey answer with an error
  test.runIf(process.platform === 'linux')(
    'a script that eats memory gets an error and the server lives on, or the server ends of it, says so and comes back',
    { timeout: 120_000 },
    async () => {
      const client = connect(engine)
      const [died, ready] = [death(engine), back(engine)]
      const said = await client.eval("return #string.rep(string.rep('x', 2 ^ 20), 2 ^ 10)", 0).then(String, String)
      if (said.includes('not enough memory')) expect(await client.ping()).toBe('PONG')
      else {
        expect(said).toContain('Connection is closed')
        expect(await died).toMatch(/was ended by SIGABRT: Out Of Memory allocating/)
        await ready
        expect(await connect(engine).ping()).toBe('PONG')
      }
    },
  )

  test('refuses to grow one string beyond a quarter of its memory', async () => {
    await expect(connect(engine).setrange('s', 17 * MB, 'x')).rejects.toThrow('exceeds maximum allowed size')
  })

  test('restarts on request, empty, at the same address', async () => {
    const client = connect(engine)
    await client.set('a', '1')
    const [before, port] = [await processId(client), engine.address.port]
    const seen: EngineEvent[] = []
    const forget = engine.subscribe(event => seen.push(event))
    await engine.restart('Somebody ran SHUTDOWN.')
    forget()
    expect(seen).toEqual([{ kind: 'died', why: 'Somebody ran SHUTDOWN.' }, { kind: 'ready' }])
    expect(engine.address.port).toBe(port)
    const again = connect(engine)
    expect(await again.dbsize()).toBe(0)
    expect(await processId(again)).not.toBe(before)
    expect(group(before)).toEqual([])
  })

  test('comes back by itself when it is killed, and says how it ended', async () => {
    const pid = await processId(connect(engine))
    const [died, ready] = [death(engine), back(engine)]
    process.kill(pid, 'SIGKILL')
    expect(await died).toBe('redis-server was ended by SIGKILL.')
    await ready
    expect(await connect(engine).ping()).toBe('PONG')
    expect(group(pid)).toEqual([])
  })

  test('comes back after a crash, and tells its cause', async () => {
    const [died, ready] = [death(engine), back(engine)]
    connect(engine)
      .call('DEBUG', 'SEGFAULT')
      .catch(() => {})
    expect(await died).toMatch(/was ended by SIGSEGV: .*crashed by signal/)
    await ready
  })

  test('comes back after it ran out of memory, and says that this was it', async () => {
    const [died, ready] = [death(engine), back(engine)]
    connect(engine)
      .call('DEBUG', 'OOM')
      .catch(() => {})
    expect(await died).toMatch(/was ended by SIGABRT: Out Of Memory allocating/)
    await ready
  })

  test('comes back when another program shuts it down', async () => {
    const [died, ready] = [death(engine), back(engine)]
    connect(engine)
      .call('SHUTDOWN', 'NOSAVE')
      .catch(() => {})
    expect(await died).toBe('redis-server was shut down.')
    await ready
  })

  test('moves to another port when its own was taken meanwhile', async () => {
    const taken = engine.address.port
    const pid = await processId(connect(engine))
    const ready = back(engine)
    const died = death(engine)
    process.kill(pid, 'SIGKILL')
    await died
    // The first pause before a new start leaves time to take the port.
    const thief = await occupy(taken)
    await ready
    thief.kill()
    expect(await connect(engine).ping()).toBe('PONG')
    expect(engine.url).toContain(`:${engine.address.port}`)
  })
})

/** A program of its own that listens on `port`: one in this process would not stop Redis from binding in time. */
async function occupy(port: number) {
  const script = `require('net').createServer().listen(${port}, '127.0.0.1', () => console.log('taken'))`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  await once(createInterface({ input: child.stdout }), 'line')
  return child
}

describe('the end of an own Redis', () => {
  test('stop leaves no process and no listener', async () => {
    const engine = await startOwn({ binary, maxmemory: 64 * MB })
    const pid = await processId(connect(engine))
    await engine.stop()
    expect(group(pid)).toEqual([])
    const socket = createConnection(engine.address.port, '127.0.0.1')
    await expect(once(socket, 'connect')).rejects.toThrow('ECONNREFUSED')
    await expect(engine.restart('too late')).rejects.toThrow('was stopped')
  })

  test('stop during a restart still leaves nothing', async () => {
    const engine = await startOwn({ binary, maxmemory: 64 * MB })
    const pid = await processId(connect(engine))
    const restart = engine.restart('anew')
    await engine.stop()
    await restart
    expect(group(pid)).toEqual([])
    const socket = createConnection(engine.address.port, '127.0.0.1')
    await expect(once(socket, 'connect')).rejects.toThrow('ECONNREFUSED')
  })

  test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    'a %s of the program that started it ends it too',
    async signal => {
      const script = `
      import { startOwn } from ${JSON.stringify(fileURLToPath(new URL('./own.ts', import.meta.url)))}
      const engine = await startOwn({ binary: ${JSON.stringify(binary)}, maxmemory: ${64 * MB} })
      console.log(engine.url)
    `
      const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const [url] = await once(createInterface({ input: parent.stdout }), 'line')
      const client = new Redis(String(url), { retryStrategy: null })
      client.on('error', () => {})
      open.push(client)
      const pid = await processId(client)
      // A child Redis forked has to go as well; so has the watcher.
      expect(group(pid).length).toBeGreaterThan(1)
      parent.kill(signal)
      await once(parent, 'exit')
      await vanished(pid)
    },
  )
})

describe('an own Redis that cannot start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'own-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  /** A stand-in for servers that are not on this machine. */
  const fake = (name: string, script: string) => {
    const path = join(folder, name)
    writeFileSync(path, `#!/bin/sh\n${script}\n`)
    chmodSync(path, 0o755)
    return path
  }

  test('says that the program is missing', async () => {
    await expect(startOwn({ binary: join(folder, 'absent') })).rejects.toThrow(/could not be started with .*absent/)
  })

  test('repeats what the server complained about', async () => {
    const program = fake(
      'grumpy',
      'cat >/dev/null; echo "1:M 23 Nov 2026 15:20:39.280 # Bad directive or wrong number of arguments"; exit 1',
    )
    await expect(startOwn({ binary: program })).rejects.toThrow(
      'exit code 1: Bad directive or wrong number of arguments',
    )
  })

  test('refuses a server older than 7.0 in a sentence', async () => {
    const program = fake('old', 'cat >/dev/null; echo "*** FATAL CONFIG FILE ERROR (Redis 6.0.16) ***" >&2; exit 1')
    await expect(startOwn({ binary: program })).rejects.toThrow('is Redis 6.0.16. Redis Deep Dive needs Redis 7.0')
  })
})
