/** The user repository of the hashes chapter, both forms, on a real Redis: who is registered, and by how many. */
import type { Answer, Redis as Port } from '@rdd/shared/applications/application'
import * as safe from '@rdd/shared/applications/user-repository'
import * as notebook from '@rdd/shared/applications/user-repository.notebook'
import { Redis } from 'ioredis'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { startRedis } from './redis.ts'

const engine = await startRedis()
const admin = new Redis(engine.url ?? '', { protocol: 2 })
afterAll(() => admin.disconnect())
beforeEach(() => admin.flushall())

function answerOf(value: unknown): Answer {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (Array.isArray(value)) return value.map(answerOf)
  throw new Error(`Redis gave a ${typeof value}.`)
}
const redis: Port = async (name, ...args) => answerOf(await admin.call(String(name), ...args))

describe.each([
  ['safe', safe],
  ['notebook', notebook],
] as const)('the %s form', (_, form) => {
  test('registers once, reads, updates who is there, and removes', async () => {
    expect(await form.create(redis, '1', { name: 'Ada', email: 'ada@example.com' })).toBe(true)
    expect(await form.create(redis, '1', { name: 'Bob' })).toBe(false)
    expect(await form.get(redis, '1')).toEqual({ name: 'Ada', email: 'ada@example.com' })
    expect(await form.update(redis, '1', { name: 'Ada L.' })).toBe(true)
    expect(await form.update(redis, '2', { name: 'nobody' })).toBe(false)
    expect(await admin.exists('hashes:user:2')).toBe(0)
    expect(await admin.hget('hashes:user:1', 'name')).toBe('Ada L.')
    expect(await form.remove(redis, '1')).toBe(true)
    expect(await form.remove(redis, '1')).toBe(false)
    expect(await form.get(redis, '1')).toBeNull()
  })
})

/** Eight clients register the same id; each takes its next step only when all have taken theirs. */
async function racing(create: typeof safe.create): Promise<number> {
  const clients = 8
  let waiting: (() => void)[] = []
  let left = clients
  const go = () => {
    if (waiting.length < left) return
    const all = waiting
    waiting = []
    for (const next of all) next()
  }
  const inStep: Port = async (...args) => {
    await new Promise<void>(next => {
      waiting.push(next)
      go()
    })
    return redis(...args)
  }
  const told = await Promise.all(
    Array.from({ length: clients }, (_, i) =>
      create(inStep, '7', { name: `client ${i}` }).finally(() => {
        left -= 1
        go()
      }),
    ),
  )
  return told.filter(Boolean).length
}

test('of eight clients that register at once the notebook tells all that they did, the safe form one', async () => {
  expect(await racing(notebook.create)).toBe(8)
  await admin.flushall()
  expect(await racing(safe.create)).toBe(1)
})
