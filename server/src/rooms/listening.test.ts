/** Who listens to which channel, as the log tells it. */
import { bytes } from '@rdd/shared/bytes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Page } from '../../test/page.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp({}, afterAll)
})

/** What each listens to, by name, where the log ends. */
const listeners = (page: Page): Record<string, string> =>
  Object.fromEntries(
    (page.timeline?.state.listening() ?? []).map(({ client, to }) => [
      client.name,
      to.map(([by, name]) => `${by} ${name}`).join(', '),
    ]),
  )
const hears = (page: Page, expected: Record<string, string>) =>
  page.until(() => JSON.stringify(listeners(page)) === JSON.stringify(expected))

async function reading(): Promise<{ page: Page; reader: string; name: string }> {
  const page = await app.page()
  const reader = await page.addClient()
  const name = page.clients.find(({ id }) => id === reader)?.name ?? ''
  return { page, reader, name }
}

describe('a client of the room (F22)', () => {
  test('its command says all that it listens to', async () => {
    const { page, reader, name } = await reading()
    const { fact } = await page.ranBy(reader, 'SUBSCRIBE', 'a', 'b')
    expect(fact.listening).toEqual([
      ['channel', 'a'],
      ['channel', 'b'],
    ])
    expect((await page.ranBy(reader, 'PSUBSCRIBE', 'n*')).fact.listening).toContainEqual(['pattern', 'n*'])
    expect((await page.ranBy(reader, 'SSUBSCRIBE', 's')).fact.listening).toContainEqual(['shard', 's'])
    expect((await page.ranBy(reader, 'SUBSCRIBE', 'a')).fact).not.toHaveProperty('listening')
    expect((await page.ranBy(reader, 'UNSUBSCRIBE', 'a')).fact.listening).not.toContainEqual(['channel', 'a'])
    expect(listeners(page)).toEqual({ [name]: 'channel b, pattern n*, shard s' })
    expect((await page.ranBy(reader, 'RESET')).fact.listening).toEqual([])
    expect(listeners(page)).toEqual({})
    page.leave()
  })

  test('a subscription from inside a transaction is told too', async () => {
    const { page, reader, name } = await reading()
    for (const line of ['HELLO 3', 'MULTI', 'SUBSCRIBE a', 'PUBLISH a x', 'EXEC'])
      await page.runBy(reader, ...line.split(' '))
    await hears(page, { [name]: 'channel a' })
    await page.must('closeClient', { client: reader })
    page.leave()
  })

  test('who cancels, closes or loses the connection listens no more, and nobody had to run a command for it', async () => {
    const { page, reader, name } = await reading()
    for (const end of ['cancel', 'kill', 'close'] as const) {
      const id = (await page.ranBy(reader, 'CLIENT', 'ID')).entry.reply
      await page.runBy(reader, 'SUBSCRIBE', 'a')
      await hears(page, { [name]: 'channel a' })
      if (end === 'cancel') await page.must('cancel', { client: reader })
      else if (end === 'kill') await page.run('CLIENT', 'KILL', 'ID', id.t === 'int' ? id.v : '')
      else await page.must('closeClient', { client: reader })
      await hears(page, {})
      expect(
        page.facts.findLast(({ kind }) => kind === 'listening'),
        end,
      ).toMatchObject({
        client: { id: reader },
        listening: [],
        how: end === 'cancel' ? 'cancelled' : 'closed',
      })
      if (end === 'kill') await page.clientState(reader, 'idle')
    }
    page.leave()
  })

  test('a page that joins later is told who listens, and one that steps back sees it undone', async () => {
    const { page, reader, name } = await reading()
    await page.runBy(reader, 'SUBSCRIBE', 'a')
    const late = await app.page()
    expect(listeners(late)).toEqual({ [name]: 'channel a' })
    late.leave()
    const before = page.seq - 1
    page.timeline?.seek(before)
    expect(listeners(page)).toEqual({})
    page.timeline?.seek(before + 1)
    expect(listeners(page)).toEqual({ [name]: 'channel a' })
    await page.must('closeClient', { client: reader })
    page.leave()
  })
})

test('another program is known by its lines, and missed when it is gone (F23)', async () => {
  const page = await app.page()
  const program = app.program()
  await program.client('SETNAME', 'other-program')
  await program.subscribe('a', 'b')
  await program.psubscribe('n*')
  const [name] = await page.until(() => {
    const [first] = Object.entries(listeners(page))
    return first?.[1] === 'channel a, channel b, pattern n*' ? first : undefined
  })
  await program.unsubscribe('a')
  await hears(page, { [name]: 'channel b, pattern n*' })
  expect(page.timeline?.state.listenedBy({ name })).toContainEqual(['channel', bytes('b')])
  program.disconnect()
  await hears(page, {})
  expect(page.facts.findLast(({ kind }) => kind === 'listening')).toMatchObject({ client: { name }, how: 'closed' })
  page.leave()
})
