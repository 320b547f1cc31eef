/** The console is a redis-cli in the page: what is typed is read as redis-cli reads it, what comes back printed as it prints. */
import { expect, test } from './fixture.ts'

test('quotes and escapes are read as redis-cli reads them', async ({ app, redis }) => {
  await app.open()
  expect(await app.run('SET "two words" "a\\tb\\x00\\xff\\"c\\""')).toBe('OK')
  expect(await redis.getBuffer('two words')).toEqual(Buffer.from([0x61, 9, 0x62, 0, 0xff, 0x22, 0x63, 0x22]))
  expect(await app.run('GET "two words"')).toBe('"a\\tb\\x00\\xff\\"c\\""')
  await app.run("SET q 'it\\'s \\n raw'")
  expect(await redis.get('q')).toBe("it's \\n raw")
  await app.run('SET empty ""')
  expect(await app.run('GET empty')).toBe('""')
})

test('a line that cannot be read says where, and runs nothing', async ({ app, redis }) => {
  await app.open()
  await app.enter('SET a "unbalanced')
  await expect(app.log).toContainText(/Invalid argument/i)
  await expect(app.replies).toHaveCount(0)
  expect(await redis.dbsize()).toBe(0)
})

test('every kind of reply prints as in redis-cli', async ({ app }) => {
  await app.open()
  expect(await app.run('SET s v')).toBe('OK')
  expect(await app.run('GET s')).toBe('"v"')
  expect(await app.run('GET none')).toBe('(nil)')
  expect(await app.run('APPEND s w')).toBe('(integer) 2')
  expect(await app.run('RPUSH l a b')).toBe('(integer) 2')
  expect(await app.run('LRANGE l 0 -1')).toBe('1) "a"\n2) "b"')
  expect(await app.run('LRANGE none 0 -1')).toBe('(empty array)')
  expect(await app.run('MGET s none')).toBe('1) "vw"\n2) (nil)')
  expect(await app.run('EVAL "return {1, {2, {\'x\', false}}}" 0')).toBe(
    '1) (integer) 1\n2) 1) (integer) 2\n   2) 1) "x"\n      2) (nil)',
  )
  expect(await app.run('NOSUCH a b')).toMatch(/^\(error\) ERR unknown command 'NOSUCH'/)
  expect(await app.run('GET')).toBe("(error) ERR wrong number of arguments for 'get' command")
  await expect(app.reply).toHaveAttribute('data-error', 'true')
  expect(await app.run('SET é ü')).toBe('OK')
  expect(await app.run('GET é')).toBe('"\\xc3\\xbc"')
  await expect(app.reply).not.toHaveAttribute('data-error')
})

test('HELLO 3 brings doubles, maps, sets and booleans, printed as redis-cli prints them', async ({ app }) => {
  await app.open()
  expect(await app.run('HELLO 3')).toMatch(/^1# "server" => "(redis|valkey)"\n2# "version" => /)
  await app.run('ZADD z 1.5 a')
  expect(await app.run('ZSCORE z a')).toBe('(double) 1.5')
  await app.run('HSET h f v g w')
  expect(await app.run('HGETALL h')).toBe('1# "f" => "v"\n2# "g" => "w"')
  await app.run('SADD t one')
  expect(await app.run('SMEMBERS t')).toBe('1~ "one"')
  expect(await app.run('CONFIG GET maxmemory-policy')).toBe('1# "maxmemory-policy" => "noeviction"')
  expect(await app.run('EVAL "redis.setresp(3); return true" 0')).toBe('(true)')
  expect(await app.run('HELLO 2')).toMatch(/^ ?1\) "server"\n/)
})

test('replies are numbered by one and never reuse a number, also after clear', async ({ app }) => {
  await app.open()
  await app.run('PING')
  await app.run('NOSUCH')
  const numbers = await app.replies.evaluateAll(all => all.map(one => Number(one.getAttribute('data-reply'))))
  expect(numbers[1]).toBe((numbers[0] ?? 0) + 1)
  await app.enter('clear')
  await expect(app.replies).toHaveCount(0)
  await app.enter('PING')
  await expect(app.reply).toHaveAttribute('data-reply', String((numbers[1] ?? 0) + 1))
})

test('help tells of a command, of a group, and of itself', async ({ app }) => {
  await app.open()
  await app.enter('help getrange')
  await expect(app.log).toContainText('GETRANGE key start end')
  await expect(app.log).toContainText(/summary: .+/)
  await app.enter('help @list')
  await expect(app.log).toContainText('LPUSH')
  await app.enter('help')
  await expect(app.log).toContainText('To get help about Redis commands')
  await expect(app.replies).toHaveCount(0)
})

test('a number before a command runs it so many times', async ({ app, redis }) => {
  await app.open()
  await app.enter('5 INCR n')
  await expect(app.replies).toHaveText(['(integer) 1', '(integer) 2', '(integer) 3', '(integer) 4', '(integer) 5'])
  expect(await redis.get('n')).toBe('5')
})

test('a long repetition says how much is left, and is stopped by Ctrl-C or by Stop', async ({ app, redis }) => {
  await app.open()
  for (const stop of [
    () => app.prompt.press('Control+c'),
    () => app.log.getByRole('button', { name: 'Stop' }).click(),
  ]) {
    await app.enter('100000 INCR n')
    await expect(app.log).toContainText(/[\d,]+ times more: 100000 INCR n/)
    await stop()
    await expect(app.log).not.toContainText('times more')
    const stopped = Number(await redis.get('n'))
    expect(stopped).toBeLessThan(100_000)
    expect(await app.run('INCR n')).toBe(`(integer) ${stopped + 1}`)
  }
})

test('up and down go through what was entered, and come back to what was being typed', async ({ app }) => {
  await app.open()
  await app.run('SET a 1')
  await app.run('SET b 2')
  await app.prompt.fill('GET')
  await app.prompt.press('ArrowUp')
  await expect(app.prompt).toHaveValue('SET b 2')
  await app.prompt.press('ArrowUp')
  await expect(app.prompt).toHaveValue('SET a 1')
  await app.prompt.press('ArrowUp')
  await expect(app.prompt).toHaveValue('SET a 1')
  await app.prompt.press('ArrowDown')
  await app.prompt.press('ArrowDown')
  await expect(app.prompt).toHaveValue('GET')
})

test('the history outlives a reload', async ({ app }) => {
  await app.open()
  await app.run('SET kept yes')
  await app.page.reload()
  await app.ready()
  await app.prompt.press('ArrowUp')
  await expect(app.prompt).toHaveValue('SET kept yes')
  await expect(app.log).toContainText('SET kept yes')
})

test('Ctrl-R searches the history; Enter runs what it found', async ({ app }) => {
  await app.open()
  await app.run('SET apple 1')
  await app.run('SET pear 2')
  await app.run('SET plum 3')
  await app.prompt.press('Control+r')
  await app.page.keyboard.type('pe')
  const before = await app.lastNumber()
  await app.page.keyboard.press('Enter')
  await expect(app.reply).toHaveAttribute('data-reply', String(before + 1))
  await expect(app.log.getByText('SET pear 2')).toHaveCount(2)
})

test('Tab and the right arrow complete from the connected server’s commands; Enter runs what is written', async ({
  app,
}) => {
  await app.open()
  await app.prompt.pressSequentially('getra')
  await app.prompt.press('Tab')
  await expect(app.prompt).toHaveValue(/^getrange $/i)
  await app.prompt.fill('')
  await app.prompt.pressSequentially('zrevrangebys')
  await app.prompt.press('ArrowRight')
  await expect(app.prompt).toHaveValue(/^zrevrangebyscore $/i)
  await app.prompt.fill('')
  await app.prompt.pressSequentially('CONFIG RESETS')
  await app.prompt.press('Tab')
  await expect(app.prompt).toHaveValue(/^CONFIG RESETSTAT $/i)
  expect(await app.run('GETRA')).toMatch(/^\(error\) ERR unknown command 'GETRA'/)
})

test('hints tell the arguments, the cost and the summary of what is being typed', async ({ app }) => {
  await app.open()
  const console_ = app.page.getByRole('form', { name: 'Console' })
  await app.prompt.pressSequentially('LRANGE ')
  await expect(console_).toContainText('key start stop')
  await expect(console_).toContainText(/O\(S\+N\)/)
  await expect(console_).toContainText(/range of elements/i)
  await app.prompt.pressSequentially('queue ')
  await expect(console_).toContainText('start stop')
})

test('a paste of several lines runs them in order, each on its own', async ({ app, redis }) => {
  await app.open()
  await app.prompt.focus()
  await app.prompt.evaluate(field => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', 'SET a 1\nINCR a\r\nLPUSH a x\n\nRPUSH l p q\nGET a')
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(app.replies).toHaveText(['OK', '(integer) 2', /WRONGTYPE/, '(integer) 2'])
  await expect(app.prompt).toHaveValue('GET a')
  await app.prompt.press('Enter')
  await expect(app.reply).toHaveText('"2"')
  expect(await redis.lrange('l', 0, -1)).toEqual(['p', 'q'])
})

test('lines typed while an answer is out wait their turn and run in order', async ({ app, redis }) => {
  await app.open()
  await app.enter('BLPOP jobs 0')
  await app.enter('SET after 1')
  await app.enter('INCR after')
  await expect(app.log).toContainText('2 lines next')
  expect(await redis.exists('after')).toBe(0)
  await redis.rpush('jobs', 'x')
  await expect(app.replies).toHaveText([/"x"/, 'OK', '(integer) 2'])
})

test('a long reply stands whole in the log, and the log stays at its newest line', async ({ app }) => {
  await app.open()
  await app.run('EVAL "local t = {} for i = 1, 200 do t[i] = \'line \' .. i end return t" 0')
  expect((await app.reply.textContent())?.split('\n')).toHaveLength(200)
  await app.run('PING')
  await expect(app.reply).toBeInViewport()
  await app.run('CONFIG GET maxmemory*')
  await app.run('LPOP none')
  await expect(app.reply).toBeInViewport()
})

test('any command of the server works, not a list of ours', async ({ app }) => {
  await app.open()
  await app.run('GEOADD g 13.361389 38.115556 Palermo')
  expect(await app.run('GEOPOS g Palermo')).toMatch(/13\.36138/)
  await app.run('PFADD hll a b c')
  expect(await app.run('PFCOUNT hll')).toBe('(integer) 3')
  await app.run('SETBIT bits 7 1')
  expect(await app.run('BITCOUNT bits')).toBe('(integer) 1')
  expect(await app.run('OBJECT ENCODING bits')).toBe('"raw"')
  expect(await app.run('FUNCTION STATS')).toMatch(/running_script/)
  expect(await app.run('DEBUG OBJECT g')).toMatch(/encoding:(listpack|ziplist)/)
  expect(await app.run('CLIENT GETNAME')).toBe('"you"')
  expect(await app.run('INFO server')).toMatch(/redis_version:/)
  expect(await app.run('COPY g g2')).toBe('(integer) 1')
  await expect(app.key('g2')).toHaveAttribute('data-type', 'zset')
})
