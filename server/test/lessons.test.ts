/** Every step of every lesson, run in order on a real Redis: it says what will come back, and that is what comes back. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { toRaw } from '@rdd/shared/bytes'
import { formatReply, printsRaw } from '@rdd/shared/commands/format'
import { parseLine } from '@rdd/shared/commands/parse'
import { isExpected, isRight, type Lesson, type Step, stepsOf } from '@rdd/shared/lessons/lesson'
import { Redis } from 'ioredis'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { Session } from '../src/redis/session.ts'
import { startRedis } from './redis.ts'

const folder = fileURLToPath(new URL('../../shared/src/lessons/', import.meta.url))
const files = readdirSync(folder).filter(name => name !== 'lesson.ts' && !name.endsWith('.test.ts'))
const lessons = await Promise.all(
  files.map(async (name): Promise<[string, Lesson]> => {
    const { lesson }: { lesson: Lesson } = await import(`${folder}${name}`)
    return [name.replace('.ts', ''), lesson]
  }),
)
const engine = await startRedis()
const { host, port, username, password } = engine.address
const admin = new Redis({ host, port, ...(username && { username }), ...(password && { password }) })
afterAll(() => admin.disconnect())

/** A redis-cli for each client of a lesson, as the page has one. */
class Clients {
  readonly #sessions = new Map<string, Promise<Session>>()
  session(name: string): Promise<Session> {
    const known = this.#sessions.get(name)
    if (known) return known
    const made = Session.connect({ address: engine.address, name, onPush() {}, onState() {}, onClose() {} })
    this.#sessions.set(name, made)
    return made
  }
  async run(name: string, line: string): Promise<string> {
    const parsed = parseLine(line)
    if ('error' in parsed) throw new Error(`${line}: ${parsed.error}`)
    const { reply } = await (await this.session(name)).run(parsed.argv.map(toRaw))
    return formatReply(reply, printsRaw(parsed.argv))
  }
  async close(): Promise<void> {
    for (const session of this.#sessions.values()) (await session).close()
  }
}

/** Until the client is blocked: what a later step does must find it waiting. */
async function blocked(name: string): Promise<void> {
  for (;;) {
    const clients = String(await admin.client('LIST'))
    if (clients.split('\n').some(line => line.includes(` name=${name} `) && / flags=[A-Za-z]*b/.test(line))) return
  }
}

beforeEach(() => admin.flushall())

describe.each(lessons)('%s', (name, lesson) => {
  const steps = stepsOf(lesson)

  test('belongs to the chapter its file is named after', () => expect(lesson.chapter).toBe(name))

  test('writes only keys with its prefix, so that Reset takes all of them', async () => {
    const clients = new Clients()
    for (const step of steps) {
      if (step.waits) {
        void clients.run(step.client ?? 'first', step.line).catch(() => {})
        await blocked(step.client ?? 'first')
      } else await clients.run(step.client ?? 'first', step.line)
    }
    await clients.close()
    expect((await admin.keys('*')).filter(key => !key.startsWith(lesson.prefix))).toEqual([])
  })

  test('every step gets the reply it names, and every question has the answer the server gives', async () => {
    const clients = new Clients()
    const waiting: { step: Step; printed: Promise<string> }[] = []
    for (const [i, step] of steps.entries()) {
      const client = step.client ?? 'first'
      const at = `step ${i + 1}, ${step.line}`
      if (step.waits) {
        waiting.push({ step, printed: clients.run(client, step.line) })
        await blocked(client)
        continue
      }
      const printed = await clients.run(client, step.line)
      expect(isExpected(step.reply, printed), `${at} printed ${JSON.stringify(printed)}`).toBe(true)
      if (step.predict === undefined) continue
      const truth = step.predict.by === undefined ? printed : await clients.run(client, step.predict.by)
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
