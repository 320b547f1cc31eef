/** Sets: those named together stand as circles, every member in its true region, and what was asked for is lit. */
import { lesson } from '@rdd/shared/chapters/sets'
import type { Redis } from 'ioredis'
import { violations } from './axe.ts'
import { expect, type RoomPage, test } from './fixture.ts'
import { ApplicationPanel, LessonPanel } from './lesson-panel.ts'

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
  await expect(venn(app)).toHaveAccessibleName(/SINTER: what is in both: 2 members {docker, python}/)
  // what is lit first: asking Redis is another command, and that takes the light
  expect(await lit(app)).toEqual((await redis.sinter(one, two)).sort())
  expect(await placed(app)).toEqual(await held(redis, one, two))
  await expect(venn(app).locator(`[data-circle="${one}"]`)).toContainText('4 members')

  await app.run(`SUNION ${one} ${two}`)
  await expect(venn(app)).toHaveAccessibleName(/SUNION: what is in either: 6 members/)
  expect(await lit(app)).toEqual((await redis.sunion(one, two)).sort())
  await app.run(`SDIFF ${two} ${one}`)
  await expect(venn(app)).toHaveAccessibleName(
    `Venn diagram. SDIFF: what only ${two} holds, not ${one}: 2 members {javascript, react}`,
  )
  expect(await lit(app)).toEqual((await redis.sdiff(two, one)).sort())
  await app.run(`SINTERCARD 2 ${one} ${two}`)
  await expect(venn(app)).toHaveAccessibleName(/SINTERCARD: what is in both: 2 members/)
})

test('an answer that is kept is lit where it comes from, and stands as a set below', async ({ app, redis }) => {
  await interests(app)
  await app.run(`SDIFFSTORE only ${one} ${two}`)
  await expect(venn(app)).toHaveAccessibleName(
    `Venn diagram. SDIFFSTORE: what only ${one} holds, not ${two}, kept in only: 2 members {machine_learning, redis}`,
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

/** What the card of a key says of its members and of those that are none. */
const chips = (app: RoomPage, key: string, what: 'member' | 'absent') =>
  app
    .key(key)
    .locator(`[data-${what}]`)
    .evaluateAll((nodes, name) => nodes.map(node => node.getAttribute(name)).sort(), `data-${what}`)

test('who follows a page that leads sees the sets it compares, as text too', async ({ app, visit }) => {
  await interests(app)
  const follower = await visit()
  await follower.open()
  await app.page.getByRole('button', { name: /^room/ }).click()
  await app.page.getByRole('button', { name: 'Lead', exact: true }).click()
  await follower.page.getByRole('button', { name: 'Follow', exact: true }).click()
  const compare = app.page.getByRole('group', { name: 'Compare' })
  await compare.getByRole('button', { name: 'Compare sets' }).click()
  for (const name of [one, two]) await compare.getByRole('checkbox', { name }).check()
  await expect(venn(follower)).toHaveAccessibleName(/^Venn diagram. Compared: /)
  await follower.tab('Text').click()
  await expect(follower.page.locator('[data-text="sets"]')).toContainText(/A and B +│ docker/)
  await compare.getByRole('checkbox', { name: one }).uncheck()
  await expect(venn(follower)).toHaveCount(0)
})

test('two or three sets are compared by hand, with the mouse and with the keyboard', async ({ app, redis }) => {
  // axe looks at every element ten times over
  test.slow()
  await interests(app)
  await app.run('SADD three docker go')
  await app.run('SADD four x')
  const facts = await app.facts()
  const compare = app.page.getByRole('group', { name: 'Compare' })
  await compare.getByRole('button', { name: 'Compare sets' }).click()
  await compare.getByRole('checkbox', { name: one }).check()
  await expect(venn(app)).toHaveCount(0)
  await compare.getByRole('checkbox', { name: two }).check()
  await expect(venn(app)).toHaveAccessibleName(
    `Venn diagram. Compared: ${one} and ${two}: 2 in both {docker, python}, 2 only in ${one}, 2 only in ${two}`,
  )
  expect(await placed(app)).toEqual(await held(redis, one, two))
  expect(await lit(app)).toEqual([])

  await compare.getByRole('checkbox', { name: 'three' }).focus()
  await app.page.keyboard.press('Space')
  await expect(venn(app)).toHaveAccessibleName(/1 in all three {docker}/)
  await expect(compare.getByRole('checkbox', { name: 'four' })).toBeDisabled()
  expect(await violations(app, '.stage-place')).toEqual([])
  await app.page.keyboard.press('Escape')
  expect(await placed(app)).toEqual(await held(redis, one, two, 'three'))
  expect((await app.facts()).length).toBe(facts.length)

  await app.run(`SINTER ${one} ${two} three`)
  expect(await lit(app)).toEqual(['docker'])
  await app.run('SADD three python')
  expect(await lit(app)).toEqual(['python'])
  expect(await placed(app)).toEqual(await held(redis, one, two, 'three'))
  await app.run(`SINTER ${one} four`)
  await expect(venn(app)).toHaveAccessibleName(/^Venn diagram. Compared: /)

  await compare.getByRole('button', { name: 'Stop comparing' }).focus()
  await app.page.keyboard.press('Enter')
  await expect(venn(app)).toHaveAccessibleName(/SINTER: what is in both: 0 members/)
})

test('C on the card of a set picks it, and C again takes it out', async ({ app, redis }) => {
  await interests(app)
  await app.key(one).focus()
  await app.page.keyboard.press('c')
  await app.key(two).focus()
  await app.page.keyboard.press('c')
  await expect(venn(app)).toHaveAccessibleName(/^Venn diagram. Compared: /)
  await expect(app.page.getByRole('button', { name: 'Comparing 2' })).toBeVisible()
  expect(await placed(app)).toEqual(await held(redis, one, two))
  await app.key(two).focus()
  await app.page.keyboard.press('c')
  await expect(venn(app)).toHaveCount(0)
})

test('who is not a member stands outside the bag', async ({ app, redis }) => {
  await interests(app)
  await app.run(`SISMEMBER ${one} rust`)
  await app.settled()
  expect(await chips(app, one, 'absent')).toEqual(['rust'])
  await expect(app.key(one)).toContainText('not a member')
  expect(await chips(app, one, 'member')).toEqual((await redis.smembers(one)).sort())
  await app.run(`SMISMEMBER ${one} python rust go`)
  await app.settled()
  expect(await chips(app, one, 'absent')).toEqual(['go', 'rust'])
  await expect(app.key(one).locator('.now > [data-member]')).toHaveText('python')
  await expect(app.caption).toContainText('member python read, rust and go not found')
  await app.run(`SISMEMBER ${one} python`)
  await app.settled()
  expect(await chips(app, one, 'absent')).toEqual([])
  await app.step('Back').click()
  await app.settled()
  expect(await chips(app, one, 'absent')).toEqual(['go', 'rust'])
})

test('what SPOP takes leaves, and what SRANDMEMBER picks is lit and stays', async ({ app, redis }) => {
  await app.open('sets')
  await app.run('SADD raffle alice bob carol dave')
  const popped = (await app.run('SPOP raffle')).replaceAll('"', '')
  await expect(app.key('raffle')).toContainText(`taken out at random: ${popped}`)
  await app.settled()
  expect(await chips(app, 'raffle', 'member')).toEqual((await redis.smembers('raffle')).sort())
  expect(await redis.sismember('raffle', popped)).toBe(0)
  const picked = (await app.run('SRANDMEMBER raffle')).replaceAll('"', '')
  await expect(app.key('raffle')).toContainText(`picked at random, and still there: ${picked}`)
  await expect(app.key('raffle').locator('.now > [data-member]')).toHaveText(picked)
  expect(await redis.sismember('raffle', picked)).toBe(1)
})

test('members fly to the set that is made of theirs, and SMOVE takes one from bag to bag', async ({ app, redis }) => {
  await app.open('sets')
  await app.run('SADD a 1 2 3')
  await app.run('SADD b 2 3 4')
  await app.run('SINTER a b')
  await app.page.getByRole('combobox', { name: 'Speed' }).selectOption({ index: 0 })
  /** The texts of what flies now, and the members shown in the bags below, before the movement ends. */
  const inTheAir = () =>
    app.page.waitForFunction(() => {
      const flown = [...document.querySelectorAll('main [data-scene][data-settled="false"] svg > g > g')].filter(
        node => !node.hasAttribute('data-key') && !node.hasAttribute('data-venn'),
      )
      return flown.length > 0 && flown.map(node => node.textContent)
    })
  const stored = inTheAir()
  await app.enter('SINTERSTORE both a b')
  expect(((await (await stored).jsonValue()) || []).sort()).toEqual(['2', '3'])
  await app.settled()
  expect(await placed(app)).toEqual(await held(redis, 'a', 'b'))
  await expect(app.key('both').locator('[data-member]')).toHaveCount(await redis.scard('both'))
  await expect(app.key('both')).toContainText('made of a and b: what all of them hold')
  await expect(app.key('a')).toContainText('2 members go into both')

  const moved = inTheAir()
  await app.enter('SMOVE a b 1')
  expect(await (await moved).jsonValue()).toEqual(['1'])
  await app.settled()
  await expect(venn(app)).toHaveAccessibleName('Venn diagram. SMOVE: 1 from a to b')
  expect(await placed(app)).toEqual(await held(redis, 'a', 'b'))
  expect(await chips(app, 'b', 'member')).toEqual((await redis.smembers('b')).sort())
})

test('the whole lesson, click by click, comes out as it says and stands on the stage as Redis has it', async ({
  app,
  redis,
}) => {
  test.slow()
  await app.open('sets')
  const steps = new LessonPanel(app, lesson)
  await steps.clickTo('SISMEMBER sets:user:1001:interests java')
  await expect.poll(() => chips(app, 'sets:user:1001:interests', 'absent')).toEqual(['java'])
  await steps.clickTo('SCARD sets:user:1001:interests')
  await expect(app.caption).toContainText('answers 4')
  await steps.clickTo('SREM sets:lottery emil zoe')
  await expect.poll(() => chips(app, 'sets:lottery', 'member')).toEqual(['anna', 'ben', 'cleo', 'dina'])
  await steps.clickTo('SRANDMEMBER sets:lottery')
  await expect(app.key('sets:lottery')).toContainText('picked at random, and still there')
  await steps.clickTo('SPOP sets:lottery 5')
  await expect(app.key('sets:lottery')).toHaveCount(0)
  await steps.clickTo('SINTER sets:user:1001:interests sets:user:1002:interests')
  await expect(venn(app)).toHaveAccessibleName(/SINTER: what is in both: 2 members/)
  expect(await lit(app)).toEqual(['docker', 'python'])
  await steps.clickTo('SUNION sets:user:1001:interests sets:user:1002:interests')
  await expect(venn(app)).toHaveAccessibleName(/SUNION: what is in either: 6 members/)
  await steps.clickTo('SUNIONSTORE sets:union sets:a sets:b')
  await expect(venn(app)).toHaveAccessibleName(/SUNIONSTORE: .*kept in sets:union: 8 members/)
  await expect.poll(() => chips(app, 'sets:union', 'member')).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
  await steps.clickTo('SDIFFSTORE sets:diff sets:a sets:b')
  await expect.poll(() => chips(app, 'sets:diff', 'member')).toEqual(['1', '2', '3'])
  await steps.clickTo('EXEC')
  await expect.poll(() => chips(app, 'sets:item:1:tags', 'member')).toEqual(['cache', 'redis'])
  await steps.clickToEnd()
  await app.settled()
  const keys = (await redis.keys('sets:*')).sort()
  expect(keys).toContain('sets:tag:sale:items')
  for (const key of keys) expect(await chips(app, key, 'member'), key).toEqual((await redis.smembers(key)).sort())
})

test('SCARD counts, SMEMBERS lights all, SREM takes out, SUNIONSTORE keeps what either holds, all of it typed', async ({
  app,
  redis,
}) => {
  await interests(app)
  expect(await app.run(`SCARD ${one}`)).toBe('(integer) 4')
  await expect(app.caption).toContainText('answers 4')
  await app.run(`SMEMBERS ${one}`)
  await expect(app.key(one).locator('.now > [data-member]')).toHaveCount(4)
  expect(await app.run(`SREM ${one} docker nobody`)).toBe('(integer) 1')
  await expect.poll(() => chips(app, one, 'member')).toEqual(['machine_learning', 'python', 'redis'])
  expect(await app.run(`SUNIONSTORE either ${one} ${two}`)).toBe('(integer) 6')
  await expect(venn(app)).toHaveAccessibleName(/SUNIONSTORE: what is in either, kept in either: 6 members/)
  await app.settled()
  expect(await chips(app, 'either', 'member')).toEqual((await redis.sunion(one, two)).sort())
  expect(await chips(app, 'either', 'member')).toEqual((await redis.smembers('either')).sort())
})

for (const by of ['click', 'type'] as const) {
  const how = by === 'click' ? 'by mouse' : 'by keyboard'
  test(`the tag system, ${how}: items are found by a tag, by all and by any, and both sides agree`, async ({
    app,
    redis,
  }) => {
    test.slow()
    await app.open('sets')
    const tags = new ApplicationPanel(app, 'Tag system')
    const [article, book] = ['sets:item:article:1:tags', 'sets:item:book:2:tags']
    await expect(await tags[by]('addTags', { item: 'article:1', tags: 'redis cache' })).toHaveText('2')
    await expect(await tags[by]('addTags', { item: 'book:2', tags: 'redis sale' })).toHaveText('2')
    await expect.poll(() => chips(app, article, 'member')).toEqual(['cache', 'redis'])
    await expect.poll(() => chips(app, 'sets:tag:redis:items', 'member')).toEqual(['article:1', 'book:2'])
    await expect(await tags[by]('getTags', { item: 'book:2' })).toHaveText(/^\["(redis","sale|sale","redis)"\]$/)
    await expect(await tags[by]('getItemsByTag', { tag: 'sale' })).toHaveText('["book:2"]')
    await expect(await tags[by]('getItemsByAllTags', { tags: 'redis cache' })).toHaveText('["article:1"]')
    await expect(venn(app)).toHaveAccessibleName(/SINTER: what is in both: 1 member {article:1}/)
    expect(await lit(app)).toEqual(['article:1'])
    await expect(await tags[by]('getItemsByAnyTag', { tags: 'cache sale' })).toHaveText(
      /^\["(article:1","book:2|book:2","article:1)"\]$/,
    )
    await expect(venn(app)).toHaveAccessibleName(/SUNION: what is in either: 2 members/)
    expect(await lit(app)).toEqual(['article:1', 'book:2'])
    await expect(await tags[by]('removeTags', { item: 'book:2', tags: 'redis' })).toHaveText('1')
    await expect.poll(() => chips(app, 'sets:tag:redis:items', 'member')).toEqual(['article:1'])
    await expect.poll(() => chips(app, book, 'member')).toEqual(['sale'])
    await app.settled()
    expect((await redis.keys('sets:item:*')).sort()).toEqual([article, book])
    for (const key of await redis.keys('sets:*'))
      expect(await chips(app, key, 'member'), key).toEqual((await redis.smembers(key)).sort())
  })
}
