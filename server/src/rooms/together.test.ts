import { Timeline } from '@rdd/shared/timeline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Page } from '../../test/page.ts'
import { picture } from '../../test/picture.ts'
import { randomCommands, seeded } from '../../test/random-commands.ts'

let app: TestApp
let early: Page
let second: Page

/** Everything a room can see in a second: clients, transactions, scripts, waiting, expiry, flushes, another program. */
beforeAll(async () => {
  app = await startApp({}, afterAll)
  early = await app.page()
  second = await app.page()
  const blocked = await second.addClient()
  await early.run('MULTI')
  await early.run('SET', 'a', '1')
  await early.run('ZADD', 'z', '1', 'one', '2', 'two')
  await early.run('EXEC')
  await second.run('EVAL', "redis.call('SET', 'b', 1) return redis.call('SADD', 's', 'x')", '0')
  await second.run('SET', 'brief', 'x', 'PX', '300')
  await early.fact(({ kind }) => kind === 'gone')
  const { entry } = await second.start(blocked, 'BLPOP', 'jobs', '0')
  await early.fact(({ kind }) => kind === 'waiting')
  await early.run('RPUSH', 'jobs', 'x')
  await entry
  await early.run('GET')
  await early.run('SELECT', '2')
  await early.run('SET', 'there', 'x')
  await second.must('reset', {})
  const other = app.program()
  const next = randomCommands(seeded(7))
  for (let round = 0; round < 40; round += 1) {
    const batch = other.pipeline()
    for (let i = 0; i < 40; i += 1) {
      const [name = '', ...args] = next()
      batch.call(name, ...args)
    }
    await batch.exec()
    // each batch by itself, so that its commands are told one by one
    await early.run('PING')
  }
  // one that still waits when others come
  await second.start(blocked, 'BLPOP', 'jobs', '0')
  await early.until(() => early.timeline?.state.waiting().length === 1)
  // from here on nothing happens by itself
  for (const db of ['0', '1', '2']) {
    await early.run('SELECT', db)
    for (let key = 0; key < 24; key += 1) await early.run('PERSIST', `k${key}`)
  }
  const { fact } = await early.ran('SET', 'last', 'x')
  await second.until(() => second.seq >= fact.seq)
}, 30_000)

const timelineOf = ({ timeline }: Page): Timeline => {
  if (timeline === undefined) throw new Error('not joined')
  return timeline
}

test('two pages of a room hear the same facts and see the same state (F1)', () => {
  expect(early.news.length).toBeGreaterThan(1_200)
  const from = second.news[0]?.seq ?? 0
  const same = early.news.filter(({ seq }) => seq >= from)
  expect(second.news.slice(0, same.length)).toEqual(same)
  const kinds = new Set(early.news.map(({ kind }) => kind))
  for (const kind of ['command', 'waiting', 'gone', 'reset'] as const) expect(kinds).toContain(kind)
  expect(picture(timelineOf(second).state)).toEqual(picture(timelineOf(early).state))
})

test('every fact comes once and in order, and its time never goes back (F1, F2)', () => {
  expect(early.news.map(({ seq }) => seq)).toEqual(early.news.map((_, i) => (early.news[0]?.seq ?? 0) + i))
  const times = early.news.map(({ at }) => at)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
})

test('a late page folds its base and facts to the very state of the others (C8)', async () => {
  const late = await app.page()
  expect(late.joined.base.seq).toBeGreaterThan(0)
  expect(late.joined.facts.length).toBeLessThan(early.news.length)
  await early.until(() => early.seq >= late.seq)
  expect(late.seq).toBe(early.seq)
  expect(picture(timelineOf(late).state)).toEqual(picture(timelineOf(early).state))
  expect(timelineOf(late).state.waiting()).toHaveLength(1)
})

test('a late page reaches further back with history, which meets what it has (R9)', async () => {
  const late = await app.page()
  const { epoch, base, facts } = await late.must('history', {})
  const timeline = timelineOf(late)
  expect(epoch).toBe(late.joined.epoch)
  expect(timeline.first).toBeGreaterThan(base.seq)
  expect(timeline.prepend(base, facts)).toBe(true)
  expect(timeline.first).toBe(0)
  // the whole past is that of the page which lived it
  const lived = timelineOf(early)
  for (const seq of [1, 5, 10, 200, 700]) {
    timeline.seek(seq)
    lived.seek(seq)
    expect(picture(timeline.state)).toEqual(picture(lived.state))
  }
  lived.seek(lived.last)
})

test('stepping back and forward shows exactly what was seen', async () => {
  const late = await app.page()
  const timeline = new Timeline(late.joined.epoch, late.joined.base, late.joined.facts)
  const seen = [picture(timeline.state)]
  while (timeline.seq < timeline.last) {
    timeline.seek(timeline.seq + 1)
    seen.push(picture(timeline.state))
  }
  expect(seen.length).toBeGreaterThan(500)
  for (let i = seen.length - 2; i >= 0; i -= 1) {
    timeline.seek(timeline.seq - 1)
    expect(picture(timeline.state)).toEqual(seen[i])
  }
  timeline.seek(timeline.last)
  expect(picture(timeline.state)).toEqual(seen.at(-1))
}, 20_000)

test('a hole is filled by asking for what is missing (R8, F17)', async () => {
  const late = await app.page()
  const { epoch, base, facts } = late.joined
  const timeline = new Timeline(epoch, base, facts.slice(0, 100))
  const hole = timeline.append(facts.slice(400))
  expect(hole).toEqual({ from: base.seq + 101, to: base.seq + 400 })
  const filling = await late.must('missing', { epoch, ...hole, from: hole?.from ?? 0, to: hole?.to ?? 0 })
  expect(filling.facts).toEqual(facts.slice(100, 400))
  expect(timeline.append(filling.facts)).toBeUndefined()
  expect(timeline.append(facts)).toBeUndefined()
  timeline.seek(timeline.last)
  expect(picture(timeline.state)).toEqual(picture(timelineOf(late).state))
})

test('facts of another epoch, or that never were, are not given (R8)', async () => {
  const page = await app.page()
  expect(await page.must('missing', { epoch: 'another', from: 1, to: 10 })).toMatchObject({ facts: [] })
  const { epoch } = page.joined
  expect(await page.must('missing', { epoch, from: 1e9, to: 1e9 + 5 })).toMatchObject({ facts: [] })
  expect(await page.must('missing', { epoch, from: 10, to: 2 })).toMatchObject({ facts: [] })
  expect((await page.must('missing', { epoch, from: -50, to: 2 })).facts.map(({ seq }) => seq)).toEqual([1, 2])
})
