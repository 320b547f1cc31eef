/** A lesson: real commands one after the other, run, changed, asked about, reset; by mouse, by keyboard, by slide remote. */

import { lesson } from '@rdd/shared/chapters/lists'
import { stepsOf } from '@rdd/shared/lesson'
import { expect, type RoomPage, test } from './fixture.ts'

const steps = stepsOf(lesson)
const KEY = 'lists:queue:notifications'
/** 1-based numbers of the first step with a question to choose from. */
const asked = steps.findIndex(({ predict }) => predict?.choices !== undefined) + 1

const stepOf = (app: RoomPage, n: number) => app.page.locator(`ol[aria-label="Steps"] > li[data-step="${n}"]`)
const runStep = (app: RoomPage, n: number) => stepOf(app, n).getByRole('button', { name: 'Run', exact: true })
const isDone = (app: RoomPage, n: number) => expect(stepOf(app, n)).toHaveAttribute('data-state', 'done')
const lessonOf = (app: RoomPage) => app.page.getByRole('complementary', { name: 'Lesson' })

test('each step is a command of the console: it runs, its reply stands below it, and the next one comes', async ({
  app,
  redis,
}) => {
  await app.open('lists')
  await expect(stepOf(app, 1)).toHaveAttribute('data-state', 'now')
  await expect(stepOf(app, 2)).toHaveAttribute('data-state', 'todo')
  await runStep(app, 1).click()
  await isDone(app, 1)
  await runStep(app, 2).click()
  await isDone(app, 2)
  expect(await redis.llen(KEY)).toBe(5)
  await expect(app.reply).toHaveText('(integer) 5')
  await expect(stepOf(app, 2)).toContainText('(integer) 5')
  await expect(app.key(KEY).locator('[data-index]')).toHaveText(await redis.lrange(KEY, 0, -1))
  await expect(stepOf(app, 3)).toHaveAttribute('data-state', 'now')
  await expect(app.page).toHaveURL(/[?&]step=3\b/)
})

test('P and a slide remote work at once: first the question, then the step, then the answer, and back is the past', async ({
  app,
  redis,
}) => {
  await app.open('lists')
  await app.page.keyboard.press('p')
  await expect(app.page.getByText(`Next · 1 of ${steps.length}`)).toBeVisible()
  await app.page.keyboard.press('Escape')
  for (let n = 1; n < asked; n += 1) {
    await app.page.keyboard.press('PageDown')
    await isDone(app, n)
  }
  await app.page.keyboard.press('.')
  const question = stepOf(app, asked).getByRole('group')
  await expect(question.getByRole('button').first()).toBeFocused()
  expect(await redis.exists(KEY)).toBe(0)
  await app.page.keyboard.press('PageDown')
  await isDone(app, asked)
  await expect(stepOf(app, asked).getByRole('button', { name: 'Ask Redis' })).toBeEnabled()
  await app.page.keyboard.press('PageDown')
  await expect(stepOf(app, asked)).toContainText('Redis says msg5, the last one given')
  await expect(stepOf(app, asked + 1)).toHaveAttribute('data-state', 'now')
  const seq = await app.seq()
  await app.page.keyboard.press('PageUp')
  await app.standsAt(seq - 1)
  await app.page.keyboard.press('PageDown')
  await app.standsAt(seq)
})

test('the keyboard stays where one works: at a step that ran, at an answer, at a line, at a client', async ({
  app,
}) => {
  await app.open('lists')
  await runStep(app, 1).press('Enter')
  await isDone(app, 1)
  await expect(runStep(app, 1)).toBeEnabled()
  await expect(runStep(app, 1)).toBeFocused()
  await stepOf(app, asked).getByRole('group').getByRole('button').first().press('Enter')
  const answer = stepOf(app, asked).locator('.answered')
  await expect(answer).toBeFocused()
  await expect(answer).toContainText('Redis says')
  const line = stepOf(app, asked + 1).getByRole('button', { name: /^Change step/ })
  for (const ends of ['Escape', 'Enter']) {
    await line.press('Enter')
    await stepOf(app, asked + 1)
      .getByRole('textbox')
      .press(ends)
    await expect(line).toBeFocused()
  }
  const add = app.page.getByRole('button', { name: 'Add a client' })
  const name = app.page.getByRole('textbox', { name: 'Name of the new client' })
  await add.press('Enter')
  await name.press('Escape')
  await expect(add).toBeFocused()
  await add.press('Enter')
  await name.fill('second')
  await name.press('Enter')
  await expect(app.prompt).toBeFocused()
  await app.page.getByRole('button', { name: 'Close second' }).press('Enter')
  await expect(app.page.getByRole('tab', { selected: true, name: /^you/ })).toBeFocused()
})

test('a prediction is made before the server answers, and judged by what the server says', async ({ app }) => {
  await app.open('lists')
  for (let n = 1; n < asked; n += 1) {
    await runStep(app, n).click()
    await isDone(app, n)
  }
  const wrong = stepOf(app, asked).getByRole('group').getByRole('button').first()
  const said = (await wrong.textContent()) ?? ''
  await wrong.press('Enter')
  await isDone(app, asked)
  await expect(stepOf(app, asked)).toContainText(`Not so. You said ${said}`)
  await expect(stepOf(app, asked)).toContainText('msg5, the last one given')
})

test('a step that ran without a prediction keeps the stage, and Redis is asked when the person asks', async ({
  app,
}) => {
  await app.open('lists')
  for (let n = 1; n <= asked; n += 1) {
    await runStep(app, n).click()
    await isDone(app, n)
  }
  const ask = stepOf(app, asked).getByRole('button', { name: 'Ask Redis' })
  await expect(ask).toBeEnabled()
  await expect(app.caption).toContainText('LPUSH')
  await ask.click()
  await expect(stepOf(app, asked)).toContainText('Redis says msg5, the last one given')
  await expect(app.caption).toContainText('LINDEX')
})

test('a prediction can be typed: what redis-cli will print, before it prints it', async ({ app }) => {
  await app.open('lists')
  const typed = steps.findIndex(({ predict }) => predict !== undefined && predict.choices === undefined) + 1
  // the list it asks about is made five steps before
  for (let n = typed - 5; n < typed; n += 1) {
    await runStep(app, n).click()
    await isDone(app, n)
  }
  await expect(stepOf(app, typed)).toHaveAttribute('data-state', 'now')
  await app.page.locator('main h1').click()
  await app.page.keyboard.press('PageDown')
  const prediction = stepOf(app, typed).getByRole('textbox', { name: 'Your prediction' })
  await expect(prediction).toBeFocused()
  await expect(stepOf(app, typed).getByRole('button', { name: 'Let Redis answer' })).toBeDisabled()
  await app.page.keyboard.type('8')
  await app.page.keyboard.press('Enter')
  await isDone(app, typed)
  await expect(stepOf(app, typed)).toContainText('Right. Redis says "8".')
  await expect(app.reply).toHaveText('"8"')
})

test('Run all runs every step at the speed of the playback, waiting clients included, and Stop stops it', async ({
  app,
  redis,
}) => {
  test.slow()
  await app.open('lists')
  await app.page.getByRole('combobox', { name: 'Speed' }).selectOption('8')
  await lessonOf(app).getByRole('button', { name: 'Run all' }).click()
  await isDone(app, 2)
  await lessonOf(app).getByRole('button', { name: 'Stop' }).click()
  await lessonOf(app).getByRole('button', { name: 'Run the rest' }).click()
  for (const [i] of steps.entries())
    await expect(stepOf(app, i + 1)).toHaveAttribute('data-state', 'done', { timeout: 60_000 })
  await expect(lessonOf(app)).not.toContainText('Not what this step says')
  expect((await redis.keys('*')).every(key => key.startsWith(lesson.prefix))).toBe(true)
})

test('lessons run to their ends one after the other: each ends the clients it made, and none a person opened', async ({
  app,
}) => {
  test.slow()
  await app.open()
  await app.addClient('mine')
  await app.addClient('yours')
  const all = app.page.locator('ol[aria-label="Steps"] > li')
  // with those three and the readers of the first, the second would be one client short
  for (const chapter of ['pubsub', 'streams']) {
    await app.page.getByRole('navigation', { name: 'Chapters' }).locator(`a[href^="/${chapter}"]`).click()
    await expect(stepOf(app, 1)).toHaveAttribute('data-state', 'now')
    await app.page.getByRole('combobox', { name: 'Speed' }).selectOption('8')
    await lessonOf(app).getByRole('button', { name: 'Run all' }).click()
    await expect(all.last()).toHaveAttribute('data-state', 'done', { timeout: 60_000 })
    await expect(lessonOf(app)).not.toContainText('Not what this step says')
  }
  await app.page.getByRole('link', { name: /^All keys/ }).click()
  const clients = app.page.getByRole('region', { name: 'Clients' }).getByRole('tab')
  await expect(clients).toHaveText([/^you/, /^mine/, /^yours/])
})

test('Reset takes the keys of the lesson and no others, and it begins again', async ({ app, redis }) => {
  await redis.set('mine', 'x')
  await app.open('lists')
  for (const n of [1, 2]) {
    await runStep(app, n).click()
    await isDone(app, n)
  }
  await lessonOf(app).getByRole('button', { name: 'Reset' }).click()
  await expect(stepOf(app, 1)).toHaveAttribute('data-state', 'now')
  await expect(stepOf(app, 2)).toHaveAttribute('data-state', 'todo')
  await expect.poll(() => redis.keys('*')).toEqual(['mine'])
})

test('a step can be changed before it runs, and changed back', async ({ app, redis }) => {
  await app.open('lists')
  await stepOf(app, 2)
    .getByRole('button', { name: /^Change step 2/ })
    .click()
  const field = stepOf(app, 2).getByRole('textbox', { name: 'Line of this step' })
  await field.fill(`LPUSH ${KEY} mine`)
  await field.press('Enter')
  await runStep(app, 2).click()
  await isDone(app, 2)
  expect(await redis.lrange(KEY, 0, -1)).toEqual(['mine'])
  // what the lesson says and asks is about its own line
  await expect(stepOf(app, 2)).not.toContainText(steps[1]?.say ?? '?')
  await expect(stepOf(app, 2)).not.toContainText(steps[1]?.predict?.ask ?? '?')
  await stepOf(app, 2)
    .getByRole('button', { name: /^Change step 2/ })
    .click()
  await stepOf(app, 2).getByRole('button', { name: 'As it was' }).click()
  await expect(stepOf(app, 2)).toContainText(steps[1]?.line ?? '?')
  await expect(stepOf(app, 2)).not.toHaveAttribute('data-state', 'done')
})

test('a changed line that cannot be read has not run', async ({ app }) => {
  await app.open('lists')
  await stepOf(app, 1)
    .getByRole('button', { name: /^Change step 1/ })
    .click()
  const field = stepOf(app, 1).getByRole('textbox', { name: 'Line of this step' })
  await field.fill('SET "unclosed')
  await field.press('Enter')
  await runStep(app, 1).click()
  await expect(stepOf(app, 1).locator('.came')).toContainText(/quote/i)
  await expect(stepOf(app, 1)).toHaveAttribute('data-state', 'now')
})

test('a step that is answered otherwise says why that may be', async ({ app, redis }) => {
  await app.open('lists')
  await app.run('MULTI')
  await runStep(app, 1).click()
  await expect(stepOf(app, 1)).toContainText('its client is in a transaction')
  await app.run('DISCARD')
  await redis.set(KEY, 'a string')
  await runStep(app, 2).click()
  await expect(stepOf(app, 2)).toContainText('something else was done to its keys')
})

test('a question that is put to other data than the lesson made is not answered with it', async ({ app }) => {
  const push = steps.findIndex(({ line }) => line.startsWith('RPUSH lists:queue job:1')) + 1
  // nobody waits: the steps before it did not run
  await app.page.goto(`${app.url('lists')}&step=${push}`)
  await app.ready()
  await stepOf(app, push).getByRole('group').getByRole('button').first().click()
  await expect(stepOf(app, push)).toContainText('Not what this step says: a step before it did not run')
  await expect(stepOf(app, push)).not.toContainText('Redis says')
})

test('a reload comes back to the same step with what was done; a link opens at its step', async ({ app, visit }) => {
  await app.open('lists')
  for (const n of [1, 2]) {
    await runStep(app, n).click()
    await isDone(app, n)
  }
  const address = app.page.url()
  await app.page.reload()
  await app.ready()
  await isDone(app, 2)
  await expect(stepOf(app, 3)).toHaveAttribute('data-state', 'now')
  const other = await visit()
  await other.page.goto(address)
  await other.ready()
  await expect(stepOf(other, 3)).toHaveAttribute('data-state', 'now')
})

test('the step that comes next stands there in redis-cli, TypeScript and Python, and the choice is kept', async ({
  app,
}) => {
  await app.open('lists')
  await runStep(app, 1).click()
  await isDone(app, 1)
  const code = stepOf(app, 2).locator('[data-language]')
  await expect(code).toHaveText(steps[1]?.line ?? '?')
  await stepOf(app, 2)
    .getByRole('tab', { name: /ioredis/ })
    .click()
  await expect(code).toContainText("await redis.lpush('lists:queue:notifications', 'msg1'")
  await stepOf(app, 2)
    .getByRole('tab', { name: /redis-py/ })
    .click()
  await expect(code).toContainText('r.lpush("lists:queue:notifications", "msg1"')
  await app.page.reload()
  await app.ready()
  await expect(code).toContainText('r.lpush(')
})

test('a lesson and a console’s session are saved as scripts', async ({ app }) => {
  await app.open('lists')
  await runStep(app, 1).click()
  await isDone(app, 1)
  await lessonOf(app).getByRole('button', { name: 'Export' }).click()
  const saved = app.page.waitForEvent('download')
  await lessonOf(app)
    .getByRole('button', { name: /^Save as Python/ })
    .click()
  expect((await saved).suggestedFilename()).toMatch(/lists.*\.py$/)
  const console_ = app.page.getByRole('region', { name: 'Clients' })
  await console_.getByRole('button', { name: 'Export' }).click()
  const session = app.page.waitForEvent('download')
  await console_.getByRole('button', { name: /^Save as redis-cli/ }).click()
  expect((await session).suggestedFilename()).toMatch(/session.*\.sh$/)
})

test('an application shows the commands that each of its calls runs, in both forms', async ({ app, redis }) => {
  await app.open('lists')
  const queue = app.page.getByRole('region', { name: 'Queue' })
  await queue.getByRole('form', { name: 'enqueue' }).getByRole('button').click()
  const call = queue.locator('[data-call="1"]')
  await expect(call.locator('.outcome')).toBeVisible()
  await expect(call).toContainText('RPUSH lists:queue:')
  const [key = ''] = await redis.keys('lists:queue:*')
  await expect(call.locator('.outcome')).toHaveText(String(await redis.llen(key)))
  await queue.getByRole('button', { name: 'Notebook' }).click()
  await queue.getByRole('form', { name: 'size' }).getByRole('button').click()
  await expect(queue.locator('[data-call="2"]')).toContainText('LLEN lists:queue:')
})

test('one page leads, and one that is asked follows it, until it goes somewhere itself', async ({ app, visit }) => {
  const follower = await visit()
  await follower.open()
  await app.open('lists')
  await app.page.locator('main h1').click()
  await app.page.keyboard.press('p')
  await follower.page.getByRole('button', { name: 'Follow', exact: true }).click()
  await expect(follower.page).toHaveURL(/\/lists/)
  await app.page.keyboard.press('PageDown')
  await expect(stepOf(follower, 2)).toHaveAttribute('data-state', 'now')
  const seq = await app.seq()
  await app.page.keyboard.press('PageUp')
  await follower.standsAt(seq - 1)
  await app.page.keyboard.press('PageDown')
  await app.standsAt(seq)
  await follower.page.getByRole('navigation', { name: 'Chapters' }).getByRole('link', { name: /^Sets/ }).click()
  await expect(follower.page.getByText('Somebody leads in this room.')).toBeVisible()
  await app.page.keyboard.press('PageDown')
  await expect(follower.page).toHaveURL(/\/sets/)
  await app.page.keyboard.press('Escape')
  await expect(follower.page.getByText('Somebody leads in this room.')).toHaveCount(0)
})

test('on a phone a step that runs is seen: the sheet goes down to the next step and Run, and comes up by hand', async ({
  visit,
}) => {
  const app = await visit({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await app.open('lists')
  const sheet = app.page.locator('.sheet-bar').getByRole('button', { name: 'Lesson' })
  await sheet.tap()
  const grip = app.page.getByRole('button', { name: 'The whole lesson' })
  await expect(grip).toHaveAttribute('aria-expanded', 'true')
  await runStep(app, 1).tap()
  const run = lessonOf(app).getByRole('button', { name: 'Run', exact: true })
  await expect(grip).toHaveAttribute('aria-expanded', 'false')
  await expect(lessonOf(app)).toContainText(`Next · 2 of ${steps.length}`)
  // its question first, and then Redis
  await run.tap()
  await lessonOf(app).getByRole('group').getByRole('button').first().tap()
  await expect(app.key(KEY).locator('[data-index]')).toHaveCount(5)
  for (const element of await app.key(KEY).locator('[data-index]').all()) await expect(element).toBeInViewport()
  await expect(app.caption).toBeInViewport({ ratio: 1 })
  await expect(run).toBeInViewport({ ratio: 1 })
  const [above, below] = [await app.caption.boundingBox(), await lessonOf(app).boundingBox()]
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual((below?.y ?? 0) + 1)
  // by a finger, by a key, and it stays where it was left
  await grip.tap()
  await expect(stepOf(app, 3)).toBeInViewport()
  await grip.press('ArrowDown')
  await expect(stepOf(app, 3)).toBeHidden()
  await grip.press('Enter')
  await expect(stepOf(app, 3)).toBeInViewport()
  await grip.press('ArrowDown')
  await app.page.reload()
  await app.ready()
  await sheet.tap()
  await expect(lessonOf(app)).toContainText('Next · 3 of')
  await expect(stepOf(app, 3)).toBeHidden()
})

test('in the midst of a lesson an empty stage says how the lesson goes on, and makes no key of another name', async ({
  app,
  redis,
}) => {
  await app.open('lists')
  const empty = app.page.locator('main .empty')
  await expect(empty).toContainText('Run this to make the first one')
  await runStep(app, 1).click()
  await isDone(app, 1)
  await expect(empty).toContainText(`The lesson goes on with step 2 of ${steps.length}.`)
  await empty.getByRole('button', { name: 'Run step 2' }).click()
  await isDone(app, 2)
  expect(await redis.keys('*')).toEqual([KEY])
})

test('an address that asks for a step that there is not opens at the last one', async ({ app }) => {
  await app.page.goto(`${app.url('lists')}&step=999`)
  await expect(stepOf(app, steps.length)).toHaveAttribute('data-state', 'now')
  await expect(app.page).toHaveURL(new RegExp(`[?&]step=${steps.length}\\b`))
})
