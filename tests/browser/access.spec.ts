/** For everybody: by keyboard alone, with a screen reader, in both themes, without motion, on a phone, on a projector. */
import { violations } from './axe.ts'
import { expect, type RoomPage, test } from './fixture.ts'

const SAMPLE: readonly [string, ...string[]][] = [
  ['SET', 'session:abc', 'user_data', 'EX', '600'],
  ['SET', 'user:1001:name', 'John Doe'],
  ['HSET', 'user:1001', 'name', 'John Doe', 'age', '30'],
  ['RPUSH', 'queue', 'msg5', 'msg4', 'msg3'],
  ['SADD', 'tags', 'python', 'redis', 'docker'],
  ['ZADD', 'board', '9500', 'alice', '8200', 'bob'],
  ['XADD', 'events', '1-1', 'action', 'login'],
]
const CHAPTERS = [
  ...['keyspace', 'strings', 'hashes', 'lists', 'sets', 'sorted-sets', 'streams'],
  ...['architecture', 'connecting', 'key-naming', 'pubsub', 'guide', 'cheatsheet'],
]

for (const chapter of CHAPTERS)
  test(`no violation of WCAG that axe can find: ${chapter}`, async ({ app, redis }) => {
    // axe looks at every element ten times over
    test.slow()
    for (const [command, ...args] of SAMPLE) await redis.call(command, ...args)
    await app.open(chapter)
    for (const line of ['LRANGE queue 0 -1', 'NOSUCH']) await app.run(line)
    await app.settled()
    expect(await violations(app)).toEqual([])
  })

test('no violation of WCAG that axe can find: nothing yet, the past, a menu, a dialog', async ({ app, redis }) => {
  test.slow()
  await app.open()
  expect(await violations(app), 'empty database').toEqual([])
  for (const [command, ...args] of SAMPLE) await redis.call(command, ...args)
  await app.run('NOSUCH')
  await app.step('Back').click()
  await app.page.getByRole('button', { name: /^room / }).click()
  expect(await violations(app), 'in the past, with a menu open').toEqual([])
  await app.page.getByRole('button', { name: 'Reset the room' }).click()
  expect(await violations(app, 'dialog'), 'a dialog').toEqual([])
})

test('by keyboard alone: run a command, go to a key, open it, step the time line, change the chapter', async ({
  app,
  room,
}) => {
  await app.open()
  const { keyboard } = app.page
  await expect(app.prompt).toBeFocused()
  await keyboard.type('SET a 1')
  await keyboard.press('Enter')
  await keyboard.type('SET b 2')
  await keyboard.press('Enter')
  await expect(app.key('b')).toBeVisible()

  await tabTo(app, '[data-key]')
  await keyboard.press('Home')
  await keyboard.press('ArrowRight')
  await keyboard.press('Enter')
  await expect(app.inspector).toContainText('Picked')
  await expect(app.key('b')).toHaveAttribute('aria-current', 'true')

  const last = await app.seq()
  await keyboard.press('PageUp')
  await expect(app.stage).toHaveAttribute('data-seq', String(last - 1))
  await keyboard.press('PageDown')
  await expect(app.stage).toHaveAttribute('data-seq', String(last))
  await tabTo(app, 'input[type="range"]')
  await keyboard.press('ArrowLeft')
  await expect(app.stage).toHaveAttribute('data-seq', String(last - 1))

  await tabTo(app, 'nav a[href^="/lists"]')
  await keyboard.press('Enter')
  await expect(app.page).toHaveURL(room.url('lists'))
  await expect(app.stage).toHaveAttribute('data-scene', 'list')
  await keyboard.press('/')
  await expect(app.prompt).toBeFocused()
})

/** Goes round the page with Shift+Tab until something that fits has the focus. */
async function tabTo(app: RoomPage, selector: string): Promise<void> {
  const there = () => app.page.evaluate(what => document.activeElement?.matches(what) === true, selector)
  for (let i = 0; i < 150 && !(await there()); i += 1) await app.page.keyboard.press('Shift+Tab')
  expect(await there(), `the focus reaches ${selector}`).toBe(true)
}

test('what has the focus is seen to have it', async ({ app }) => {
  await app.open()
  await app.run('SET a 1')
  await app.prompt.press('Shift+Tab')
  for (let i = 0; i < 12; i += 1) {
    const seen = await app.page.evaluate(() => {
      const { activeElement } = document
      if (activeElement === null || activeElement === document.body) return 'nothing'
      const looks = (node: Element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node)
        const { stroke, strokeWidth } = getComputedStyle(node)
        const framed = node.matches('svg .frame') && stroke !== 'none' && Number.parseFloat(strokeWidth) > 2
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || framed
      }
      return looks(activeElement) || [...activeElement.children].some(looks)
        ? 'seen'
        : activeElement.outerHTML.slice(0, 200)
    })
    expect(seen).toBe('seen')
    await app.page.keyboard.press('Shift+Tab')
  }
})

test('the caption and the connection are told to screen readers, a countdown is not told at each tick', async ({
  app,
}) => {
  await app.open()
  await app.run('SET a 1 EX 100')
  await expect(app.caption).toHaveAttribute('aria-live', 'polite')
  const live = await app
    .key('a')
    .getByRole('timer')
    .evaluate(timer => {
      for (let node: Element | null = timer; node !== null; node = node.parentElement) {
        const told = node.getAttribute('aria-live')
        if (told !== null) return told
        if (/^(status|alert|log)$/.test(node.getAttribute('role') ?? '')) return 'polite'
      }
      return 'off'
    })
  expect(live).toBe('off')
  await expect(app.key('a')).toHaveAccessibleName(/a, string/)
})

/** Where a card stands in each frame until the stage is settled. */
async function places(app: RoomPage, key: string, act: () => Promise<unknown>): Promise<number> {
  await app.page.evaluate(name => {
    const seen = new Set<string>()
    Object.assign(window, { seen, watching: true })
    const look = () => {
      const card = document.querySelector(`[data-key="${name}"]`)
      if (card !== null) seen.add(card.getAttribute('transform') ?? '')
      if (Reflect.get(window, 'watching')) requestAnimationFrame(look)
    }
    look()
  }, key)
  await act()
  await app.settled()
  return app.page.evaluate(() => {
    Object.assign(window, { watching: false })
    const seen: unknown = Reflect.get(window, 'seen')
    return seen instanceof Set ? seen.size : 0
  })
}

test('with reduced motion nothing travels: a card stands where it stood or where it will stand', async ({ visit }) => {
  const app = await visit({ reducedMotion: 'reduce' })
  await app.open('keyspace', { watched: true })
  await app.run('SET b 2')
  await app.settled()
  expect(await places(app, 'b', () => app.run('SET a 1'))).toBe(2)
})

test('without it, what makes room is seen to move', async ({ app }) => {
  await app.open('keyspace', { watched: true })
  await app.run('SET b 2')
  await app.settled()
  expect(await places(app, 'b', () => app.run('SET a 1'))).toBeGreaterThan(2)
})

test('on a phone the stage comes first, everything else is a sheet, and nothing is wider than the screen', async ({
  visit,
}) => {
  const app = await visit({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await app.open()
  const fits = () => app.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
  expect(await fits()).toBe(true)
  await expect(app.stage).toBeInViewport()
  await app.page.getByRole('button', { name: 'Console', exact: true }).tap()
  await app.run('HSET user:1001 name John age 30')
  await app.page.getByRole('button', { name: 'Console', exact: true }).tap()
  await expect(app.key('user:1001')).toBeInViewport()
  await app.key('user:1001').tap()
  await app.page.getByRole('button', { name: 'Key', exact: true }).tap()
  await expect(app.inspector).toContainText('user:1001')
  await expect(app.inspector).toBeInViewport()
  await app.page.getByRole('button', { name: 'Key', exact: true }).tap()
  await app.page.getByRole('button', { name: 'Chapters', exact: true }).tap()
  await app.page.getByRole('link', { name: /^Hashes/ }).tap()
  await expect(app.stage).toHaveAttribute('data-scene', 'hash')
  await expect(app.key('user:1001')).toBeInViewport()
  await expect(app.step('Back')).toBeInViewport()
  await app.step('Back').tap()
  await expect(app.key('user:1001')).toHaveCount(0)
  expect(await fits()).toBe(true)
  expect(await violations(app)).toEqual([])
})

test('what was touched last is in sight in Present, and again after it', async ({ app, redis }) => {
  await app.open('strings')
  await redis.mset(...Array.from({ length: 12 }, (_, i) => [`k${10 + i}`, 'value']).flat())
  await app.enter('SET k21 here')
  await expect(app.key('k21')).toBeInViewport({ ratio: 1 })
  await app.page.getByRole('button', { name: 'Present' }).click()
  await expect(app.prompt).toBeHidden()
  await expect(app.key('k21')).toBeInViewport({ ratio: 1 })
  await app.page.keyboard.press('Escape')
  await expect(app.prompt).toBeVisible()
  await expect(app.key('k21')).toBeInViewport({ ratio: 1 })
})

test('presenting hides all but the stage, its caption and the transport; Escape brings the rest back', async ({
  app,
}) => {
  await app.open()
  await app.run('SET a 1')
  await app.page.getByRole('button', { name: 'Present' }).click()
  await expect(app.key('a')).toBeInViewport()
  await expect(app.caption).toBeVisible()
  await expect(app.step('Back')).toBeVisible()
  await expect(app.prompt).toBeHidden()
  await expect(app.inspector).toBeHidden()
  await expect(app.page.getByRole('navigation', { name: 'Chapters' })).toBeHidden()
  await app.page.keyboard.press('PageUp')
  await expect(app.key('a')).toHaveCount(0)
  await app.page.keyboard.press('Escape')
  await expect(app.prompt).toBeVisible()
})

test('the theme is as the system until one chooses, and the choice is kept', async ({ app }) => {
  await app.open()
  const paper = () => app.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await app.page.emulateMedia({ colorScheme: 'light' })
  const light = await paper()
  await app.page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(paper).not.toBe(light)
  await app.page.getByRole('button', { name: /^Theme/ }).click()
  await expect.poll(paper).toBe(light)
  await app.page.reload()
  await app.ready()
  expect(await paper()).toBe(light)
})

test('the fonts are our own, and there without a network', async ({ app }) => {
  await app.open()
  const fonts = await app.page.evaluate(async () => {
    await document.fonts.ready
    return [...document.fonts].filter(font => font.status === 'loaded').map(font => font.family.replaceAll('"', ''))
  })
  expect(fonts).toEqual(
    expect.arrayContaining([expect.stringMatching(/Inter/), expect.stringMatching(/JetBrains Mono/)]),
  )
})
