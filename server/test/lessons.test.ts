/** Every step of every lesson, run in order on a real Redis: it says what will come back, and that is what comes back. */
import { isExpected, isRight, type Step, stepsOf } from '@rdd/shared/lesson'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { adminOf, blocked, Clients, lessons } from './lessons.ts'
import { startRedis } from './redis.ts'

/** ms for which whoever explains a lesson may talk before going on. */
const PATIENCE = 590_000

/** Whether a word of a line is this key, or a pattern that finds it. */
const matches = (word: string, key: string): boolean =>
  word === key || (word.endsWith('*') && key.startsWith(word.slice(0, word.indexOf('*'))))

const engine = await startRedis()
const admin = adminOf(engine)
afterAll(() => admin.disconnect())

beforeEach(() => admin.flushall())

describe.each(lessons)('%s', (name, lesson) => {
  const steps = stepsOf(lesson)

  test('belongs to the chapter its file is named after', () => expect(lesson.chapter).toBe(name))

  test('writes only keys with its prefix, so that Reset takes all of them', async () => {
    const clients = new Clients(engine)
    for (const step of steps) {
      if (step.waits) {
        void clients.run(step.client ?? 'first', step.line).catch(() => {})
        await blocked(admin, step.client ?? 'first')
      } else await clients.run(step.client ?? 'first', step.line)
    }
    await clients.close()
    expect((await admin.keys('*')).filter(key => !key.startsWith(lesson.prefix))).toEqual([])
  })

  test('bears to be explained: what expires soon is not asked for again', async () => {
    const clients = new Clients(engine)
    for (const [i, step] of steps.entries()) {
      if (step.waits) continue
      await clients.run(step.client ?? 'first', step.line)
      const later = steps.slice(i + 1).flatMap(({ line, predict }) => [line, predict?.by?.line ?? ''])
      const asked = later.flatMap(line => line.split(' '))
      for (const key of await admin.keys('*')) {
        const left = await admin.pttl(key)
        if (left > 0 && left < PATIENCE)
          expect(
            asked.filter(word => matches(word, key)),
            `${key}, after step ${i + 1}`,
          ).toEqual([])
      }
    }
    await clients.close()
  })

  test('every step gets the reply it names, and every question has the answer the server gives', async () => {
    const clients = new Clients(engine)
    const waiting: { step: Step; printed: Promise<string> }[] = []
    for (const [i, step] of steps.entries()) {
      const client = step.client ?? 'first'
      const at = `step ${i + 1}, ${step.line}`
      if (step.waits) {
        waiting.push({ step, printed: clients.run(client, step.line) })
        await blocked(admin, client)
        continue
      }
      const printed = await clients.run(client, step.line)
      expect(isExpected(step.reply, printed), `${at} printed ${JSON.stringify(printed)}`).toBe(true)
      if (step.predict === undefined) continue
      const { by } = step.predict
      const truth = by === undefined ? printed : await clients.run(client, by.line)
      if (by !== undefined) expect(isExpected(by.reply, truth), `${at}: ${by.line} printed ${truth}`).toBe(true)
      const { choices } = step.predict
      if (choices === undefined) expect(isRight(step.predict, truth, truth), at).toBe(true)
      else {
        const right = choices.filter(({ text }) => step.predict && isRight(step.predict, text, truth))
        expect(right.length, `${at}: the answers that fit ${JSON.stringify(truth)}`).toBe(1)
      }
    }
    for (const { step, printed } of waiting)
      expect(isExpected(step.reply, await printed), `${step.line} printed ${JSON.stringify(await printed)}`).toBe(true)
    await clients.close()
  })

  test('asks at least three questions before its steps', () => {
    const asked = steps.filter(({ predict }) => predict !== undefined).length
    expect(asked).toBeGreaterThanOrEqual(3)
  })
})
