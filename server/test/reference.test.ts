/** The cheatsheet and the guide: each line runs as it stands, and is there in every language. */
import { toRaw } from '@rdd/shared/bytes'
import { commandIn } from '@rdd/shared/commands/export/command'
import { LANGUAGES } from '@rdd/shared/commands/export/languages'
import { parseLine } from '@rdd/shared/commands/parse'
import { cheatsheet, PREFIX } from '@rdd/shared/reference/cheatsheet'
import { guide } from '@rdd/shared/reference/guide'
import { Redis } from 'ioredis'
import { afterAll, expect, test } from 'vitest'
import { Session } from '../src/redis/session.ts'
import { startRedis } from './redis.ts'

const engine = await startRedis()
const session = await Session.connect({
  address: engine.address,
  name: 'reference',
  onPush() {},
  onState() {},
  onClose() {},
})
const admin = new Redis(engine.url ?? '')
afterAll(() => {
  session.close()
  admin.disconnect()
})

const argvOf = (line: string) => {
  const parsed = parseLine(line)
  if ('error' in parsed) throw new Error(`${line}: ${parsed.error}`)
  return parsed.argv
}

test('every line of the cheatsheet runs without an error, in its order, on keys of its own', async () => {
  for (const { line } of cheatsheet.flatMap(({ entries }) => entries)) {
    const { reply } = await session.run(argvOf(line).map(toRaw))
    expect({ line, error: reply.t === 'error' ? reply.v : undefined }).toEqual({ line, error: undefined })
  }
  expect((await admin.keys('*')).filter(key => !key.startsWith(PREFIX))).toEqual([])
})

test('every line of the guide runs without an error, on keys of its own', async () => {
  await admin.flushall()
  for (const { line } of guide) {
    const { reply } = await session.run(argvOf(line).map(toRaw))
    expect({ line, error: reply.t === 'error' ? reply.v : undefined }).toEqual({ line, error: undefined })
  }
  expect((await admin.keys('*')).filter(key => !key.startsWith('guide:'))).toEqual([])
})

test.each([...cheatsheet.flatMap(({ entries }) => entries), ...guide].map(({ line }) => line))(
  '%s is there in every language',
  line => {
    for (const language of LANGUAGES) expect(commandIn(language, argvOf(line))).not.toBe('')
    expect(commandIn('redis-cli', argvOf(line)).toUpperCase()).toContain(line.split(' ')[0])
  },
)
