/** Lists: ranges, walks and cuts are seen; who waits stands in line, also for a list that does not exist; elements move. */
import { lesson } from '@rdd/shared/chapters/lists'
import { violations } from './axe.ts'
import { expect, type RoomPage, test } from './fixture.ts'
import { ApplicationPanel, LessonPanel } from './lesson-panel.ts'

/** Makes a client and blocks it; the stage shows it waiting. */
async function waits(app: RoomPage, name: string, line: string): Promise<void> {
  await app.addClient(name)
  await app.enter(line)
  await expect(app.stage.locator(`[data-waiting="${name}"]`).first()).toBeVisible()
}
const awaited = (app: RoomPage, key: string) => app.stage.locator(`[data-waited="${key}"]`)
/** The names of those who wait, in the order shown. */
const queued = async (app: RoomPage, key: string) =>
  awaited(app, key)
    .locator('[data-waiting]')
    .evaluateAll(nodes => nodes.map(node => node.getAttribute('data-waiting')))

test('a range is bracketed with its indexes as Redis read them, and reading moves nothing', async ({ app, redis }) => {
  await app.open('lists')
  await redis.rpush('q', 'a', 'b', 'c', 'd', 'e')
  await expect(app.key('q').locator('[data-index]')).toHaveCount(5)
  const before = await app.facts()
  await app.run('LRANGE q -3 99')
  await expect(app.key('q')).toContainText('-3 to 99 is 2 to 4 · 3 elements · clamped to the tail')
  await expect(app.key('q').getByText('2..4', { exact: true })).toBeVisible()
  await app.run('LINDEX q -2')
  await expect(app.key('q')).toContainText('index -2 is 3 · 1 step from the tail')
  await expect(app.caption).toContainText('1 step from the tail')
  await app.run('LRANGE q 1 2')
  await expect(app.key('q')).toContainText('1 to 2 · 2 elements')
  await app.settled()
  expect(await app.facts()).toEqual(before)
})

test('what a write cut, inserted and took out is said until something else happens', async ({ app, redis }) => {
  await app.open('lists')
  await app.run('RPUSH q a b c b d b')
  const says = async (line: string, words: string, elements: string[]) => {
    await app.run(line)
    await expect(app.key('q')).toContainText(words)
    await expect(app.key('q').locator('[data-index]')).toHaveText(elements)
  }
  await says('LINSERT q BEFORE c x', 'the pivot is at index 3', ['a', 'b', 'x', 'c', 'b', 'd', 'b'])
  await says('LREM q 2 b', 'indexes 1 and 4 taken out', ['a', 'x', 'c', 'd', 'b'])
  await says('LTRIM q 1 2', '1 cut off at the head, 2 at the tail', ['x', 'c'])
  await app.run('RPUSH q z')
  await expect(app.key('q')).not.toContainText('cut off')
  await app.step('Back').click()
  await expect(app.key('q')).toContainText('1 cut off at the head, 2 at the tail')
  expect(await redis.lrange('q', 0, -1)).toEqual(['x', 'c', 'z'])
})

test('clients stand in line for a list that does not exist, and a push serves them in that order', async ({
  app,
  redis,
}) => {
  await app.open('lists')
  await waits(app, 'worker-1', 'BLPOP jobs 0')
  await waits(app, 'worker-2', 'BLPOP jobs 600')
  await expect(awaited(app, 'jobs')).toContainText('waited for by 2 clients')
  expect(await queued(app, 'jobs')).toEqual(['worker-1', 'worker-2'])
  expect(await redis.exists('jobs')).toBe(0)
  await expect(app.key('jobs')).toHaveCount(0)

  // the clocks run, and the stage is settled all the same
  await app.settled()
  const clock = app.stage.locator('[data-waiting="worker-2"] .ring text')
  await expect(clock).toHaveText(/^\d+\.\d s, .+ left$/)
  const now = (await clock.textContent()) ?? ''
  await expect(clock).not.toHaveText(now)
  await expect(app.stage).toHaveAttribute('data-settled', 'true')

  await redis.rpush('jobs', 'j1', 'j2', 'j3')
  await expect(app.key('jobs').locator('[data-index]')).toHaveText(['j3'])
  await expect(app.stage.locator('[data-waiting]')).toHaveCount(0)
  await expect(awaited(app, 'jobs')).toHaveCount(0)
  await expect(app.reply).toHaveText('1) "jobs"\n2) "j2"')
  await app.tab('worker-1').click()
  await expect(app.reply).toHaveText('1) "jobs"\n2) "j1"')

  // stepping back, each is told to be served in its turn; then they wait again
  const end = await app.seq()
  await expect(app.caption).toContainText('j2 goes from jobs to worker-2')
  await app.step('Back').click()
  await expect(app.caption).toContainText('j1 goes from jobs to worker-1')
  await expect(app.key('jobs').locator('[data-waiting]')).toHaveText(/worker-2/)
  await app.step('First').click()
  for (let seq = 0; seq < end && (await queued(app, 'jobs')).length < 2; seq += 1) await app.step('Forward').click()
  expect(await queued(app, 'jobs')).toEqual(['worker-1', 'worker-2'])
})

test('a wait that ends without an element leaves nothing behind', async ({ app }) => {
  await app.open('lists')
  await waits(app, 'worker-1', 'BRPOP jobs 600')
  await app.log.getByRole('button', { name: 'Cancel' }).click()
  await expect(app.stage.locator('[data-waited]')).toHaveCount(0)
  await expect(app.reply).toHaveText('(nil)')
  await app.settled()
  // and the empty chapter offers its first command again
  await expect(app.page.locator('main').getByRole('button', { name: 'Run' })).toBeVisible()
})

test('a move takes the element from one list to the other, and stepping back brings it back', async ({
  app,
  redis,
}) => {
  await app.open('lists')
  await redis.rpush('todo', 'a', 'b', 'c')
  await redis.rpush('doing', 'x')
  const shows = async (lists: Record<string, string[]>) => {
    for (const [key, elements] of Object.entries(lists))
      await expect(app.key(key).locator('[data-index]')).toHaveText(elements)
    await app.settled()
  }
  await shows({ todo: ['a', 'b', 'c'], doing: ['x'] })
  const before = { seq: await app.seq(), facts: await app.facts() }
  await app.run('LMOVE todo doing LEFT RIGHT')
  await shows({ todo: ['b', 'c'], doing: ['x', 'a'] })
  await app.run('RPOPLPUSH doing doing')
  await shows({ doing: ['a', 'x'] })
  await waits(app, 'worker-1', 'BLMOVE later doing LEFT LEFT 0')
  await expect(awaited(app, 'later')).toContainText('waited for by 1 client')
  await redis.rpush('later', 'l')
  await expect(app.stage.locator('[data-waiting]')).toHaveCount(0)
  await shows({ doing: ['l', 'a', 'x'] })
  const after = { seq: await app.seq(), facts: await app.facts() }
  for (let seq = after.seq; seq > before.seq; seq -= 1) await app.step('Back').click()
  await app.standsAt(before.seq)
  expect(await app.facts()).toEqual(before.facts)
  await app.step('Last').click()
  await app.standsAt(after.seq)
  expect(await app.facts()).toEqual(after.facts)
  expect(await redis.lrange('doing', 0, -1)).toEqual(['l', 'a', 'x'])
})

test('with reduced motion only the element is marked, and nothing travels', async ({ visit }) => {
  const app = await visit({ reducedMotion: 'reduce' })
  await app.open('lists', { watched: true })
  await app.run('RPUSH q a b c d e')
  // whatever would fly stands beside the cards
  await app.stage.evaluate(stage => {
    const root = stage.querySelector('svg > g')
    const watch = new MutationObserver(() => {
      if (root?.querySelector(':scope > g:not([data-key])')) stage.setAttribute('data-flew', 'true')
    })
    if (root) watch.observe(root, { childList: true })
  })
  await app.run('LINDEX q 2')
  await app.run('LMOVE q other LEFT RIGHT')
  await expect(app.key('other').locator('[data-index]')).toHaveText(['a'])
  await app.settled()
  await expect(app.stage).not.toHaveAttribute('data-flew', 'true')
})

test('the whole lesson, click by click, comes out as it says and stands on the stage as Redis has it', async ({
  app,
  redis,
}) => {
  test.slow()
  await app.open('lists')
  const steps = new LessonPanel(app, lesson)
  const elements = (key: string) => app.key(key).locator('[data-index]')
  await steps.clickTo('LPOP lists:queue:notifications 2')
  await expect(elements('lists:queue:notifications')).toHaveText(['msg2', 'msg1'])
  await steps.clickTo('LRANGE lists:numbers 2 5')
  await expect(app.key('lists:numbers')).toContainText('2 to 5 · 4 elements')
  await steps.clickTo('LSET lists:numbers 0 first')
  await expect(elements('lists:numbers').first()).toHaveText('first')
  await steps.clickTo('LTRIM lists:numbers 0 4')
  await expect(elements('lists:numbers')).toHaveText(['first', '1', '2', '3', 'three-and-a-half'])
  await steps.clickTo('BRPOPLPUSH lists:pending lists:processing 5')
  await expect(elements('lists:processing')).toHaveText(['p2'])
  await steps.clickTo('BLMOVE lists:pending lists:processing RIGHT LEFT 5')
  await expect(elements('lists:processing')).toHaveText(['p1', 'p2'])
  // the first is said by worker-1, the second by worker-2
  await steps.clickTo('BLPOP lists:queue 0')
  await steps.clickTo('BLPOP lists:queue 0')
  await expect.poll(() => queued(app, 'lists:queue')).toEqual(['worker-1', 'worker-2'])
  await steps.clickTo('RPUSH lists:queue job:1 job:2 job:3')
  await expect(elements('lists:queue')).toHaveText(['job:3'])
  await expect(app.stage.locator('[data-waiting]')).toHaveCount(0)
  await steps.clickToEnd()
  await app.settled()
  const keys = (await redis.keys('lists:*')).sort()
  await expect(app.stage.locator('[data-key]:not([data-leaving])')).toHaveCount(keys.length)
  for (const key of keys) await expect(elements(key), key).toHaveText(await redis.lrange(key, 0, -1))
})

test('both ends, typed: pushes and pops enter and leave where they say, LLEN counts, LSET replaces', async ({
  app,
  redis,
}) => {
  await app.open('lists')
  const elements = app.key('q').locator('[data-index]')
  const says = async (line: string, reply: string, left: string[]) => {
    expect(await app.run(line)).toBe(reply)
    await expect(elements).toHaveText(left)
  }
  await says('LPUSH q b a', '(integer) 2', ['a', 'b'])
  await says('RPUSH q c d', '(integer) 4', ['a', 'b', 'c', 'd'])
  await says('LPOP q', '"a"', ['b', 'c', 'd'])
  await says('RPOP q', '"d"', ['b', 'c'])
  await says('LSET q -1 z', 'OK', ['b', 'z'])
  await says('LLEN q', '(integer) 2', ['b', 'z'])
  await says('BRPOPLPUSH q done 5', '"z"', ['b'])
  await expect(app.key('done').locator('[data-index]')).toHaveText(['z'])
  expect([await redis.lrange('q', 0, -1), await redis.lrange('done', 0, -1)]).toEqual([['b'], ['z']])
})

const JOBS = 'lists:queue:jobs'
for (const by of ['click', 'type'] as const) {
  const how = by === 'click' ? 'by mouse' : 'by keyboard'
  test(`the queue, ${how}: two workers take, wait, acknowledge and give back; it is looked at, counted and cleared`, async ({
    app,
    redis,
  }) => {
    test.slow()
    await app.open('lists')
    const queue = new ApplicationPanel(app, 'Queue')
    const as = (client: string) => queue.region.getByRole('combobox').selectOption(client)
    const elements = (key: string) => app.key(key).locator('[data-index]')
    const jobs = elements(JOBS)
    await as('producer')
    await expect(await queue[by]('enqueue', { items: 'a b c' })).toHaveText('3')
    await expect(queue.call()).toContainText(`RPUSH ${JOBS} a b c`)
    await as('worker-1')
    await expect(await queue[by]('dequeue')).toHaveText('"a"')
    await as('worker-2')
    await expect(await queue[by]('dequeue')).toHaveText('"b"')
    await expect(jobs).toHaveText(['c'])
    await expect(elements(`${JOBS}:worker-1`)).toHaveText(['a'])
    await expect(elements(`${JOBS}:worker-2`)).toHaveText(['b'])
    await expect(await queue[by]('peek')).toHaveText('"c"')
    await expect(await queue[by]('size')).toHaveText('1')
    await expect(queue.call()).toContainText(`LLEN ${JOBS}`)
    await expect(await queue[by]('acknowledge', { worker: 'worker-1', item: 'a' })).toHaveText('1')
    await expect(app.key(`${JOBS}:worker-1`)).toHaveCount(0)
    await expect(await queue[by]('requeue')).toHaveText('1')
    await expect(jobs).toHaveText(['b', 'c'])
    expect(await redis.lrange(JOBS, 0, -1)).toEqual(['b', 'c'])
    await expect(await queue[by]('clear')).toHaveText('1')
    await expect(app.key(JOBS)).toHaveCount(0)

    // a worker that waits is served by the next push
    await as('worker-1')
    const waited = queue[by]('dequeue', { timeout: '0' })
    await expect(app.stage.locator(`[data-waited="${JOBS}"] [data-waiting="worker-1"]`)).toBeVisible()
    await redis.rpush(JOBS, 'd')
    await expect(await waited).toHaveText('"d"')
    await expect(app.stage.locator('[data-waiting]')).toHaveCount(0)
    await expect(elements(`${JOBS}:worker-1`)).toHaveText(['d'])

    const notebook = queue.region.getByRole('button', { name: "Notebook's" })
    await (by === 'click' ? notebook.click() : notebook.press('Enter'))
    await queue[by]('enqueue', { items: 'e f' })
    await expect(await queue[by]('dequeue', { timeout: '' })).toHaveText('"e"')
    await expect(queue.call()).toContainText(`LPOP ${JOBS}`)
    await expect(await queue[by]('peek')).toHaveText('"f"')
    await expect(await queue[by]('size')).toHaveText('1')
    await expect(await queue[by]('clear')).toHaveText('1')
    await app.settled()
    expect(await redis.keys('lists:*')).toEqual([`${JOBS}:worker-1`])
  })
}

test('axe finds no violation of WCAG', async ({ app }) => {
  // axe looks at every element ten times over
  test.slow()
  await app.open('lists')
  await app.run('RPUSH q a b c d')
  await waits(app, 'worker-1', 'BLPOP jobs 600')
  await app.page.getByRole('tab').first().click()
  for (const line of ['LRANGE q -9 1', 'LINDEX q 1', 'LTRIM q 1 2']) {
    await app.run(line)
    await app.settled()
    expect(await violations(app, 'main'), line).toEqual([])
  }
})
