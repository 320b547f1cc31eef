/** The queue of the lists chapter, both forms, on a real Redis: what each promises, and what the notebook's loses. */
import type { Answer, Redis as Port } from '@rdd/shared/applications/application'
import * as safe from '@rdd/shared/applications/queue'
import { application } from '@rdd/shared/applications/queue.app'
import * as notebook from '@rdd/shared/applications/queue.notebook'
import { Redis } from 'ioredis'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { startRedis } from './redis.ts'

const engine = await startRedis()
const { host, port, username, password } = engine.address
const connect = () =>
  new Redis({ host, port, ...(username && { username }), ...(password && { password }), retryStrategy: () => null })

function answerOf(value: unknown): Answer {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (Array.isArray(value)) return value.map(answerOf)
  throw new Error(`Redis gave a ${typeof value}.`)
}
const portOf =
  (redis: Redis): Port =>
  async (name, ...args) =>
    answerOf(await redis.call(String(name), ...args))

const admin = connect()
const producer = portOf(admin)
afterAll(() => admin.disconnect())
beforeEach(() => admin.flushall())

/** Until as many clients are blocked: what is pushed then must find them waiting. */
async function blocked(count: number): Promise<void> {
  for (;;) if ((await admin.info('clients')).includes(`blocked_clients:${count}\r`)) return
}

/** A worker: a connection of its own, which dies with it. */
const workers: Redis[] = []
function worker(): Port & { die(): void } {
  const connection = connect()
  workers.push(connection)
  return Object.assign(portOf(connection), { die: () => connection.disconnect() })
}
afterAll(() => {
  for (const one of workers) one.disconnect()
})

describe.each([
  ['safe', (redis: Port, timeout?: number) => safe.dequeue(redis, 'q', 'w', timeout), safe],
  ['notebook', (redis: Port, timeout?: number) => notebook.dequeue(redis, 'q', timeout), notebook],
] as const)('the %s form', (_, dequeue, form) => {
  test('gives items back in the order they came, and null when there is none', async () => {
    expect(await form.enqueue(producer, 'q', 'a', 'b', 'c')).toBe(3)
    expect(await form.peek(producer, 'q')).toBe('a')
    expect(await form.size(producer, 'q')).toBe(3)
    expect([await dequeue(producer), await dequeue(producer), await dequeue(producer)]).toEqual(['a', 'b', 'c'])
    expect(await dequeue(producer)).toBeNull()
    expect(await form.peek(producer, 'q')).toBeNull()
  })

  test('clears what waits', async () => {
    await form.enqueue(producer, 'q', 'a', 'b')
    expect(await form.clear(producer, 'q')).toBe(1)
    expect(await form.size(producer, 'q')).toBe(0)
  })

  test('serves waiting workers in the order they came', async () => {
    const [first, second] = [worker(), worker()]
    const one = dequeue(first, 10)
    await blocked(1)
    const two = dequeue(second, 10)
    await blocked(2)
    await form.enqueue(producer, 'q', 'a', 'b')
    expect([await one, await two]).toEqual(['a', 'b'])
  })

  test('answers null when nothing comes in time', async () => {
    expect(await dequeue(producer, 0.02)).toBeNull()
  })
})

/** Items that are neither done, nor waiting, nor in anybody's hands. */
async function lost(enqueued: readonly string[], done: readonly string[]): Promise<number> {
  const kept = new Set(done)
  for (const key of await admin.keys('lists:queue:*')) for (const item of await admin.lrange(key, 0, -1)) kept.add(item)
  return enqueued.filter(item => !kept.has(item)).length
}

describe('a worker dies after it took an item', () => {
  const items = ['mail:1', 'mail:2']

  test('and the notebook’s form has lost it', async () => {
    const [dies, lives] = [worker(), worker()]
    const done: string[] = []
    await notebook.enqueue(producer, 'q', ...items)
    expect(await notebook.dequeue(dies, 'q')).toBe('mail:1')
    dies.die()
    done.push(String(await notebook.dequeue(lives, 'q')))
    expect(await notebook.dequeue(lives, 'q')).toBeNull()
    expect(await lost(items, done)).toBe(1)
  })

  test('and the safe form has it done by another', async () => {
    const [dies, lives] = [worker(), worker()]
    const done: string[] = []
    await safe.enqueue(producer, 'q', ...items)
    expect(await safe.dequeue(dies, 'q', 'dies')).toBe('mail:1')
    dies.die()
    expect(await lost(items, done)).toBe(0)
    expect(await safe.requeue(lives, 'q', 'dies')).toBe(1)
    for (
      let item = await safe.dequeue(lives, 'q', 'lives');
      item !== null;
      item = await safe.dequeue(lives, 'q', 'lives')
    ) {
      done.push(String(item))
      expect(await safe.acknowledge(lives, 'q', 'lives', String(item))).toBe(1)
    }
    expect(done).toEqual(items)
    expect(await lost(items, done)).toBe(0)
    expect(await admin.keys('*')).toEqual([])
  })
})

test('a time-out of 0 is no wait for the notebook, and a wait for ever for Redis', async () => {
  expect(await notebook.dequeue(producer, 'q', 0)).toBeNull()
  const waits = safe.dequeue(worker(), 'q', 'w', 0)
  await blocked(1)
  await safe.enqueue(producer, 'q', 'at last')
  expect(await waits).toBe('at last')
})

test('several items left by a dead worker come back in their order', async () => {
  await safe.enqueue(producer, 'q', 'a', 'b', 'c')
  await safe.dequeue(producer, 'q', 'dead')
  await safe.dequeue(producer, 'q', 'dead')
  expect(await safe.requeue(producer, 'q', 'dead')).toBe(2)
  expect(await admin.lrange('lists:queue:q', 0, -1)).toEqual(['a', 'b', 'c'])
})

test.each(['safe', 'notebook'] as const)(
  'the controls of the %s form do what they say, with keys of the lesson',
  async form => {
    const answers = []
    for (const { name, fields, run } of application.operations) {
      const given = Object.fromEntries(fields.map(field => [field.name, field.value]))
      if (run[form]) answers.push([name, await run[form](producer, given)])
      for (const key of await admin.keys('*')) expect(key.startsWith(application.prefix)).toBe(true)
    }
    expect(Object.fromEntries(answers)).toMatchObject({
      enqueue: 2,
      dequeue: 'resize:1',
      peek: 'resize:2',
      size: 1,
      clear: 1,
    })
  },
)
