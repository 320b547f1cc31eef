/** The leaderboard of the sorted sets chapter, both forms, on a real Redis: who stands where, and whose best is lost. */
import type { Answer, Redis as Port } from '@rdd/shared/applications/application'
import * as safe from '@rdd/shared/applications/leaderboard'
import { application } from '@rdd/shared/applications/leaderboard.app'
import * as notebook from '@rdd/shared/applications/leaderboard.notebook'
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
/** An answer with scores, however the protocol spells pairs. */
const flat = (answer: unknown) => (Array.isArray(answer) ? answer.flat() : answer)
/** The players of an answer with scores. */
const players = (answer: Answer) => [flat(answer)].flat().filter((_, i) => i % 2 === 0)

const six: [player: string, score: number][] = [
  ['alice', 2500],
  ['bob', 2100],
  ['carol', 1800],
  ['dave', 1500],
  ['eve', 1200],
  ['frank', 900],
]

describe.each([
  ['safe', safe],
  ['notebook', notebook],
] as const)('the %s form', (_, form) => {
  beforeEach(async () => {
    for (const [player, score] of six) await form.addScore(redis, 'g', player, score)
  })

  test('says who stands where', async () => {
    expect(await form.getRank(redis, 'g', 'alice')).toBe(1)
    expect(await form.getRank(redis, 'g', 'frank')).toBe(6)
    expect(await form.getRank(redis, 'g', 'nobody')).toBeNull()
    expect(await form.getScore(redis, 'g', 'bob')).toBe('2100')
    expect(await form.getScore(redis, 'g', 'nobody')).toBeNull()
    expect(flat(await form.getTop(redis, 'g', 2))).toEqual(['alice', '2500', 'bob', '2100'])
    expect(await form.totalPlayers(redis, 'g')).toBe(6)
  })

  test('moves a player up by what is added', async () => {
    expect(await form.incrementScore(redis, 'g', 'frank', 1700)).toBe('2600')
    expect(await form.getRank(redis, 'g', 'frank')).toBe(1)
  })

  test('shows as many above a player as below, in the middle of the board', async () => {
    const around = await form.getAroundPlayer(redis, 'g', 'carol', 3)
    expect(players(around)).toEqual(['bob', 'carol', 'dave'])
    expect(await form.getAroundPlayer(redis, 'g', 'nobody', 3)).toEqual([])
  })
})

/** Players whose best score is not the one on the board. */
async function lost(reported: readonly [string, number][]): Promise<number> {
  const best = new Map<string, number>()
  for (const [player, score] of reported) best.set(player, Math.max(score, best.get(player) ?? -Infinity))
  let count = 0
  for (const [player, score] of best)
    if (Number(await admin.zscore('sorted-sets:leaderboard:g', player)) !== score) count += 1
  return count
}

describe('a worse game after the best one', () => {
  const games: [string, number][] = [...six, ['alice', 10], ['bob', 2200], ['carol', 1]]

  test('overwrites the best score of the notebook’s form', async () => {
    for (const [player, score] of games) await notebook.addScore(redis, 'g', player, score)
    expect(await lost(games)).toBe(2)
    expect(await notebook.getRank(redis, 'g', 'alice')).toBe(5)
  })

  test('changes nothing on the safe form’s board', async () => {
    const answers = []
    for (const [player, score] of games) answers.push(await safe.addScore(redis, 'g', player, score))
    expect(answers.slice(-3)).toEqual([0, 1, 0])
    expect(await lost(games)).toBe(0)
    expect(await safe.getRank(redis, 'g', 'alice')).toBe(1)
  })
})

test('around the last player the notebook’s window is short, and the safe one full', async () => {
  for (const [player, score] of six) await safe.addScore(redis, 'g', player, score)
  expect(players(await notebook.getAroundPlayer(redis, 'g', 'frank', 5))).toEqual(['dave', 'eve', 'frank'])
  expect(players(await safe.getAroundPlayer(redis, 'g', 'frank', 5))).toEqual(['bob', 'carol', 'dave', 'eve', 'frank'])
  expect(players(await safe.getAroundPlayer(redis, 'g', 'alice', 5))).toEqual(['alice', 'bob', 'carol', 'dave', 'eve'])
  expect(players(await safe.getAroundPlayer(redis, 'g', 'eve', 100))).toHaveLength(6)
})

test('the best none of them are nobody, and on the notebook’s form everybody', async () => {
  for (const [player, score] of six) await safe.addScore(redis, 'g', player, score)
  expect(await safe.getTop(redis, 'g', 0)).toEqual([])
  expect(await safe.getAroundPlayer(redis, 'g', 'alice', 0)).toEqual([])
  expect(players(await notebook.getTop(redis, 'g', 0))).toHaveLength(6)
})

test.each(['safe', 'notebook'] as const)(
  'the controls of the %s form do what they say, with keys of the lesson',
  async form => {
    const answers = []
    for (const { name, fields, run } of application.operations) {
      const given = Object.fromEntries(fields.map(field => [field.name, field.value]))
      answers.push([name, flat(await run[form]?.(redis, given))])
      for (const key of await admin.keys('*')) expect(key.startsWith(application.prefix)).toBe(true)
    }
    expect(Object.fromEntries(answers)).toEqual({
      addScore: form === 'safe' ? 1 : 2500,
      incrementScore: '2600',
      getRank: 1,
      getScore: '2600',
      getTop: ['player:alice', '2600'],
      getAroundPlayer: ['player:alice', '2600'],
      totalPlayers: 1,
    })
  },
)
