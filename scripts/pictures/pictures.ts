/** The pictures of the documents. */
import type { Page } from '@playwright/test'
import type { Picture } from './picture.ts'

const DESK: Picture['size'] = [1440, 900]
const PHONE: Picture['size'] = [390, 844]

/** Runs lines in the console, each when the one before has its reply. */
async function run(page: Page, ...lines: string[]): Promise<void> {
  const prompt = page.getByRole('textbox', { name: 'Redis command' })
  for (const line of lines) {
    const before = await page.locator('[data-reply]').count()
    await prompt.fill(line)
    await prompt.press('Enter')
    await page.locator('[data-reply]').nth(before).waitFor()
  }
}

const settled = async (page: Page) => {
  await page.locator('[data-scene][data-settled="true"]').waitFor()
  await page.waitForTimeout(400)
}

/** Runs a line at a quarter of the speed, and waits until its movement is about half way. */
async function runHalfway(page: Page, line: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('0.25')
  await run(page, line)
  await page.waitForTimeout(330)
}

export const pictures: readonly Picture[] = [
  {
    name: 'keyspace-light',
    theme: 'light',
    size: DESK,
    chapter: 'keyspace',
    async act(page) {
      await run(page, 'TTL lock:report', 'SINTER user:1001:interests user:1002:interests', 'INCR counter:visits')
      await settled(page)
    },
  },
  {
    name: 'lists-dark',
    theme: 'dark',
    size: DESK,
    chapter: 'lists',
    async act(page) {
      await run(page, 'LRANGE queue:notifications 0 2', 'LPUSH queue:notifications msg6')
      await settled(page)
    },
  },
  {
    name: 'sorted-sets-light',
    theme: 'light',
    size: DESK,
    chapter: 'sorted-sets',
    async act(page) {
      await run(page, 'ZRANGE leaderboard:game1 0 2 REV WITHSCORES')
      await runHalfway(page, 'ZINCRBY leaderboard:game1 3200 dave')
    },
  },
  {
    name: 'hashes-dark',
    theme: 'dark',
    size: DESK,
    chapter: 'hashes',
    async act(page) {
      await run(page, 'HSET user:1001 age 31', 'HGET user:1001 email', 'HINCRBY product:2001 stock -1')
      await settled(page)
    },
  },
  {
    name: 'streams-light',
    theme: 'light',
    size: DESK,
    chapter: 'streams',
    async act(page) {
      await run(page, 'XADD events 1718000015000-0 action logout user 1001', 'XPENDING events billing')
      await settled(page)
    },
  },
  {
    name: 'past-dark',
    theme: 'dark',
    size: DESK,
    chapter: 'sorted-sets',
    async act(page, redis) {
      await run(
        page,
        'ZADD leaderboard:game1 9900 dave',
        'ZREM leaderboard:game1 bob',
        'ZINCRBY leaderboard:game1 100 erin',
      )
      await settled(page)
      const back = page.getByRole('group', { name: 'Playback' }).getByRole('button', { name: 'Back' })
      for (let i = 0; i < 2; i += 1) await back.click()
      await redis.zadd('leaderboard:game1', 7000, 'frank')
      await settled(page)
    },
  },
  {
    name: 'inspector-light',
    theme: 'light',
    size: DESK,
    chapter: 'keyspace',
    async act(page) {
      await run(page, 'EXPIRE user:1001 300', 'OBJECT ENCODING user:1001')
      await page.locator('[data-key="user:1001"]').click()
      await settled(page)
      await page.getByRole('complementary').getByRole('button', { name: 'john@example.com', exact: true }).click()
      await page.getByRole('complementary').getByRole('textbox').fill('john.doe@example.com')
    },
  },
  {
    name: 'phone-light',
    theme: 'light',
    size: PHONE,
    chapter: 'sorted-sets',
    async act(page, redis) {
      await redis.zincrby('leaderboard:game1', 1500, 'charlie')
      await settled(page)
    },
  },
  {
    name: 'phone-dark',
    theme: 'dark',
    size: PHONE,
    chapter: 'keyspace',
    async act(page, redis) {
      await redis.incr('counter:visits')
      await settled(page)
    },
  },
]
