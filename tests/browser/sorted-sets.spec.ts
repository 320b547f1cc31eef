/** Sorted sets: ranks from both ends, the axis of scores with the band asked for, and scores that were refused. */
import { expect, type RoomPage, test } from './fixture.ts'

const key = 'leaderboard:game1'
const scores = '2500 alice 2100 bob 1800 carol 1500 dave 1200 eve'

async function board(app: RoomPage): Promise<void> {
  await app.open('sorted-sets')
  await app.run(`ZADD ${key} ${scores}`)
  await expect(app.key(key).locator('[data-member]')).toHaveCount(5)
}
/** Members lit, highest first. */
async function lit(app: RoomPage): Promise<(string | null)[]> {
  await app.settled()
  const rows = await app
    .key(key)
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
