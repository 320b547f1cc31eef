/** Sorted sets: ranks from both ends, the axis of scores with the band asked for, and scores that were refused. */
import { lesson } from '@rdd/shared/chapters/sorted-sets'
import type { Redis } from 'ioredis'
import { expect, type RoomPage, test } from './fixture.ts'
import { ApplicationPanel, LessonPanel } from './lesson-panel.ts'

const key = 'leaderboard:game1'
const scores = '2500 alice 2100 bob 1800 carol 1500 dave 1200 eve'

async function board(app: RoomPage): Promise<void> {
  await app.open('sorted-sets')
  await app.run(`ZADD ${key} ${scores}`)
  await expect(app.key(key).locator('[data-member]')).toHaveCount(5)
}
/** Members lit, highest first. */
async function lit(app: RoomPage, of = key): Promise<(string | null)[]> {
  await app.settled()
  const rows = await app
    .key(of)
    .locator('.now > [data-member]')
    .evaluateAll(nodes =>
      nodes.map(node => ({ member: node.getAttribute('data-member'), rank: Number(node.getAttribute('data-rank')) })),
    )
  return rows.sort((a, b) => b.rank - a.rank).map(({ member }) => member)
}

test('every member has its rank from both ends', async ({ app, redis }) => {
  await board(app)
  for (const member of ['alice', 'carol', 'eve']) {
    const rank = await redis.zrank(key, member)
    await expect(app.key(key).locator(`[data-member="${member}"]`)).toHaveAttribute('data-rank', String(rank))
    await expect(app.key(key)).toContainText(`${rank} · ${Number(rank) - 5}`)
  }
})

test('a range by score is a band on the axis, and says what belongs to it', async ({ app }) => {
  await board(app)
  const before = await app.facts()
  await app.run(`ZRANGE ${key} (1500 2100 BYSCORE`)
  await expect(app.key(key)).toContainText('1500 < score ≤ 2100: 2 members')
  expect(await lit(app)).toEqual(['bob', 'carol'])
  await app.run(`ZCOUNT ${key} 1500 +inf`)
  await expect(app.key(key)).toContainText('1500 ≤ score: 4 members')
  expect(await lit(app)).toEqual(['alice', 'bob', 'carol', 'dave'])
  await app.run(`ZCOUNT ${key} 3000 4000`)
  await expect(app.key(key)).toContainText('3000 ≤ score ≤ 4000: 0 members')
  expect(await lit(app)).toEqual([])
  await app.run(`ZRANGEBYSCORE ${key} -inf +inf`)
  await expect(app.key(key)).toContainText('any score: 5 members')
  await app.settled()
  expect(await app.facts()).toEqual(before)
})

test('a range by rank is bracketed, as it was asked for and as it is', async ({ app }) => {
  await board(app)
  await app.run(`ZRANGE ${key} -2 -1`)
  await expect(app.key(key)).toContainText('-2 to -1 is ranks 3 to 4: 2 members')
  expect(await lit(app)).toEqual(['alice', 'bob'])
  await app.run(`ZRANGE ${key} 0 2 REV`)
  await expect(app.key(key)).toContainText('0 to 2 from the highest is ranks 2 to 4: 3 members')
  await app.run(`ZREVRANGE ${key} 4 99`)
  await expect(app.key(key)).toContainText('4 to 99 from the highest is rank 0: 1 member')
  expect(await lit(app)).toEqual(['eve'])
})

test('a score that is refused is struck out beside the one that stays', async ({ app, redis }) => {
  await board(app)
  const refused = app.key(key).locator('[data-refused]')
  await app.run(`ZADD ${key} GT 1900 bob`)
  await expect(refused).toHaveAttribute('data-refused', '1900')
  await expect(app.key(key)).toContainText('bob: 1900 refused, GT only raises a score, 2100 stays')
  expect(await redis.zscore(key, 'bob')).toBe('2100')
  await expect(app.key(key).locator('[data-member="bob"]')).toHaveAttribute('data-score', '2100')
  await app.run(`ZADD ${key} XX 100 zoe`)
  await expect(app.key(key)).toContainText('zoe: 100 refused, XX only updates members that are there')
  await expect(refused).toHaveCount(0)
  await app.run(`ZADD ${key} NX 9 alice 3000 frank`)
  await expect(app.key(key)).toContainText('alice: 9 refused, NX only adds new members, 2500 stays')
  await expect(app.key(key).locator('[data-member="frank"]')).toHaveAttribute('data-score', '3000')
  await app.run(`ZADD ${key} LT 900 eve`)
  await expect(refused).toHaveCount(0)
  await app.step('Back').click()
  await expect(refused).toHaveAttribute('data-refused', '9')
})

test('a member that gains slides up, and infinite scores stand in order only', async ({ app, redis }) => {
  await board(app)
  await expect(app.key(key).locator('[data-axis]')).toHaveAttribute('data-axis', 'score')
  await app.run(`ZINCRBY ${key} 1500 dave`)
  await expect(app.key(key).locator('[data-member="dave"]')).toHaveAttribute('data-rank', '4')
  expect(await lit(app)).toEqual(['dave'])
  await redis.zadd(key, '+inf', 'legend')
  await expect(app.key(key).locator('[data-axis]')).toHaveAttribute('data-axis', 'order')
  await expect(app.key(key)).toContainText('in order only: a score is infinite')
})

test('a rank is an arrow from the end it is counted from', async ({ app, redis }) => {
  await board(app)
  const arrow = app.key(key).locator('[data-counted-from]')
  await app.run(`ZRANK ${key} bob`)
  await expect(arrow).toHaveAttribute('data-counted-from', 'lowest')
  expect(await lit(app)).toEqual(['bob'])
  await expect(app.key(key)).toContainText('bob: rank 3, counted up from the lowest score')
  await expect(app.caption).toContainText('bob has rank 3, counted from the lowest score')
  await app.run(`ZREVRANK ${key} bob`)
  await expect(arrow).toHaveAttribute('data-counted-from', 'highest')
  await expect(app.key(key)).toContainText('bob: rank 1, counted down from the highest score')
  await app.run(`ZRANK ${key} nobody`)
  await expect(arrow).toHaveCount(0)
  await expect(app.key(key)).toContainText('nobody: not a member')
  await app.step('Back').click()
  await expect(arrow).toHaveAttribute('data-counted-from', 'highest')
  await app.step('Back').click()
  await expect(arrow).toHaveAttribute('data-counted-from', 'lowest')
  // asking Redis is another command, and that takes the arrow: it comes last
  expect([await redis.zrank(key, 'bob'), await redis.zrevrank(key, 'bob')]).toEqual([3, 1])
})

test('what is added to a score stands beside it', async ({ app, redis }) => {
  await board(app)
  const delta = app.key(key).locator('[data-delta]')
  await app.run(`ZINCRBY ${key} 50 carol`)
  await expect(delta).toHaveAttribute('data-delta', '+50')
  await expect(app.key(key)).toContainText('carol: 1800 + 50 = 1850')
  await app.settled()
  await expect(app.key(key).locator('[data-member="carol"]')).toHaveAttribute(
    'data-score',
    String(await redis.zscore(key, 'carol')),
  )
  await app.run(`ZADD ${key} INCR -100 bob`)
  await expect(delta).toHaveAttribute('data-delta', '-100')
  await expect(app.key(key)).toContainText('bob: 2100 - 100 = 2000')
  await app.run(`ZINCRBY ${key} 7 frank`)
  await expect(app.key(key)).toContainText('frank: no score, 0 + 7 = 7')
  await app.run(`ZADD ${key} 1 gina`)
  await expect(delta).toHaveCount(0)
})

test('members that are popped or cut out say from where', async ({ app, redis }) => {
  await board(app)
  const cut = app.key(key).locator('[data-cut]')
  const members = () =>
    app
      .key(key)
      .locator('[data-member]')
      .evaluateAll(nodes => nodes.map(node => node.getAttribute('data-member')))
  const agrees = async () => {
    await app.settled()
    expect((await members()).sort()).toEqual((await redis.zrange(key, '0', '-1')).sort())
  }
  await app.run(`ZPOPMIN ${key}`)
  await expect(app.key(key)).toContainText('1 member popped from the lowest end')
  await agrees()
  await app.run(`ZPOPMAX ${key}`)
  await expect(app.key(key)).toContainText('1 member popped from the highest end')
  await agrees()
  await app.run(`ZADD ${key} ${scores}`)
  await app.run(`ZREMRANGEBYRANK ${key} 1 2`)
  await expect(cut).toHaveAttribute('data-cut', '2')
  await expect(app.key(key)).toContainText('ranks 1 to 2 cut out: 2 members')
  await agrees()
  await app.run(`ZREMRANGEBYSCORE ${key} (1200 2100`)
  await expect(app.key(key)).toContainText('1200 < score ≤ 2100 cut out: 1 member')
  await agrees()
  await app.run('ZADD words 0 a 0 b 0 c 0 d')
  await app.run('ZREMRANGEBYLEX words [b (d')
  await expect(app.key('words')).toContainText('members from [b to (d cut out: 2 members')
  await expect(app.key('words').locator('[data-member]')).toHaveCount(2)
  expect(await redis.zrange('words', '0', '-1')).toEqual(['a', 'd'])
})

test('equal scores are tied, and an axis that cannot tell scores apart says so', async ({ app }) => {
  await board(app)
  await expect(app.key(key).locator('[data-tied]')).toHaveCount(0)
  await app.run(`ZADD ${key} 1800 frank 1800 gina 1200 hal`)
  await expect(app.key(key).locator('[data-tied="1800"]')).toHaveCount(1)
  await expect(app.key(key).locator('[data-tied="1200"]')).toHaveCount(1)
  await expect(app.key(key)).toContainText('same score: ordered by member')
  await app.run('ZADD far 1 a 2 b 1e15 c')
  await expect(app.key('far').locator('[data-axis]')).toHaveAttribute('data-axis', 'order')
  await expect(app.key('far')).toContainText('in order only: scores are too far apart')
})

test('a sorted set made of others says of what, and they say what went', async ({ app, redis }) => {
  await app.open('sorted-sets')
  await app.run('ZADD game1 10 bob 30 alice')
  await app.run('ZADD game2 20 carol 25 alice 1 zed')
  await app.run('ZUNIONSTORE total 2 game1 game2 WEIGHTS 1 2 AGGREGATE MAX')
  await expect(app.key('total').locator('[data-member]')).toHaveCount(4)
  await expect(app.key('total')).toContainText('made of game1 and game2: what any of them holds, times 1 and 2')
  await expect(app.key('game1')).toContainText('2 members go into total')
  await expect(app.key('game2').locator('.now > [data-member]')).toHaveCount(3)
  await app.settled()
  await expect(app.key('total').locator('[data-member="alice"]')).toHaveAttribute(
    'data-score',
    String(await redis.zscore('total', 'alice')),
  )
  await app.run('ZINTERSTORE both 2 game1 game2')
  await expect(app.key('game2').locator('.now > [data-member]')).toHaveCount(1)
  await app.run('ZDIFFSTORE only 2 game2 game1')
  await expect(app.key('only').locator('[data-member]')).toHaveCount(2)
  await expect(app.key('game1')).toContainText('no member goes into only')
  await app.run('ZRANGESTORE top game2 0 0 REV')
  await expect(app.key('top').locator('[data-member="alice"]')).toBeAttached()
  await expect(app.key('game2')).toContainText('1 member goes into top')
})

test('who waits with BZPOPMIN is handed the lowest, and leaves with it', async ({ app, redis }) => {
  await app.open('sorted-sets')
  await app.addClient('worker')
  await app.enter('BZPOPMIN tasks 0')
  const waits = app.stage.locator('[data-waited="tasks"] [data-waiting="worker"]')
  await expect(waits).toBeAttached()
  await redis.zadd('tasks', 2, 'later', 1, 'first')
  await expect(waits).toHaveCount(0)
  await expect(app.reply).toContainText('first')
  await expect(app.key('tasks').locator('[data-member="later"]')).toBeAttached()
  expect(await redis.zrange('tasks', '0', '-1')).toEqual(['later'])
})

/** Member, score and rank of each row, lowest first: as the stage has them, and as Redis does. */
async function rows(app: RoomPage, of: string): Promise<string[]> {
  await app.settled()
  const said = await app.parts(of, 'member')
  return said
    .sort((a, b) => Number(a.data.rank) - Number(b.data.rank))
    .map(({ data }) => `${data.rank} ${data.member} ${data.score}`)
}
async function held(redis: Redis, of: string): Promise<string[]> {
  const answer = await redis.zrange(of, '0', '-1', 'WITHSCORES')
  return answer.flatMap((member, i) => (i % 2 === 0 ? [`${i / 2} ${member} ${answer[i + 1]}`] : []))
}

test('the whole lesson, click by click, comes out as it says and stands in the rows as Redis has it', async ({
  app,
  redis,
}) => {
  test.slow()
  await app.open('sorted-sets')
  const steps = new LessonPanel(app, lesson)
  const game = 'sorted-sets:leaderboard:game1'
  const card = app.key(game)
  const row = (player: string) => card.locator(`[data-member="player:${player}"]`)
  await steps.clickTo(`ZSCORE ${game} player:alice`)
  await expect(card.locator('.now > [data-member]')).toHaveAttribute('data-member', 'player:alice')
  await steps.clickTo(`ZREVRANK ${game} player:alice`)
  await expect(card.locator('[data-counted-from]')).toHaveAttribute('data-counted-from', 'highest')
  await steps.clickTo(`ZCARD ${game}`)
  await expect(app.caption).toContainText('answers 5')
  await steps.clickTo(`ZREVRANGE ${game} 0 1`)
  await expect(card.locator('.now > [data-member]')).toHaveCount(2)
  await steps.clickTo(`ZRANGEBYSCORE ${game} (1500 2100`)
  await expect(card).toContainText('1500 < score ≤ 2100: 2 members')
  await steps.clickTo(`ZCOUNT ${game} 1500 +inf`)
  await expect(card).toContainText('1500 ≤ score: 4 members')
  await steps.clickTo(`ZADD ${game} NX 9999 player:alice`)
  await expect(card).toContainText('9999 refused, NX only adds new members')
  await steps.clickTo(`ZADD ${game} XX 100 player:zoe`)
  await expect(card).toContainText('100 refused, XX only updates members that are there')
  await steps.clickTo(`ZADD ${game} XX GT CH 2600 player:bob`)
  await expect(row('bob')).toHaveAttribute('data-rank', '4')
  await steps.clickTo(`ZADD ${game} LT 1000 player:eve`)
  await expect(row('eve')).toHaveAttribute('data-score', '1000')
  await steps.clickTo(`ZINCRBY ${game} 700 player:dave`)
  await expect(row('dave')).toHaveAttribute('data-rank', '3')
  await steps.clickTo(`ZREM ${game} player:carol player:zoe`)
  await expect(row('carol')).toHaveCount(0)
  await steps.clickTo(`ZPOPMIN ${game}`)
  await expect(card).toContainText('1 member popped from the lowest end')
  await steps.clickTo(`ZPOPMAX ${game} 2`)
  await expect(card).toContainText('2 members popped from the highest end')
  await steps.clickToEnd()
  for (const name of [game, 'sorted-sets:fragile']) expect(await rows(app, name)).toEqual(await held(redis, name))
})

test('ZCARD counts, ZSCORE reads one row and ZREM takes rows out, all of it typed', async ({ app, redis }) => {
  await board(app)
  expect(await app.run(`ZCARD ${key}`)).toBe('(integer) 5')
  await expect(app.caption).toContainText('answers 5')
  expect(await app.run(`ZSCORE ${key} carol`)).toBe('"1800"')
  await expect.poll(() => lit(app)).toEqual(['carol'])
  expect(await app.run(`ZREM ${key} carol eve nobody`)).toBe('(integer) 2')
  await expect(app.key(key).locator('[data-member]')).toHaveCount(3)
  expect(await app.run(`ZCARD ${key}`)).toBe('(integer) 3')
  expect(await rows(app, key)).toEqual(await held(redis, key))
})

for (const by of ['click', 'type'] as const) {
  const how = by === 'click' ? 'by mouse' : 'by keyboard'
  test(`the leaderboard, ${how}: places from 1, the best kept, the top, and a full window around a player`, async ({
    app,
    redis,
  }) => {
    test.slow()
    await app.open('sorted-sets')
    const game = 'sorted-sets:leaderboard:game1'
    const board = new ApplicationPanel(app, 'Leaderboard')
    for (const [player, score] of Object.entries({ ann: '500', ben: '400', cleo: '300', dan: '200', eve: '100' }))
      await expect(await board[by]('addScore', { player, score })).toHaveText('1')
    await expect(app.key(game).locator('[data-member]')).toHaveCount(5)
    await expect(await board[by]('addScore', { player: 'ann', score: '50' })).toHaveText('0')
    await expect(app.key(game)).toContainText('ann: 50 refused, GT only raises a score, 500 stays')
    await expect(await board[by]('incrementScore', { player: 'eve', delta: '250' })).toHaveText(/^"?350"?$/)
    await expect(app.key(game).locator('[data-member="eve"]')).toHaveAttribute('data-rank', '2')
    await expect(await board[by]('getRank', { player: 'ann' })).toHaveText('1')
    await expect(await board[by]('getRank', { player: 'dan' })).toHaveText('5')
    await expect(app.key(game).locator('[data-counted-from]')).toHaveAttribute('data-counted-from', 'highest')
    await expect(await board[by]('getScore', { player: 'dan' })).toHaveText(/^"?200"?$/)
    await expect.poll(() => lit(app, game)).toEqual(['dan'])
    await expect(await board[by]('getTop', { n: '2' })).toHaveText(/ann.*500.*ben.*400/)
    await expect.poll(() => lit(app, game)).toEqual(['ann', 'ben'])
    // dan is the last: the window of three is pushed back
    await expect(await board[by]('getAroundPlayer', { player: 'dan', n: '3' })).toHaveText(/eve.*350.*cleo.*300.*dan/)
    await expect(await board[by]('totalPlayers')).toHaveText('5')
    const notebook = board.region.getByRole('button', { name: "Notebook's" })
    await (by === 'click' ? notebook.click() : notebook.press('Enter'))
    await expect(await board[by]('getAroundPlayer', { player: 'dan', n: '3' })).toHaveText(/^\["cleo",.*"dan",[^,]+\]$/)
    await board[by]('addScore', { player: 'ann', score: '50' })
    await expect(app.key(game).locator('[data-member="ann"]')).toHaveAttribute('data-rank', '0')
    expect(await rows(app, game)).toEqual(await held(redis, game))
  })
}
