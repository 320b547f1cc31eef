/** What Redis holds is text and nothing else, whatever it says; and the page brings nothing from elsewhere. */
import { expect, type RoomPage, test } from './fixture.ts'

const MARKUP = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>'
const NAMES = [MARKUP, '__proto__', 'constructor', 'toString', '" onload="window.harmed=1', "'); alert(1); ('"]

/** Nothing ran, and no element was made of what was text. */
async function unharmed(app: RoomPage): Promise<void> {
  expect(await app.page.evaluate(() => Reflect.get(window, 'harmed'))).toBeUndefined()
  expect(await app.page.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined()
  await expect(app.page.locator('img, script:not([src]), [onerror], [onload]')).toHaveCount(0)
}

test('the policy lets only our own files run: no inline script or style, no eval, no frame, no other site', async ({
  app,
  room,
}) => {
  await app.open()
  const answer = await fetch(room.url())
  const policy = answer.headers.get('content-security-policy') ?? ''
  const rules = new Map(policy.split(/;\s*/).map(rule => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]))
  expect(rules.get('default-src')).toBe("'self'")
  expect(rules.get('script-src')).toBe("'self'")
  expect(rules.get('style-src')).toBe("'self'")
  expect(rules.get('object-src')).toBe("'none'")
  expect(rules.get('base-uri')).toBe("'none'")
  expect(rules.get('frame-ancestors')).toBe("'none'")
  expect(policy).not.toMatch(/unsafe|\*|data:|http/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  await expect(app.page.locator('style, script:not([src])')).toHaveCount(0)
})

test('markup, and names that JavaScript knows, are keys like any other', async ({ app, redis }) => {
  await app.open()
  await app.page.setViewportSize({ width: 1280, height: 1400 })
  for (const name of NAMES) await redis.set(name, `value of ${name}`)
  await expect(app.stage).toHaveAttribute('data-count', String(NAMES.length))
  for (const name of NAMES) {
    await expect(app.key(name)).toBeVisible()
    expect(await app.key(name).locator('[data-value]').textContent()).toBe(`value of ${name}`)
  }
  await app.key(MARKUP).focus()
  await app.page.keyboard.press('Enter')
  await expect(app.inspector).toContainText(MARKUP)
  await app.key('__proto__').focus()
  await app.page.keyboard.press('Enter')
  await expect(app.inspector).toContainText('value of __proto__')
  await app.page.getByRole('searchbox', { name: 'Find keys' }).fill('<img')
  await expect(app.stage.locator('[data-key]:not([data-leaving])')).toHaveCount(1)
  await redis.del('constructor')
  await expect(app.stage).toHaveAttribute('data-count', String(NAMES.length - 1))
  await unharmed(app)
})

test('markup in fields, elements, members and entries is text in every scene', async ({ app, redis }) => {
  await redis
    .pipeline()
    .hset('h', MARKUP, MARKUP, '__proto__', 'polluted', 'constructor', 'c')
    .rpush('l', MARKUP, '__proto__')
    .sadd('t', MARKUP, '__proto__')
    .zadd('z', 1, MARKUP, 2, '__proto__')
    .xadd('x', '1-1', MARKUP, MARKUP, '__proto__', 'polluted')
    .xgroup('CREATE', 'x', MARKUP, '0')
    .exec()
  await app.open('hashes')
  await expect(app.key('h').locator('[data-field]')).toHaveCount(3)
  const fields = await app.parts('h', 'field')
  expect(Object.fromEntries(fields.map(part => [`_${part.data.field}`, part.text]))).toEqual({
    [`_${MARKUP}`]: MARKUP,
    ___proto__: 'polluted',
    _constructor: 'c',
  })
  await app.open('lists')
  expect((await app.parts('l', 'index')).map(part => part.text)).toEqual([MARKUP, '__proto__'])
  await app.open('sets')
  expect((await app.parts('t', 'member')).map(part => part.data.member).sort()).toEqual([MARKUP, '__proto__'].sort())
  await app.open('sorted-sets')
  expect((await app.parts('z', 'member')).map(part => part.data.member).sort()).toEqual([MARKUP, '__proto__'].sort())
  await app.open('streams')
  await expect(app.key('x').locator('[data-entry="1-1"]')).toBeAttached()
  await expect(app.key('x')).toContainText('group <img')
  await unharmed(app)
})

test('markup in commands, replies, errors, messages and names of other clients is text', async ({
  app,
  room,
  redis,
}) => {
  await app.open()
  const other = await room.redis()
  await other.client('SETNAME', '<b>x</b>')
  await other.set('named', '1')
  await app.run(`SET k '${MARKUP}'`)
  expect(await app.run('GET k')).toContain('<img src=x')
  await expect(app.caption).toContainText('GET k')
  await app.run(`'${MARKUP}'`)
  await expect(app.reply).toHaveAttribute('data-error', 'true')
  await app.run(`EVAL "return redis.error_reply('<img src=x onerror=window.harmed=1>')" 0`)
  await app.enter(`SUBSCRIBE '${MARKUP}'`)
  await expect(app.tab(/^you/)).toContainText('subscribed')
  await redis.publish(MARKUP, MARKUP)
  await expect(app.reply).toContainText('"message"')
  await expect(app.log).toContainText('<img src=x')
  await unharmed(app)
})

test('binary keys and values show every byte, are copied and changed without a loss', async ({ app, redis }) => {
  await app.open()
  const key = Buffer.from([0xff, 0x01, 0x0a, 0x5c, 0x22])
  await redis.set(key, Buffer.from([0xfe, 0xad, 0x00, 0xc3, 0xa9]))
  const card = app.key('\\xff\u0001\n\\\\"')
  await expect(card).toHaveAttribute('data-length', '5')
  expect(await card.locator('[data-value]').textContent()).toBe('\\xfe\\xad\u0000é')
  expect(await app.run('GET "\\xff\\x01\\n\\\\\\""')).toBe('"\\xfe\\xad\\x00\\xc3\\xa9"')
  await card.focus()
  await app.page.keyboard.press('Enter')
  await app.inspector.getByRole('button', { name: 'Delete' }).click()
  await app.page.getByRole('dialog').getByRole('button', { name: 'Run' }).click()
  await expect(app.stage).toHaveAttribute('data-count', '0')
  expect(await redis.dbsize()).toBe(0)
})

test('very long keys, right-to-left text, emoji and unseen signs leave the layout whole', async ({ app, redis }) => {
  await app.open()
  await redis.mset({
    ['k'.repeat(5000)]: 'x',
    'שלום עולם': 'مرحبا',
    '👩‍👩‍👧‍👦🏳️‍🌈': '🎉'.repeat(50),
    'a\u202eb': '\u200b\u0007',
    ' ': '\n\n\n',
    '': 'no name',
  })
  await expect(app.stage).toHaveAttribute('data-count', '6')
  await app.settled()
  expect(await app.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  const outside = await app.stage.evaluate(
    stage =>
      [...stage.querySelectorAll('[data-key]')].filter(card => {
        const frame = card.querySelector('rect')?.getBoundingClientRect()
        const name = card.querySelector('text')?.getBoundingClientRect()
        return frame === undefined || name === undefined || name.right > frame.right + 1
      }).length,
  )
  expect(outside).toBe(0)
  await app.open('strings')
  await expect(app.stage).toHaveAttribute('data-count', '6')
})

test('a line of ten megabytes is refused in words, and nothing runs', async ({ app, redis }) => {
  // a browser takes its time with such a field
  test.slow()
  await app.open()
  await app.prompt.evaluate(field => {
    if (!(field instanceof HTMLInputElement)) return
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    set?.call(field, `SET big ${'x'.repeat(10_000_000)}`)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await app.prompt.press('Enter')
  await expect(app.log).toContainText(/more than|too large/i, { timeout: 30_000 })
  expect(await redis.exists('big')).toBe(0)
  await app.enter('clear')
  expect(await app.run('PING')).toBe('PONG')
})
