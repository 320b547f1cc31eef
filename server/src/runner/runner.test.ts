import { catalogue } from '@rdd/shared/patterns/catalogue'
import { Operation, type RequestOf } from '@rdd/shared/protocol'
import { PatternName, type RunView } from '@rdd/shared/run'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { testDatabase } from '../../test/database.ts'
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

test('a miss: the cache is asked, then the row is loaded and stored, and the real key appears', async () => {
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
