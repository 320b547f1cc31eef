/**
 * The script of every lesson, as its Export makes it: run by bash, Node and Python at once, each against a Redis of its
 * own, and the keyspaces end as that of the lesson run step by step.
 *
 * What chance decides cannot be compared, and no key of a lesson keeps it: a set that SPOP draws from is drawn empty, and
 * SRANDMEMBER only looks. Ids that Redis makes from its clock are compared as `*` (keyspace.ts).
 */
import { LANGUAGES } from '@rdd/shared/commands/export/languages'
import { stepsOf } from '@rdd/shared/lesson'
import { sessionOf } from '@rdd/shared/lesson-session'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { keyspaceOf } from './export/keyspace.ts'
import { runScript } from './export/run.ts'
import { adminOf, blocked, Clients, lessons } from './lessons.ts'
import { startRedis } from './redis.ts'

const engine = await startRedis()
const scripted = await Promise.all(LANGUAGES.map(async language => ({ language, engine: await startRedis() })))
const admin = adminOf(engine)
const admins = [admin, ...scripted.map(({ engine }) => adminOf(engine))]
afterAll(() => {
  for (const one of admins) one.disconnect()
})
beforeEach(() => Promise.all(admins.map(one => one.flushall())))

describe.each(lessons)('%s', (name, lesson) => {
  test('its script leaves what its steps leave, in every language', async () => {
    const clients = new Clients(engine)
    for (const { client = 'you', line, waits } of stepsOf(lesson)) {
      const answer = clients.run(client, line)
      if (waits) await blocked(admin, client)
      else await answer
    }
    await clients.close()
    const expected = await keyspaceOf(engine)
    expect(expected).not.toEqual({})
    const { steps } = sessionOf(lesson)
    const found = await Promise.all(
      scripted.map(async ({ language, engine }) => {
        await runScript(language, steps, engine, `lesson-${name}`)
        return { language, keys: await keyspaceOf(engine) }
      }),
    )
    expect(found).toEqual(LANGUAGES.map(language => ({ language, keys: expected })))
  }, 60_000)
})
