/** Strings: the bytes that are read, written and padded are seen as bytes; a counter rolls; bits are seen one by one. */
import { lesson } from '@rdd/shared/chapters/strings'
import { expect, type RoomPage, test } from './fixture.ts'
import { LessonPanel } from './lesson-panel.ts'

const value = (app: RoomPage, key: string) => app.key(key).locator('[data-value]')
const read = (app: RoomPage, key: string) => app.key(key).locator('[data-bytes]')
const written = (app: RoomPage, key: string) => app.key(key).locator('[data-written]')
/** The bytes that wear the accent, by index. */
const lit = (app: RoomPage, key: string) =>
  app
    .key(key)
    .locator('[data-byte].now-10')
    .evaluateAll(cells => cells.map(cell => Number(cell.getAttribute('data-byte'))))

test('a value is set and read, and GETRANGE frames the bytes it read, from either end', async ({ app, redis }) => {
  await app.open('strings')
  expect(await app.run('SET message "Hello Redis!"')).toBe('OK')
  await expect(value(app, 'message')).toHaveText('Hello Redis!')
  await app.settled()
  const before = await app.facts()
  expect(await app.run('GET message')).toBe('"Hello Redis!"')
  await expect(app.caption).toContainText('all 12 bytes read')
  await expect(read(app, 'message')).toHaveCount(0)

  expect(await app.run('GETRANGE message 6 10')).toBe('"Redis"')
  await expect(read(app, 'message')).toHaveAttribute('data-bytes', '6-10')
  expect(await app.run('SUBSTR message -6 -2')).toBe('"Redis"')
  await expect(read(app, 'message')).toHaveAttribute('data-bytes', '6-10')
  await expect(app.key('message')).toContainText('bytes 6 to 10 read')
  await app.run('GETRANGE message -1 99')
  await expect(read(app, 'message')).toHaveAttribute('data-bytes', '11-11')

  // a read moves nothing and writes nothing
  await app.run('STRLEN message')
  await app.settled()
  expect(await app.facts()).toEqual(before)
  expect(await redis.get('message')).toBe('Hello Redis!')
})

test('APPEND and SETRANGE light the bytes they wrote, and not the rest', async ({ app, redis }) => {
  await app.open('strings')
  await app.run('SET message Hello')
  await app.run('APPEND message " World!"')
  await expect(value(app, 'message')).toHaveText('Hello World!')
  await expect(written(app, 'message')).toHaveAttribute('data-written', '5-11')
  await app.run('SETRANGE message 6 Redis')
  await expect(value(app, 'message')).toHaveText('Hello Redis!')
  await expect(written(app, 'message')).toHaveAttribute('data-written', '6-10')
  await expect(written(app, 'message')).not.toHaveAttribute('data-padding', /./)
  await expect(app.key('message')).toContainText('bytes 6 to 10 written')
  // what went before is told again on the way back, and SET writes a whole value
  await app.step('Back').click()
  await expect(written(app, 'message')).toHaveAttribute('data-written', '5-11')
  await app.live.click()
  expect(await redis.get('message')).toBe('Hello Redis!')
  await app.run('SET message Howdy')
  await expect(value(app, 'message')).toHaveText('Howdy')
  await expect(written(app, 'message')).toHaveCount(0)
})

test('zero bytes that SETRANGE put in between are padding, not text', async ({ app, redis }) => {
  await app.open('strings')
  await app.run('SET note abc')
  await app.run('SETRANGE note 6 xyz')
  await expect(written(app, 'note')).toHaveAttribute('data-written', '6-8')
  await expect(written(app, 'note')).toHaveAttribute('data-padding', '3-5')
  await expect(app.key('note').getByText('padding', { exact: true })).toBeVisible()
  await expect(app.key('note')).toContainText('3 zero bytes padded')
  await expect(app.caption).toContainText('3 zero bytes of padding before')
  await app.settled()
  const cells = await app.parts('note', 'hex')
  expect(await lit(app, 'note')).toEqual([6, 7, 8])
  expect(Buffer.from(cells.map(({ data }) => data.hex).join(''), 'hex')).toEqual(await redis.getBuffer('note'))
  await expect(app.key('note').locator('[data-byte="4"] rect.ghost')).toBeVisible()

  // of a key that was not there all before the offset is padding; a long row of it is one cell
  await app.run('SETRANGE far 600 end')
  await expect(written(app, 'far')).toHaveAttribute('data-padding', '0-599')
  await expect(app.key('far').locator('[data-zeros="0-599"]')).toHaveText('600 zero bytes')
  expect(await redis.strlen('far')).toBe(603)
})

test('a sign of several bytes has a cell for each, and a range may begin half way through it', async ({
  app,
  redis,
}) => {
  await app.open('strings')
  await redis.set('smile', 'é漢😀')
  await expect(value(app, 'smile')).toHaveText('é漢😀')
  await app.settled()
  const cells = await app.parts('smile', 'hex')
  expect(cells.map(({ data }) => data.hex).join('')).toBe(Buffer.from('é漢😀').toString('hex'))
  expect(await app.run('STRLEN smile')).toBe(`(integer) ${cells.length}`)
  expect(await app.run('GETRANGE smile -2 -1')).toBe('"\\x98\\x80"')
  await expect(read(app, 'smile')).toHaveAttribute('data-bytes', '7-8')
  await expect(app.key('smile')).toContainText('bytes 7 to 8 read')
})

test('a counter shows its step in the direction it went, exactly', async ({ app, redis }) => {
  await app.open('strings')
  const steps: [string, string, string][] = [
    ['INCR visits', '42', '+1'],
    ['INCRBY visits 58', '100', '+58'],
    ['DECR visits', '99', '-1'],
    ['DECRBY visits 100', '-1', '-100'],
    ['INCRBYFLOAT visits 0.1', '-0.9', '+0.1'],
  ]
  await app.run('SET visits 41')
  await expect(value(app, 'visits')).toHaveText('41')
  await expect(app.key('visits').locator('[data-delta]')).toHaveCount(0)
  for (const [line, now, delta] of steps) {
    await app.run(line)
    await expect(value(app, 'visits')).toHaveText(now)
    await expect(app.key('visits').locator('[data-delta]')).toHaveAttribute('data-delta', delta)
    await expect(app.key('visits').locator('[data-delta]')).toContainText(delta)
    expect(await redis.get('visits')).toBe(now)
  }
  // SET puts one number where another was: nothing was counted
  await app.run('SET visits 7')
  await expect(value(app, 'visits')).toHaveText('7')
  await app.settled()
  await expect(app.key('visits').locator('[data-delta]')).toHaveCount(0)
})

test('with reduced motion the digits of a counter do not travel', async ({ app, redis }) => {
  await app.page.emulateMedia({ reducedMotion: 'reduce' })
  await app.open('strings', { watched: true })
  await redis.set('visits', '41')
  await expect(value(app, 'visits')).toHaveText('41')
  await app.settled()
  await app.page.evaluate(() => {
    const seen = new Set<string>()
    Object.assign(window, { seen })
    const stage = document.querySelector('main [data-scene]')
    const look = () => {
      for (const digit of document.querySelectorAll('[data-key="visits"] [data-value] text'))
        seen.add(digit.getAttribute('y') ?? '')
    }
    if (stage !== null) new MutationObserver(look).observe(stage, { subtree: true, childList: true, attributes: true })
  })
  await app.run('INCR visits')
  await expect(value(app, 'visits')).toHaveText('42')
  await app.settled()
  expect(await app.page.evaluate(() => 'seen' in window && window.seen instanceof Set && window.seen.size)).toBe(1)
})

test('through the lens for bits, the bit written, the range counted and the bit found are seen', async ({
  app,
  redis,
}) => {
  await app.open('strings')
  await app.page.getByRole('group', { name: 'Lens' }).getByRole('button', { name: 'Bits' }).click()
  const card = app.key('days')
  const range = card.locator('[data-bits]')
  await app.run('SETBIT days 3 1')
  await expect(card.locator('[data-bit="3"]')).toHaveAttribute('data-on', '1')
  await expect(written(app, 'days')).toHaveAttribute('data-written', '3-3')
  await app.run('SETBIT days 37 1')
  await expect(written(app, 'days')).toHaveAttribute('data-written', '37-37')
  await expect(written(app, 'days')).toHaveAttribute('data-padding', '8-31')
  await app.settled()
  const bits = await app.parts('days', 'on')
  const raw = await redis.getBuffer('days')
  expect(bits.map(({ data }) => data.on).join('')).toBe(
    [...(raw ?? [])].map(byte => byte.toString(2).padStart(8, '0')).join(''),
  )

  const counts: [line: string, from: string, said: string][] = [
    ['BITCOUNT days', '0-39', 'bits 0 to 39: 2 set'],
    ['BITCOUNT days 0 -2', '0-31', 'bits 0 to 31: 1 set'],
    ['BITCOUNT days -4 -1 BIT', '36-39', 'bits 36 to 39: 1 set'],
    ['BITPOS days 1 1', '8-39', 'bits 8 to 39: found at 37'],
    ['GETBIT days 3', '3-3', 'bit 3 is 1'],
  ]
  for (const [line, from, said] of counts) {
    await app.run(line)
    await expect(range).toHaveAttribute('data-bits', from)
    await expect(card).toContainText(said)
  }
  // without the lens, the byte
  await app.page.getByRole('group', { name: 'Lens' }).getByRole('button', { name: 'Value' }).click()
  await expect(read(app, 'days')).toHaveAttribute('data-bytes', '0-0')
  expect(await redis.bitpos('days', 1, 1)).toBe(37)
})

test('the whole lesson, click by click, comes out as it says and stands in the scene as Redis has it', async ({
  app,
  redis,
}) => {
  test.slow()
  await app.open('strings')
  const steps = new LessonPanel(app, lesson)
  await steps.clickTo('MSET strings:user:1001:email john@example.com strings:user:1001:age 30')
  await expect(value(app, 'strings:user:1001:email')).toHaveText('john@example.com')
  await steps.clickTo('DEL strings:user:1001:email strings:user:1001:nick')
  await expect(app.key('strings:user:1001:email')).toHaveCount(0)
  await steps.clickTo('SET strings:session:abc123 user_data EX 3600')
  await expect(app.key('strings:session:abc123').getByRole('timer')).toBeVisible()
  await steps.clickTo('SETEX strings:temp:data 300 "expires in 5 minutes"')
  await expect(app.key('strings:temp:data').getByRole('timer')).toBeVisible()
  await expect(app.key('strings:session:abc123').getByRole('timer')).toHaveCount(0)
  await steps.clickTo('SET strings:lock:resource holder-2 NX EX 600')
  await expect(value(app, 'strings:lock:resource')).toHaveText('holder-1')
  await steps.clickTo('DECRBY strings:counter:visits 11')
  await expect(value(app, 'strings:counter:visits')).toHaveText('30')
  await expect(app.key('strings:counter:visits').locator('[data-delta]')).toHaveAttribute('data-delta', '-11')
  await steps.clickTo('GETRANGE strings:message -6 -2')
  await expect(read(app, 'strings:message')).toHaveAttribute('data-bytes', '6-10')
  await steps.clickTo('SETRANGE strings:message 6 Redis')
  await expect(written(app, 'strings:message')).toHaveAttribute('data-written', '6-10')
  await steps.clickToEnd()
  await expect(app.key('strings:flash')).toHaveCount(0)
  await app.settled()
  const texts = (await redis.keys('strings:*')).filter(key => !/padded|days/.test(key)).sort()
  expect(texts.length).toBeGreaterThan(6)
  for (const key of texts) await expect(value(app, key), key).toHaveText((await redis.get(key)) ?? '')
  await expect(app.key('strings:padded').locator('[data-zeros]')).toHaveAttribute('data-zeros', '0-4')
  expect(await redis.getBuffer('strings:padded')).toEqual(Buffer.from('\0\0\0\0\0x'))
  expect(await redis.ttl('strings:temp:data')).toBeGreaterThan(0)
})

test('conditions and times to live, typed: SETNX refuses, SETEX and PX make a ring, EXISTS counts, DEL takes out', async ({
  app,
  redis,
}) => {
  await app.open('strings')
  const ring = (key: string) => app.key(key).getByRole('timer')
  expect(await app.run('SETNX lock a')).toBe('(integer) 1')
  expect(await app.run('SETNX lock b')).toBe('(integer) 0')
  await expect(value(app, 'lock')).toHaveText('a')
  await expect(ring('lock')).toHaveCount(0)
  await app.run('SETEX session 600 user:1')
  await expect(ring('session')).toBeVisible()
  await app.run('SET flash x PX 500000')
  await expect(ring('flash')).toBeVisible()
  await app.run('SET session user:2 EX 900')
  await expect(value(app, 'session')).toHaveText('user:2')
  await app.run('MSET one 1 two 2')
  expect(await app.run('MGET one two three')).toBe('1) "1"\n2) "2"\n3) (nil)')
  expect(await app.run('EXISTS one one three')).toBe('(integer) 2')
  expect(await app.run('DEL one flash three')).toBe('(integer) 2')
  await expect(app.key('one')).toHaveCount(0)
  await expect(app.key('flash')).toHaveCount(0)
  await app.settled()
  expect(await redis.mget('lock', 'session', 'one', 'two')).toEqual(['a', 'user:2', null, '2'])
  expect(await redis.ttl('session')).toBeGreaterThan(600)
  expect(Number(await app.key('session').getAttribute('data-expires-at'))).toBe(await redis.pexpiretime('session'))
})
