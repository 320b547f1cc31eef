/** Sets: those named together stand as circles, every member in its true region, and what was asked for is lit. */
import type { Redis } from 'ioredis'
import { expect, type RoomPage, test } from './fixture.ts'

const [one, two] = ['user:1001:interests', 'user:1002:interests']
const venn = (app: RoomPage) => app.stage.locator('[data-venn]')

/** Member to the keys of the sets that hold it, as the diagram says. */
async function placed(app: RoomPage): Promise<Record<string, string[]>> {
  await app.settled()
  const said = await venn(app)
    .locator('[data-member]')
    .evaluateAll(nodes => nodes.map(node => [node.getAttribute('data-member'), node.getAttribute('data-in')]))
  return Object.fromEntries(said.map(([member, keys]) => [member, (keys ?? '').split(' ').map(decodeURIComponent)]))
}

/** The same as Redis has it. */
async function held(redis: Redis, ...keys: string[]): Promise<Record<string, string[]>> {
  const holders: Record<string, string[]> = {}
  for (const key of keys)
    for (const member of await redis.smembers(key)) holders[member] = [...(holders[member] ?? []), key]
  return holders
}

/** Members of the diagram that are lit. */
async function lit(app: RoomPage): Promise<(string | null)[]> {
  await app.settled()
  const members = await venn(app)
    .locator('.now [data-member]')
    .evaluateAll(nodes => nodes.map(node => node.getAttribute('data-member')))
  return members.sort()
}

async function interests(app: RoomPage): Promise<void> {
  await app.open('sets')
  await app.run(`SADD ${one} python redis machine_learning docker`)
  await app.run(`SADD ${two} python javascript react docker`)
}

test('what two sets have in common is where their circles meet', async ({ app, redis }) => {
  await interests(app)
  await expect(venn(app)).toHaveCount(0)
  await app.run(`SINTER ${one} ${two}`)
  await expect(venn(app)).toHaveAccessibleName(/SINTER: what is in both: 2 members/)
  // what is lit first: asking Redis is another command, and that takes the light
  expect(await lit(app)).toEqual((await redis.sinter(one, two)).sort())
  expect(await placed(app)).toEqual(await held(redis, one, two))
  await expect(venn(app).locator(`[data-circle="${one}"]`)).toContainText('4 members')

  await app.run(`SUNION ${one} ${two}`)
  await expect(venn(app)).toHaveAccessibleName(/SUNION: what is in either: 6 members/)
  expect(await lit(app)).toEqual((await redis.sunion(one, two)).sort())
  await app.run(`SDIFF ${two} ${one}`)
  await expect(venn(app)).toHaveAccessibleName(`Venn diagram. SDIFF: what only ${two} holds, not ${one}: 2 members`)
  expect(await lit(app)).toEqual((await redis.sdiff(two, one)).sort())
  await app.run(`SINTERCARD 2 ${one} ${two}`)
  await expect(venn(app)).toHaveAccessibleName(/SINTERCARD: what is in both: 2 members/)
})

test('an answer that is kept is lit where it comes from, and stands as a set below', async ({ app, redis }) => {
  await interests(app)
  await app.run(`SDIFFSTORE only ${one} ${two}`)
  await expect(venn(app)).toHaveAccessibleName(
    `Venn diagram. SDIFFSTORE: what only ${one} holds, not ${two}, kept in only: 2 members`,
  )
  await expect(app.key('only').locator('[data-member]')).toHaveCount(2)
  expect(await lit(app)).toEqual((await redis.smembers('only')).sort())
})

test('a member that comes to the other set too slides to where they meet', async ({ app, redis }) => {
  await interests(app)
  await app.run(`SINTER ${one} ${two}`)
  await app.run(`SADD ${two} redis`)
  await expect(venn(app).locator('[data-member="redis"]')).toHaveAttribute(
    'data-in',
    `${[one, two].map(encodeURIComponent).join(' ')}`,
  )
  expect(await lit(app)).toEqual(['redis'])
  expect(await placed(app)).toEqual(await held(redis, one, two))
  await app.run(`SMOVE ${one} ${two} machine_learning`)
  expect(await placed(app)).toEqual(await held(redis, one, two))
  await app.run(`SREM ${one} python docker`)
  expect(await placed(app)).toEqual(await held(redis, one, two))
})

test('stepping back, the diagram is what it was', async ({ app }) => {
  await interests(app)
  await app.run(`SINTER ${one} ${two}`)
  const before = await placed(app)
  await app.run(`SREM ${one} docker`)
  expect(await placed(app)).not.toEqual(before)
  await app.step('Back').click()
  await expect(venn(app)).toHaveAccessibleName(/2 members/)
  expect(await placed(app)).toEqual(before)
  expect(await lit(app)).toEqual(['docker', 'python'])
  await app.step('Back').click()
  await expect(venn(app)).toHaveCount(0)
  await app.step('Forward').click()
  expect(await placed(app)).toEqual(before)
})

test('three sets, a set that is not there, and one that is taken away', async ({ app, redis }) => {
  await app.open('sets')
  await redis.sadd('a', 'x', 'y', 'z')
  await redis.sadd('b', 'y', 'z', 'w')
  await redis.sadd('c d', 'z', 'v')
  await app.run('SINTER a b "c d"')
  await expect(venn(app)).toHaveAccessibleName(/SINTER: what is in all three: 1 member/)
  expect(await lit(app)).toEqual(['z'])
  expect(await placed(app)).toEqual(await held(redis, 'a', 'b', 'c d'))
  await app.run('SINTER a b nowhere')
  await expect(venn(app)).toHaveAccessibleName(/nothing, since nowhere does not exist/)
  expect(await lit(app)).toEqual([])
  await redis.del('b')
  await expect(venn(app)).toHaveCount(0)
})
