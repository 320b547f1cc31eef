/** The tag system of the sets chapter, both forms, on a real Redis: what each finds, and where the notebook's halves part. */
import type { Answer, Redis as Port } from '@rdd/shared/applications/application'
import * as safe from '@rdd/shared/applications/tag-system'
import { application } from '@rdd/shared/applications/tag-system.app'
import * as notebook from '@rdd/shared/applications/tag-system.notebook'
import { Redis } from 'ioredis'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { startRedis } from './redis.ts'

const engine = await startRedis()
const { host, port, username, password } = engine.address
const admin = new Redis({ host, port, ...(username && { username }), ...(password && { password }) })
afterAll(() => admin.disconnect())
beforeEach(() => admin.flushall())

function answerOf(value: unknown): Answer {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (Array.isArray(value)) return value.map(answerOf)
  throw new Error(`Redis gave a ${typeof value}.`)
}
const redis: Port = async (name, ...args) => answerOf(await admin.call(String(name), ...args))
const sorted = (answer: Answer) => (Array.isArray(answer) ? [...answer].sort() : answer)

/** A program that dies after so many commands. */
function dying(after: number): Port {
  let left = after
  return async (...args) => {
    if (left === 0) throw new Error('the program died')
    left -= 1
    return redis(...args)
  }
}

/** Pairs of an item and a tag of which only one side knows. */
async function disagreeing(): Promise<number> {
  const pairs = new Map<string, number>()
  for (const key of await admin.keys('sets:*')) {
    const [, side, name] = key.split(':')
    for (const member of await admin.smembers(key)) {
      const pair = side === 'item' ? `${name} ${member}` : `${member} ${name}`
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
    }
  }
  return [...pairs.values()].filter(sides => sides !== 2).length
}

describe.each([
  ['safe', safe],
  ['notebook', notebook],
] as const)('the %s form', (_, form) => {
  test('finds items by one tag, by all and by any', async () => {
    await form.addTags(redis, '1', 'redis', 'cache')
    await form.addTags(redis, '2', 'redis', 'queue')
    await form.addTags(redis, '3', 'queue')
    expect(sorted(await form.getTags(redis, '1'))).toEqual(['cache', 'redis'])
    expect(sorted(await form.getItemsByTag(redis, 'redis'))).toEqual(['1', '2'])
    expect(sorted(await form.getItemsByAllTags(redis, 'redis', 'queue'))).toEqual(['2'])
    expect(sorted(await form.getItemsByAnyTag(redis, 'cache', 'queue'))).toEqual(['1', '2', '3'])
    expect(await form.getItemsByAllTags(redis, 'redis', 'unknown')).toEqual([])
    expect(await disagreeing()).toBe(0)
  })
})

describe('a program that dies while it tags', () => {
  test('leaves the notebook’s halves apart', async () => {
    await expect(notebook.addTags(dying(2), '1', 'redis', 'cache', 'queue')).rejects.toThrow('the program died')
    expect(await disagreeing()).toBe(2)
    expect(sorted(await notebook.getTags(redis, '1'))).toEqual(['cache', 'queue', 'redis'])
    expect(await notebook.getItemsByTag(redis, 'queue')).toEqual([])
  })

  test('has done all or nothing of the safe form', async () => {
    await expect(safe.addTags(dying(0), '1', 'redis', 'cache')).rejects.toThrow('the program died')
    expect(await admin.dbsize()).toBe(0)
    await safe.addTags(dying(1), '1', 'redis', 'cache', 'queue')
    expect(await disagreeing()).toBe(0)
    expect(await safe.getItemsByTag(redis, 'queue')).toEqual(['1'])
  })
})

test('a tag is taken away on both sides, and the last one leaves no key behind', async () => {
  expect(await safe.addTags(redis, '1', 'redis', 'cache')).toBe(2)
  expect(await safe.addTags(redis, '1', 'redis', 'queue')).toBe(1)
  expect(await safe.removeTags(redis, '1', 'redis', 'unknown')).toBe(1)
  expect(await safe.getItemsByTag(redis, 'redis')).toEqual([])
  expect(await disagreeing()).toBe(0)
  expect(await safe.removeTags(redis, '1', 'cache', 'queue')).toBe(2)
  expect(await admin.dbsize()).toBe(0)
})

test('without a tag the notebook’s form fails, and the safe one has nothing to do', async () => {
  await expect(notebook.addTags(redis, '1')).rejects.toThrow(/wrong number of arguments/)
  await expect(notebook.getItemsByAllTags(redis)).rejects.toThrow(/wrong number of arguments/)
  expect(await safe.addTags(redis, '1')).toBe(0)
  expect(await safe.getItemsByAllTags(redis)).toEqual([])
  expect(await safe.getItemsByAnyTag(redis)).toEqual([])
})

test.each(['safe', 'notebook'] as const)(
  'the controls of the %s form do what they say, with keys of the lesson',
  async form => {
    const answers = []
    for (const { name, fields, run } of application.operations) {
      if (name === 'removeTags') continue
      const given = Object.fromEntries(fields.map(field => [field.name, field.value]))
      answers.push([name, sorted(answerOf(await run[form]?.(redis, given)))])
      for (const key of await admin.keys('*')) expect(key.startsWith(application.prefix)).toBe(true)
    }
    expect(Object.fromEntries(answers)).toEqual({
      addTags: 2,
      getTags: ['cache', 'redis'],
      getItemsByTag: ['article:1'],
      getItemsByAllTags: ['article:1'],
      getItemsByAnyTag: ['article:1'],
    })
  },
)

test('the control that takes tags away is only on the safe form', async () => {
  const control = application.operations.find(({ name }) => name === 'removeTags')
  const given = { item: 'article:1', tags: 'redis cache' }
  await safe.addTags(redis, 'article:1', 'redis', 'cache')
  expect(control?.run.notebook).toBeUndefined()
  expect(await control?.run.safe?.(redis, given)).toBe(2)
})
