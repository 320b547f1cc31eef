/** Runs a session: step by step over connections of our own, and as the exported script of each language. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Bytes } from '@rdd/shared/bytes'
import { toRaw } from '@rdd/shared/bytes'
import { current } from '@rdd/shared/commands/export/current'
import { type Language, languages } from '@rdd/shared/commands/export/languages'
import type { Step } from '@rdd/shared/commands/export/plan'
import { scriptIn } from '@rdd/shared/commands/export/script'
import { Redis } from 'ioredis'
import { afterAll } from 'vitest'
import type { Engine } from '../../src/engine/engine.ts'

const modules = fileURLToPath(new URL('../../../node_modules/', import.meta.url))
mkdirSync(join(modules, '.cache'), { recursive: true })
/** Inside node_modules, so that the script finds ioredis. */
export const folder = mkdtempSync(join(modules, '.cache', 'export-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The program and its arguments that run a script of this language. */
function runner(language: Language, file: string): [string, ...string[]] {
  switch (language) {
    case 'redis-cli':
      return ['bash', file]
    case 'ioredis':
      return [join(modules, '.bin', 'tsx'), file]
    case 'redis-py':
      return [python(), file]
  }
}

/** Found before the tests (tests/set-up/python.ts). */
function python(): string {
  if (process.env.PYTHON) return process.env.PYTHON
  throw new Error('These tests need python3 with redis-py: npm test installs it where it may (Debian: python3-redis).')
}

export function urlOf(engine: Engine): string {
  if (engine.url === null) throw new Error('the tests have a Redis of their own')
  return engine.url
}

/** Writes the script, runs it to its end against `engine`, and returns its path. Rejects with what it said if it fails. */
export async function runScript(language: Language, steps: readonly Step[], engine: Engine, name: string) {
  const file = join(folder, `${name}${languages[language].ending}`)
  writeFileSync(file, scriptIn(language, { title: name, steps }))
  const [program, ...args] = runner(language, file)
  const child = spawn(program, args, {
    env: { ...process.env, REDIS_URL: urlOf(engine) },
    // Numbers up to 12 are taken, as some terminals have it.
    stdio: ['ignore', 'pipe', 'pipe', ...Array<'ignore'>(10).fill('ignore')],
    // A script that hangs ends with the test.
    timeout: 120_000,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', text => {
      said += text
    })
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${said.slice(-3000)}`)
  return { file, said }
}

/**
 * Sends the very argvs, one connection a client.
 * @returns the steps as a page would export them: what Redis refused is skipped, with the reason
 */
export async function runSteps(steps: readonly Step[], engine: Engine): Promise<Step[]> {
  const clients = new Map<string, Redis>()
  const waits = new Map<string, Promise<unknown>>()
  const observer = new Redis(urlOf(engine))
  const done: Step[] = []
  for (const step of steps) {
    const client = clients.get(step.client) ?? new Redis(urlOf(engine))
    clients.set(step.client, client)
    await waits.get(step.client)
    waits.delete(step.client)
    const answer = client.call(...raw(step.argv)).then(
      () => undefined,
      (error: Error) => error.message,
    )
    if (step.blocks) {
      waits.set(step.client, answer)
      let ended = false
      void answer.finally(() => {
        ended = true
      })
      while (!ended && !(await observer.info('clients')).includes(`blocked_clients:${waits.size}`))
        await observer.ping()
      done.push(step)
      continue
    }
    const error = await answer
    done.push(error === undefined ? step : { ...step, skipped: error })
  }
  await Promise.all(waits.values())
  for (const client of [...clients.values(), observer]) client.disconnect()
  return done
}

const raw = ([name, ...args]: readonly Bytes[]): [string, Buffer[]] => [
  name ?? '',
  args.map(arg => Buffer.from(toRaw(arg))),
]

/** What we and the libraries say beside the commands of a session; transactions, which redis-py sends as one; and
 * subscriptions, after which redis-cli takes no other command. */
const BESIDE =
  /^(?:info|echo|client|command|ping|select|quit|auth|hello|multi|exec|discard|watch|unwatch|p?(?:un)?subscribe)$/i

/** Hears every command from now on. `end` resolves to them in words that do not depend on order and case. */
export async function listen(engine: Engine): Promise<{ end(): Promise<string[]> }> {
  const redis = new Redis(urlOf(engine))
  // Ready first: ioredis cannot read the line of its own greeting where it comes right behind the answer to MONITOR.
  await redis.ping()
  const monitor = await redis.monitor()
  const heard: string[] = []
  monitor.on('monitor', (_time: string, args: string[], source: string) => {
    if (source !== 'lua' && !BESIDE.test(args[0] ?? '')) heard.push(plain(args))
  })
  return {
    async end() {
      const last = `end of ${heard.length}`
      const ended = new Promise<void>(resolve =>
        monitor.on('monitor', (_time: string, args: string[]) => {
          if (args[1] === last) resolve()
        }),
      )
      await redis.echo(last)
      await ended
      monitor.disconnect()
      redis.disconnect()
      return heard.toSorted()
    },
  }
}

/** Today's form of what was sent, its words sorted; what libraries add without changing the meaning is taken off. */
function plain(args: string[]): string {
  const [name = '', ...others] = current(args as Bytes[]).map(String)
  const words = others.filter(word => word !== '=').map(word => word.toUpperCase())
  switch (name.toUpperCase()) {
    case 'INCR':
    case 'DECR':
      return [`${name.toUpperCase()}BY`, ...words, '1'].toSorted().join(' ')
    case 'SINTERCARD':
    case 'ZINTERCARD':
      return [name.toUpperCase(), ...words, ...(words.includes('LIMIT') ? [] : ['LIMIT', '0'])].toSorted().join(' ')
  }
  return [name.toUpperCase(), ...words].toSorted().join(' ')
}
