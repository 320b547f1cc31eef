import { catalogue } from '@rdd/shared/patterns/catalogue'
import { LabResult } from '@rdd/shared/patterns/labs/result'
import { Operation, type RequestOf } from '@rdd/shared/protocol'
import { PatternName, type RunView } from '@rdd/shared/run'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { NO_PROGRAMS, testDatabase, withoutPrograms } from '../../test/database.ts'
import type { Page } from '../../test/page.ts'

let app: TestApp
let page: Page
const ends: (() => Promise<void>)[] = []
beforeAll(async () => {
  app = await startApp({ database: testDatabase() }, end => ends.push(end))
  page = await app.page()
}, 60_000)
afterAll(async () => {
  for (const end of ends) await end()
})

type Start = RequestOf<'startRun'>
type LaneOf = Start['lanes'][number]
const START = { ttlMs: 60_000, paused: true }
const lane = (operation: LaneOf['operation'], form: LaneOf['form'] = 'safe', id = '1', detail?: string): LaneOf => ({
  operation,
  form,
  id,
  ...(detail !== undefined && { value: { name: 'Alice', detail } }),
})
const view = (): RunView => {
  const run = page.timeline?.state.run()
  if (run === undefined) throw new Error('There is no run.')
  return run
}
const over = () => page.until(() => ['done', 'abandoned'].includes(view().state))
/** Starts a run, held at its first calls. */
async function start(pattern: PatternName, ...lanes: LaneOf[]): Promise<void> {
  const { run } = await page.must('startRun', { ...START, pattern, lanes })
  await page.until(() => view().id === run)
}
/** Steps until the run is over, or as the limit says. */
async function stepAll(limit = 200): Promise<void> {
  for (let i = 0; i < limit; i += 1) {
    if (['done', 'abandoned'].includes(view().state)) return
    const answer = await page.ask('stepRun', {})
    if ('refused' in answer) break
  }
  await over()
}
const empty = async () => {
  const program = app.program()
  await program.flushall()
  program.disconnect()
}

const all = PatternName.options.flatMap(pattern =>
  Operation.options
    .filter(operation => catalogue[pattern].operations[operation] !== undefined)
    .flatMap(operation => (['safe', 'notebook'] as const).map(form => ({ pattern, operation, form }))),
)
test.each(all)(
  '$pattern, $operation in its $form form goes hop by hop to its end',
  async ({ pattern, operation, form }) => {
    await empty()
    await start(pattern, lane(operation, form, '1', 'new@example.com'))
    await stepAll()
    const run = view()
    expect(run.state).toBe('done')
    expect(run.lanes.map(({ state }) => state)).toEqual(run.lanes.map(() => 'done'))
    expect(run.hops.length).toBeGreaterThan(0)
    expect(run.hops.map(({ n }) => n)).toEqual(run.hops.map((_, i) => i + 1))
    for (const hop of run.hops) expect(hop.state).toBe('done')
    // to the notebook's write-through and write-behind a row that is not cached does not exist
    const blind = form === 'notebook' && operation === 'get' && pattern.startsWith('write')
    expect(run.counters).toMatchObject({ staleReads: blind ? 1 : 0, lostWrites: 0 })
    // what a page that comes later is given is the same
    const late = await app.page()
    expect(late.timeline?.state.run()).toEqual(run)
    late.leave()
  },
  30_000,
)

test('a miss: the cache is asked, then the row is loaded and stored, and the real key appears (R13)', async () => {
  await empty()
  await start('cache-aside', lane('get', 'notebook'))
  expect(view()).toMatchObject({
    state: 'paused',
    lanes: [{ name: 'A', operation: 'getUser("1")', state: 'held' }],
    hops: [
      {
        n: 1,
        lane: 'A',
        call: 'cache.get',
        direction: 'asked',
        from: 'app',
        to: 'cache',
        state: 'waiting',
        text: 'GET user:1',
      },
    ],
  })
  expect(view().database).toMatch(/^PostgreSQL 18\.\d+, embedded$/)
  await page.must('stepRun', {})
  expect(view().hops).toMatchObject([
    { state: 'done' },
    { direction: 'answered', state: 'waiting', text: '(nil)', outcome: 'miss', from: 'cache', to: 'app' },
  ])
  await page.must('stepRun', {})
  expect(view().hops[2]).toMatchObject({
    call: 'database.find',
    text: expect.stringMatching(/^SELECT .* FROM users WHERE id = '1'$/),
  })
  await page.must('stepRun', {})
  await page.must('stepRun', {})
  expect(view().hops[4]?.text).toMatch(/^SET user:1 '\{"id":"1".*\}' PX 60000$/)
  await page.must('stepRun', { lane: 'A' })
  expect(page.timeline?.state.keys(0).has('user:1' as never)).toBe(true)
  const command = page.news.find(fact => fact.kind === 'command' && fact.argv.args[0] === 'SET')
  expect(command).toMatchObject({ client: { name: 'app-A' } })
  await page.must('stepRun', {})
  expect(view()).toMatchObject({ state: 'done', counters: { hits: 0, misses: 1, databaseLoads: 1, databaseWrites: 0 } })
  expect(view().lanes[0]?.outcome).toContain('"name":"Alice"')
})

const step = (name?: string) => page.must('stepRun', name === undefined ? {} : { lane: name })
/** Steps a lane until its next hop is this one. */
async function stepTo(name: string, call: string, direction: 'asked' | 'answered'): Promise<void> {
  const there = () =>
    view().hops.some(
      hop => hop.lane === name && hop.call === call && hop.direction === direction && hop.state === 'waiting',
    )
  for (let i = 0; i < 100 && !there(); i += 1) await step(name)
  expect(there(), `${name} ${call} ${direction}`).toBe(true)
}
/** Hops by number. */
const sorted = () => view().hops.toSorted((a, b) => a.n - b.n)
/** A note of the log that says so. */
const told = (words: RegExp) => page.fact(fact => fact.kind === 'note' && words.test(fact.text))
const row = (id: string, table: 'users' | 'products' = 'users') => view().tables[table].find(one => one.id === id)
/** What of a run is still connected, by name. */
async function connected(): Promise<string[]> {
  const program = app.program()
  const clients = String(await program.client('LIST')).matchAll(/ name=((?:app-|writer|outsider)\S*)/g)
  program.disconnect()
  const { pool } = await testDatabase().open()
  const { rows } = await pool.query(
    "SELECT application_name AS name FROM pg_stat_activity WHERE application_name ~ '^(app-|writer)'",
  )
  expect(pool.idleCount).toBe(pool.totalCount)
  return [...[...clients].map(([, name]) => name ?? ''), ...rows.map(({ name }) => String(name))]
}
/** Resolves when nothing of a run is connected any more. */
const nothingLeft = () => expect.poll(connected, { timeout: 5_000, interval: 20 }).toEqual([])

test('by hand a race is made: the reader of the notebook stores a row that was changed meanwhile', async () => {
  await empty()
  await start('cache-aside', lane('get', 'notebook', '2'), lane('update', 'notebook', '2', 'raced@example.com'))
  await stepTo('A', 'cache.set', 'asked')
  await stepTo('B', 'cache.delete', 'answered')
  await step('B')
  await stepAll()
  expect(view()).toMatchObject({ state: 'done', counters: { staleReads: 1 } })
  expect(row('2')).toMatchObject({ detail: 'raced@example.com' })
  await start('cache-aside', lane('get', 'notebook', '2'))
  await stepAll()
  expect(view()).toMatchObject({ counters: { hits: 1, misses: 0, databaseLoads: 0, staleReads: 1 } })
})

test('Redis down: the safe form answers from the database, the notebook’s fails with what the driver says', async () => {
  await empty()
  await page.must('breakActor', { actor: 'cache', state: 'down' })
  await start('cache-aside', lane('get', 'safe'), lane('get', 'notebook'))
  await stepAll()
  await page.must('breakActor', { actor: 'cache', state: 'up' })
  const [safe, notebook] = view().lanes
  expect(safe).toMatchObject({ state: 'done', outcome: expect.stringContaining('"name":"Alice"') })
  expect(notebook).toMatchObject({ state: 'failed', outcome: expect.stringMatching(/ECONNREFUSED/) })
  expect(view().hops.find(hop => hop.lane === 'B')).toMatchObject({ state: 'failed', direction: 'asked' })
})

test('a connection cut in mid-flight fails the call that was under way, and a mended one serves the next', async () => {
  await empty()
  await start('read-through', lane('get'))
  await stepTo('A', 'database.find', 'asked')
  await page.must('breakActor', { actor: 'database', state: 'down' })
  expect(view().actors).toMatchObject({ database: 'down', cache: 'up' })
  await stepAll()
  expect(view().lanes[0]).toMatchObject({ state: 'failed', outcome: expect.stringMatching(/ECONNREFUSED/) })
  await page.must('breakActor', { actor: 'database', state: 'up' })
  await start('read-through', lane('get'))
  await stepAll()
  expect(view().lanes[0]).toMatchObject({ state: 'done' })
})

test('a slow database adds what was asked for, said apart from what was measured (R14)', async () => {
  await empty()
  await page.must('breakActor', { actor: 'database', state: 'slow', addedMs: 60 })
  await start('stampede', lane('get', 'notebook'))
  await stepAll()
  await page.must('breakActor', { actor: 'database', state: 'up' })
  const answers = view().hops.filter(({ direction }) => direction === 'answered')
  for (const { call, addedMs } of answers)
    if (call === 'database.find') expect(addedMs).toBeGreaterThanOrEqual(60)
    else expect(addedMs).toBeUndefined()
  expect(view().lanes[0]?.addedMs).toBeGreaterThanOrEqual(60)
  expect(view().lanes[0]?.ms).toBeLessThan(1_000)
})

test('each question to a slow server is late by as much as was asked for, the first one too (R14)', async () => {
  const ADDED = 300
  await empty()
  for (const actor of ['cache', 'database'] as const)
    await page.must('breakActor', { actor, state: 'slow', addedMs: ADDED })
  await start('cache-aside', lane('get', 'notebook'))
  await page.must('finishRun', {})
  await over()
  for (const actor of ['cache', 'database'] as const) await page.must('breakActor', { actor, state: 'up' })
  const answers = view().hops.filter(({ direction }) => direction === 'answered')
  expect(answers.map(({ call }) => call)).toEqual(['cache.get', 'database.find', 'cache.set'])
  for (const { addedMs } of answers) {
    expect(addedMs).toBeGreaterThanOrEqual(ADDED)
    expect(addedMs).toBeLessThan(ADDED + 30)
  }
})

test('a lane is connected before its first call, so that no call pays for it', async () => {
  await empty()
  await start('cache-aside', lane('get'))
  expect((await connected()).filter(name => name === 'app-A')).toEqual(['app-A', 'app-A'])
  await page.must('abandonRun', {})
  await nothingLeft()
})

test('the app asks its layer and is answered by it: told where it happens, and never held or measured', async () => {
  await empty()
  await start('read-through', lane('get'), lane('get', 'notebook', '2'))
  const asked = { direction: 'asked', from: 'app', to: 'layer', state: 'done' }
  expect(sorted().slice(0, 3)).toMatchObject([
    { ...asked, n: 1, lane: 'A', call: 'layer.get', text: 'get("1")' },
    { ...asked, n: 2, lane: 'B', call: 'layer.get', text: 'get("2")' },
    { n: 3, state: 'waiting', from: 'layer', to: 'cache' },
  ])
  await stepAll()
  const run = view()
  expect(run).toMatchObject({ state: 'done', lanes: [{ state: 'done' }, { state: 'done' }] })
  expect(sorted().map(({ n }) => n)).toEqual(run.hops.map((_, i) => i + 1))
  for (const { name, outcome } of run.lanes) {
    const last = sorted().findLast(hop => hop.lane === name)
    expect(last).toMatchObject({ from: 'layer', to: 'app', direction: 'answered', state: 'done', outcome: 'ok' })
    expect(last).toMatchObject({ call: 'layer.get', text: outcome })
  }
  for (const hop of run.hops) if (hop.call.startsWith('layer.')) expect(hop).not.toHaveProperty('ms')
  await page.must('breakActor', { actor: 'database', state: 'down' })
  await start('read-through', lane('get', 'notebook', '3'))
  await stepAll()
  await page.must('breakActor', { actor: 'database', state: 'up' })
  expect(sorted().at(-1)).toMatchObject({ from: 'layer', to: 'app', state: 'failed', outcome: 'error' })
})

test('a lock and a lease outlive a person who reads between two hops, and no longer than the run', async () => {
  const program = app.program()
  const ttl = (key: string) => program.pttl(key)
  for (const [pattern, call, key] of [
    ['stampede', 'cache.setIfAbsent', 'lock:{cache:users:1}'],
    ['cache-aside', 'cache.set', 'lease:{cache:users:1}'],
    ['read-through', 'cache.set', 'lease:{cache:users:1}'],
  ] as const) {
    await empty()
    await start(pattern, lane('get'))
    await stepTo('A', call, 'answered')
    expect(await ttl(key), pattern).toBeGreaterThan(300_000)
    await page.must('abandonRun', {})
    expect(await ttl(key), pattern).toBeLessThanOrEqual(60_000)
    expect(await ttl(key), pattern).toBeGreaterThan(5_000)
  }
  program.disconnect()
})

test('a memoised read keeps its copy under its arguments, in each form’s own way', async () => {
  await empty()
  await start('cache-aside', lane('get-memoised'), lane('get-memoised', 'notebook'))
  await stepAll()
  expect(view()).toMatchObject({ state: 'done', counters: { misses: 2, databaseLoads: 2, staleReads: 0 } })
  expect(view().lanes.map(({ operation }) => operation)).toEqual(['findMemoised("1")', 'findMemoised("1")'])
  const program = app.program()
  expect((await program.keys('*')).toSorted()).toEqual(['memo:find:["users","1"]', 'memo:find:users:1'])
  program.disconnect()
  await page.must('meddle', { what: 'change-cache', id: '1' })
  await start('cache-aside', lane('get-memoised'), lane('get-memoised', 'notebook'))
  await stepAll()
  expect(view()).toMatchObject({ counters: { hits: 2, staleReads: 2 }, lanes: [{ stale: true }, { stale: true }] })
})

test('the writer of the notebook takes its batch with it when it crashes; the safe one’s is claimed by the next', async () => {
  for (const form of ['notebook', 'safe'] as const) {
    await empty()
    await start('write-behind', lane('update', form, '1', `crash-${form}`))
    await stepTo('writer', form === 'notebook' ? 'queue.pop' : 'queue.read', 'asked')
    while (view().lanes.find(({ name }) => name === 'A')?.state !== 'done') await step('A')
    // the item is in the writer's hands now
    await step('writer')
    while (
      !view().hops.some(
        ({ call, outcome, text }) => /^queue\.(pop|read)$/.test(call) && outcome === 'ok' && text.includes('crash-'),
      )
    )
      await step('writer')
    await page.must('breakActor', { actor: 'writer', state: 'down' })
    expect(view()).toMatchObject({
      state: 'done',
      actors: { writer: 'down' },
      counters: { lostWrites: form === 'notebook' ? 1 : 0 },
    })
    expect(view().lanes.find(({ name }) => name === 'writer')).toMatchObject({ state: 'failed' })
    await page.must('breakActor', { actor: 'writer', state: 'up' })
    await page.must('finishRun', {})
    await page.until(() =>
      form === 'safe' ? row('1', 'products')?.detail === 'crash-safe' && view().state === 'done' : true,
    )
    if (form === 'notebook') await page.must('abandonRun', {})
    expect(view().counters.lostWrites).toBe(form === 'notebook' ? 1 : 0)
  }
  await nothingLeft()
}, 60_000)

test('write-through stores over what write-behind left in the same key, which has no version', async () => {
  await empty()
  await start('write-behind', lane('update', 'safe', '2', 'behind'))
  await page.must('finishRun', {})
  await over()
  await start('write-through', lane('update', 'safe', '2', 'through'))
  await stepAll()
  const stored = view().hops.findLast(({ call }) => call === 'cache.script')
  expect(stored).toMatchObject({ script: 'set-if-newer', state: 'done', text: '1' })
  const program = app.program()
  expect(JSON.parse((await program.get('cache:products:2')) ?? '')).toMatchObject({ detail: 'through' })
  program.disconnect()
}, 30_000)

test('where no embedded PostgreSQL can run, runs and their tables are PGlite’s, and it says so (H7)', async () => {
  const ends: (() => Promise<void>)[] = []
  const app = await startApp({ database: withoutPrograms() }, end => ends.push(end))
  const page = await app.page()
  const lanes = [lane('update', 'safe', '1', 'new@example.com')]
  await page.must('startRun', { ...START, pattern: 'write-through', lanes })
  await page.must('finishRun', {})
  await page.until(() => page.timeline?.state.run()?.state === 'done')
  const run = page.timeline?.state.run()
  expect(run?.database).toMatch(/^PGlite, PostgreSQL [\d.]+ in WebAssembly$/)
  expect(run?.tables.products[0]).toMatchObject({ name: 'Alice', detail: 'new@example.com', version: 2 })
  const { body } = await app.get('/api/database')
  expect(JSON.parse(body)).toEqual({ state: 'ready', said: run?.database, why: NO_PROGRAMS })
  for (const end of ends) await end()
}, 90_000)

test('a person meddles: a key expires, is evicted or changed, a row is changed, by real commands (R14)', async () => {
  await empty()
  await start('cache-aside', lane('get', 'notebook'))
  await stepAll()
  await page.must('meddle', { what: 'change-cache', id: '1' })
  await start('cache-aside', lane('get', 'notebook'))
  await stepAll()
  expect(view().counters).toMatchObject({ hits: 1, staleReads: 1 })
  expect(view().lanes[0]?.stale).toBe(true)
  await told(/^Behind the cache’s back: user:1 was given another value in Redis\.$/)
  await page.must('meddle', { what: 'evict', id: '1' })
  await page.fact(fact => fact.gone.some(({ key, how }) => key === 'user:1' && how === 'evicted'))
  await told(/^Behind the cache’s back: user:1 was evicted by Redis/)
  expect(await page.ask('meddle', { what: 'expire', id: '1' })).toMatchObject({ refused: { code: 'failed' } })
  await page.must('meddle', { what: 'change-row', id: '1' })
  expect(row('1')?.detail).toMatch(/^changed-/)
  await told(/^Behind the cache’s back: row 1 was changed in the database\./)
  await start('cache-aside', lane('get', 'notebook'))
  await stepAll()
  await page.must('meddle', { what: 'expire', id: '1' })
  await page.fact(fact => fact.gone.some(({ key, how }) => key === 'user:1' && how === 'expired'))
  await told(/^Behind the cache’s back: user:1 was given 50 ms to live\.$/)
})

test('Redis evicts the key alone, nobody’s settings change, and where others would go UNLINK stands in (R14)', async () => {
  await empty()
  const program = app.program()
  const evictions = async () => Number(/evicted_keys:(\d+)/.exec(await program.info('stats'))?.[1])
  const settings = async () => [...(await program.config('GET', 'maxmemory*'))]
  const [before, were] = [await evictions(), await settings()]
  await program.set('kept', 'for ever')
  await start('cache-aside', lane('get'))
  await stepAll()
  await page.must('meddle', { what: 'evict', id: '1' })
  expect(await program.keys('*')).toEqual(['kept'])
  expect(await evictions()).toBe(before + 1)
  expect(await settings()).toEqual(were)

  await program.set('other', 'for an hour', 'PX', 3_600_000)
  await start('cache-aside', lane('get'))
  await stepAll()
  await page.must('meddle', { what: 'evict', id: '1' })
  expect((await program.keys('*')).toSorted()).toEqual(['kept', 'other'])
  expect(await evictions()).toBe(before + 1)
  await told(/removed\. UNLINK stands in for an eviction: other keys have a TTL too/)
  program.disconnect()
})

test('a run is the room’s: it plays by itself, another page sees the same step, a reload comes back to it (F21)', async () => {
  await empty()
  await start('read-through', lane('get'), lane('get', 'notebook'))
  await step()
  await step()
  const other = await app.page()
  expect(other.timeline?.state.run()).toEqual(view())
  await other.must('playRun', { on: true, everyMs: 20 })
  await over()
  await other.until(() => other.timeline?.state.run()?.state === 'done')
  expect(other.timeline?.state.run()).toEqual(view())
  const [hop] = page.news.filter(fact => fact.kind === 'run').slice(-1)
  page.timeline?.seek(hop?.seq ?? 0)
  expect(view().hops).toEqual([])
  page.timeline?.seek(page.timeline.last)
  expect(view().state).toBe('done')
})

test('a database that never answers ends in a clear error, and the run can be abandoned; nothing of it is left', async () => {
  await empty()
  const { pool } = await testDatabase().open()
  await start('cache-aside', lane('update', 'safe', '3', 'held@example.com'))
  const { rows } = await pool.query("SELECT nspname AS schema FROM pg_namespace WHERE nspname LIKE 'rdd_%'")
  const lock = await pool.connect()
  await lock.query('BEGIN')
  for (const { schema } of rows) await lock.query(`SELECT 1 FROM ${schema}.users WHERE id = '3' FOR UPDATE`)
  await step()
  expect(view().hops.at(-1)).toMatchObject({ outcome: 'error', text: expect.stringMatching(/statement timeout/) })
  await stepAll()
  expect(view().lanes[0]).toMatchObject({ state: 'failed', outcome: expect.stringMatching(/statement timeout/) })
  await start('cache-aside', lane('update', 'safe', '3', 'held@example.com'))
  const stepping = step()
  await page.until(() => view().hops[0]?.state === 'flying')
  await page.must('abandonRun', {})
  await stepping
  await lock.query('ROLLBACK')
  lock.release()
  expect(view()).toMatchObject({ state: 'abandoned', lanes: [{ state: 'abandoned' }], hops: [{ state: 'failed' }] })
  expect(await page.ask('stepRun', {})).toMatchObject({ refused: { code: 'failed' } })
  await nothingLeft()
}, 30_000)

test('going on from an earlier point makes its keys and rows again (R15)', async () => {
  await empty()
  await start('cache-aside', lane('get', 'notebook', '2'))
  await stepAll()
  const [seq, rowThen] = [page.seq, row('2')]
  await page.run('RPUSH', 'list', 'a', 'b')
  await start('cache-aside', lane('update', 'notebook', '2', 'later@example.com'))
  await stepAll()
  expect(row('2')).not.toEqual(rowThen)
  await page.must('goOnFrom', { seq })
  await page.until(() => row('2')?.version === rowThen?.version)
  expect(row('2')).toEqual(rowThen)
  const program = app.program()
  expect(await program.keys('*')).toEqual(['user:2'])
  expect(await program.pttl('user:2')).toBeGreaterThan(1_000)
  program.disconnect()
  expect([...(page.timeline?.state.keys(0).keys() ?? [])]).toEqual(['user:2'])
  expect(await page.ask('goOnFrom', { seq: 1_000_000 })).toMatchObject({ refused: { code: 'failed' } })
})

test('a run goes on from an earlier step, and may end otherwise than the first time', async () => {
  await empty()
  await start('cache-aside', lane('get', 'notebook', '2'), lane('update', 'notebook', '2', 'again@example.com'))
  await stepTo('A', 'cache.set', 'asked')
  const [seq, then, rowThen] = [page.seq, view(), row('2')]
  // the first time the reader comes last, and stores the old row
  await stepTo('B', 'cache.delete', 'answered')
  await stepAll()
  expect(view().counters).toMatchObject({ staleReads: 1, databaseLoads: 2, databaseWrites: 1 })
  await page.must('goOnFrom', { seq })
  await page.until(() => page.seq > 0 && view().state === 'paused')
  expect(view()).toEqual(then)
  expect(row('2')).toEqual(rowThen)
  // the second time it goes first
  while (view().lanes.find(({ name }) => name === 'A')?.state !== 'done') await step('A')
  await stepAll()
  expect(view()).toMatchObject({ state: 'done', counters: { staleReads: 0, databaseLoads: 2, databaseWrites: 1 } })
  expect(view().hops.map(({ n }) => n)).toEqual(view().hops.map((_, i) => i + 1))
  const program = app.program()
  expect(await program.exists('user:2')).toBe(0)
  program.disconnect()
  await nothingLeft()
}, 30_000)

test('a run that played by itself goes on from an earlier step when a person says so', async () => {
  await empty()
  const { run } = await page.must('startRun', { ...START, paused: false, pattern: 'cache-aside', lanes: [lane('get')] })
  await page.until(() => view().id === run && view().hops.some(({ direction }) => direction === 'answered'))
  await page.must('playRun', { on: false, everyMs: 400 })
  const { seq } = page
  await page.must('goOnFrom', { seq })
  const then = view()
  // longer than a hop of a run that plays
  const client = await page.addClient()
  await page.runBy(client, 'BLPOP', 'nothing', '0.6')
  expect(view()).toEqual(then)
  expect(then.state).toBe('paused')
  await page.must('closeClient', { client })
  await stepAll()
  expect(view().state).toBe('done')
})

test('a layered run goes on from right before and from right after a lane was answered, and counts its hops alike', async () => {
  await empty()
  await start('read-through', lane('get', 'notebook', '2'), lane('get', 'notebook', '3'))
  await stepTo('A', 'cache.set', 'answered')
  await step('A')
  const ended = view()
  expect(sorted().findLast(({ state }) => state !== 'waiting')).toMatchObject({ lane: 'A', from: 'layer', to: 'app' })
  const after = page.seq
  const before = page.news.findLast(
    fact =>
      fact.kind === 'hop' &&
      fact.patch.hops?.some(hop => hop.call === 'cache.set' && hop.direction === 'answered' && hop.state === 'done') ===
        true,
  )
  await stepAll()
  const whole = sorted().map(({ lane, call, direction }) => `${lane} ${call} ${direction}`)
  for (const seq of [after, before?.seq ?? 0]) {
    await page.must('goOnFrom', { seq })
    await page.until(() => view().state === 'paused' && view().lanes[0]?.state === 'done')
    expect(view()).toEqual(ended)
    await stepAll()
    expect(view()).toMatchObject({ state: 'done', lanes: [{ state: 'done' }, { state: 'done' }] })
    expect(sorted().map(({ lane, call, direction }) => `${lane} ${call} ${direction}`)).toEqual(whole)
    expect(sorted().map(({ n }) => n)).toEqual(whole.map((_, i) => i + 1))
  }
  await nothingLeft()
}, 30_000)

test('a writer goes on from before its crash, and from a step of what was left behind nothing goes on', async () => {
  await empty()
  await start('write-behind', lane('update', 'safe', '2', 'before-crash'))
  while (view().lanes.find(({ name }) => name === 'A')?.state !== 'done') await step('A')
  await stepTo('writer', 'database.saveAll', 'asked')
  const seq = page.seq
  await page.must('breakActor', { actor: 'writer', state: 'down' })
  const left = page.seq
  await page.must('breakActor', { actor: 'writer', state: 'up' })
  await page.must('goOnFrom', { seq })
  await page.until(() => view().state === 'paused')
  await stepTo('writer', 'database.saveAll', 'asked')
  await page.must('finishRun', {})
  await over()
  expect(view()).toMatchObject({ state: 'done', counters: { lostWrites: 0, databaseWrites: 1 } })
  expect(row('2', 'products')).toMatchObject({ detail: 'before-crash' })
  await page.must('goOnFrom', { seq: left })
  await page.until(() => view().state !== 'paused')
  expect(await page.ask('stepRun', {})).toMatchObject({ refused: { code: 'failed' } })
  await nothingLeft()
}, 30_000)

test('every operation a pattern lacks is refused (R13)', async () => {
  const lanes = [lane('refresh')]
  expect(await page.ask('startRun', { ...START, pattern: 'cache-aside', lanes })).toMatchObject({
    refused: { message: 'Cache-aside has no refresh.' },
  })
})

/** HTTP, as the page asks. */
const post = (path: string) => {
  const origin = `http://127.0.0.1:${app.port}`
  return fetch(`${origin}${path}`, { method: 'POST', headers: { origin } })
}

test('HTTP tells of the database, and runs a lab in both forms apart from the room (H7)', async () => {
  expect((await post('/api/database')).status).toBe(202)
  const status = async () => JSON.parse((await app.get('/api/database')).body)
  await expect.poll(status, { timeout: 10_000, interval: 20 }).toMatchObject({ state: 'ready' })
  const before = page.seq
  const response = await post('/api/labs/stale-set')
  const lab = LabResult.parse(await response.json())
  expect(lab.forms.notebook.counters[lab.fault]).toBeGreaterThan(0)
  expect(lab.forms.safe.counters[lab.fault]).toBe(0)
  expect(page.seq).toBe(before)
  const unknown = await post('/api/labs/nothing')
  expect(unknown.status).toBe(404)
}, 30_000)
