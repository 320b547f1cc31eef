/** Lists: ranges, walks and cuts are seen; who waits stands in line, also for a list that does not exist; elements move. */
import { violations } from './axe.ts'
import { expect, type RoomPage, test } from './fixture.ts'

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
  await expect(app.key('q')).toContainText('index -2 is 3 · 1 link from the tail')
  await expect(app.caption).toContainText('1 link from the tail')
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
  await expect(app.caption).toContainText('j2 goes from jobs to worker-2; jobs is a new list with 1 element')
  await app.step('Back').click()
  await expect(app.caption).toContainText('j1 goes from jobs to worker-1')
  expect(await queued(app, 'jobs')).toEqual(['worker-2'])
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
  await app.open('lists')
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

test('the queue: two workers, by mouse and by keyboard, in the safe form and the notebook’s', async ({
  app,
  redis,
}) => {
  await app.open('lists')
  const queue = app.page.getByRole('region', { name: 'Queue', exact: true })
  const calls = queue.locator('[data-call]')
  const operation = (name: string) => queue.getByRole('button', { name, exact: true })
  const as = queue.getByRole('combobox')
  await as.selectOption('producer')
  await operation('enqueue').click()
  await expect(calls.last()).toContainText('RPUSH lists:queue:jobs resize:1 resize:2')
  await expect(app.key('lists:queue:jobs').locator('[data-index]')).toHaveText(['resize:1', 'resize:2'])

  await as.selectOption('worker-1')
  await operation('dequeue').focus()
  await app.page.keyboard.press('Enter')
  await expect(app.key('lists:queue:jobs:worker-1').locator('[data-index]')).toHaveText(['resize:1'])
  await operation('acknowledge').click()
  await expect(app.key('lists:queue:jobs:worker-1')).toHaveCount(0)
  expect(await redis.lrange('lists:queue:jobs', 0, -1)).toEqual(['resize:2'])

  await queue.getByRole('button', { name: "Notebook's" }).click()
  await operation('dequeue').click()
  await expect(calls.last()).toContainText('LPOP lists:queue:jobs')
  await expect(app.key('lists:queue:jobs')).toHaveCount(0)
  expect(await redis.keys('lists:*')).toEqual([])
})

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
