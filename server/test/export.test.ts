/**
 * Exported scripts, run by bash, Node and Python, against the same steps sent as they are: each on a fresh Redis, and all
 * keyspaces end the same.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bytes } from '@rdd/shared/bytes'
import { LANGUAGES } from '@rdd/shared/commands/export/languages'
import type { Step } from '@rdd/shared/commands/export/plan'
import { readCommand, tables } from '@rdd/shared/commands/export/read'
import { scriptIn } from '@rdd/shared/commands/export/script'
import { describe, expect, test } from 'vitest'
import { keyspaceOf } from './export/keyspace.ts'
import { folder, listen, runScript, runSteps } from './export/run.ts'
import { broad, hostile, read } from './export/session.ts'
import { randomCommands, seeded } from './random-commands.ts'
import { startRedis } from './redis.ts'

const line = (client: string, ...argv: Step['argv']): Step => ({ client, argv })

const values = hostile.flatMap((value, i) => [
  line('a', bytes('SET'), bytes(`string:${i}`), value),
  line('b', bytes('RPUSH'), value, value, bytes('x')),
  line('a', bytes('HSET'), bytes(`hash:${i}`), value, value, bytes('f'), value),
  line('b', bytes('SADD'), bytes('set'), value),
  line('a', bytes('ZADD'), bytes('zset'), bytes('1.5'), value),
  line('b', bytes('XADD'), bytes('stream'), bytes(`${i + 1}-1`), value, value),
  line('a', bytes('BITFIELD'), value, bytes('GET'), bytes('u8'), bytes('0')),
  line('b', bytes('MSET'), bytes(`m:${i}`), value, bytes('m'), value),
])

/** What chance alone decides is not to compare; what ends while a script runs is not either. */
function randomSteps(seed: number, count: number): Step[] {
  const random = seeded(seed)
  const next = randomCommands(random)
  const lasting: Record<string, (argv: string[]) => string[]> = {
    SET: argv => (argv[3] === 'PX' ? [...argv.slice(0, 4), '5000000'] : argv),
    EXPIRE: argv => (argv[2] === '0' ? argv : [...argv.slice(0, 2), '5000']),
    PEXPIRE: argv => [...argv.slice(0, 2), '5000000'],
  }
  return Array.from({ length: count }, next)
    .filter(([name]) => name !== 'SPOP')
    .map(argv => ({
      client: random() < 0.5 ? 'a' : 'b',
      argv: (lasting[argv[0] ?? '']?.(argv) ?? argv).map(bytes),
    }))
}

/** What runs of a step that may have been refused: Redis closes a transaction that it refuses to execute. */
function accepted(step: Step): Step[] {
  if (step.skipped === undefined) return [step]
  return step.skipped.startsWith('EXECABORT') ? [{ ...step, argv: [bytes('DISCARD')] }] : []
}

async function compare(name: string, steps: readonly Step[]) {
  const done = await runSteps(steps, await startRedis())
  const engine = await startRedis()
  const direct = await listen(engine)
  await runSteps(done.flatMap(accepted), engine)
  const told = await direct.end()
  const expected = await keyspaceOf(engine)
  for (const language of LANGUAGES) {
    const fresh = await startRedis()
    const ear = await listen(fresh)
    await runScript(language, done, fresh, name)
    expect({ language, told: await ear.end() }).toEqual({ language, told })
    expect({ language, keys: await keyspaceOf(fresh) }).toEqual({ language, keys: expected })
    await fresh.stop()
  }
  return done
}

describe('the exported scripts leave the same keyspace as the session', () => {
  test('every type and every form of the tables, with waits, transactions and refusals', async () => {
    const steps = read(broad)
    const taken = new Set(steps.map(({ argv }) => readCommand(argv).known?.form))
    expect(
      [...tables].flatMap(([name, rows]) => rows.filter(row => !taken.has(row)).map(row => [name, row.form])),
    ).toEqual([])
    const done = await compare('broad', steps)
    const refused = done.flatMap(({ skipped }, i) => (skipped === undefined ? [] : [{ why: skipped, step: steps[i] }]))
    expect(refused.filter(({ step }) => !step?.refused && !step?.recent)).toEqual([])
    expect(refused.filter(({ step }) => step?.refused).length).toBe(steps.filter(step => step.refused).length)
  }, 120_000)

  test('values that are hard to write down', () => compare('hostile', values), 120_000)

  test('more than a pipe holds, both ways', () => {
    const long = bytes('x'.repeat(40_000))
    const both = ['a', 'b'].flatMap(client =>
      ['APPEND', 'GETSET', 'APPEND'].flatMap(name =>
        Array.from({ length: 6 }, (_, i) => line(client, bytes(name), bytes(`${client}:${i}`), long)),
      ),
    )
    return compare('long', both)
  }, 60_000)

  test(
    'one client alone, with a wait that ends by itself',
    () =>
      compare('alone', [
        ...read('one: SET k v\none&: BLPOP nothing 0.2\none: MULTI\none: INCR n\none: INCR n\none: EXEC'),
      ]),
    60_000,
  )

  const seed = Number(process.env.SEED ?? 20_261_125)
  test(`random commands (SEED=${seed})`, () => compare('random-session', randomSteps(seed, 1500)), 400_000)
})

test('an exported module is correct TypeScript', () => {
  writeFileSync(join(folder, 'typed.mts'), scriptIn('ioredis', { title: 'typed', steps: [...read(broad), ...values] }))
  const tsc = fileURLToPath(new URL('../../node_modules/.bin/tsc', import.meta.url))
  const options = [
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--types',
    'node',
  ]
  execFileSync(tsc, [...options, join(folder, 'typed.mts')], { encoding: 'utf8' })
}, 60_000)
