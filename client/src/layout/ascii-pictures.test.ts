/** Whole pictures as characters: straight edges whatever they hold, and the notebook's own drawings, recognisably. */
import { bytes } from '@rdd/shared/bytes'
import { command } from '@rdd/shared/keyspace/testing'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { cheatsheet } from '@rdd/shared/reference/cheatsheet'
import { guide } from '@rdd/shared/reference/guide'
import { describe, expect, test } from 'vitest'
import { string } from '../../gallery/build.ts'
import { cacheAside, race, readThrough, told, writeBehind, writeThrough } from '../../gallery/run.ts'
import { keyText } from './ascii.ts'
import { connectionsText } from './ascii-connections.ts'
import { patternText } from './ascii-pattern.ts'
import { pubsubText } from './ascii-pubsub.ts'
import { cheatsheetText, guideText } from './ascii-reference.ts'
import { architectureText } from './ascii-server.ts'
import { comparedText, crowdText } from './ascii-stampede.ts'
import { vennText } from './ascii-venn.ts'
import { talkOf } from './pubsub-talk.ts'
import { columnsOf } from './text.ts'
import type { Together } from './venn-named.ts'

const hostile = ['plain', '', '漢字'.repeat(30), '👩‍👩‍👧‍👦🎉', 'مرحبا', 'a\n\t\0\u202e', 'x'.repeat(4000), '\\xff']
const now = 1_795_449_600_000
const widths = [44, 46, 72, 200]

const keys = hostile.map(name => string(`cache:${name}`, name, { ttl: [1000, 2000] }))
const info = new Map(
  Object.entries({
    redis_version: '7.0.15',
    used_memory: '1200000',
    maxmemory: '0',
    connected_clients: '4',
    blocked_clients: '0',
    instantaneous_ops_per_sec: '12',
    total_commands_processed: '12345678',
    keyspace_hits: '3',
    keyspace_misses: '1',
    expired_keys: '2',
    evicted_keys: '0',
  }),
)
const server = (views: KeyView[], total = views.length) => ({
  views,
  total,
  info,
  touched: new Set<string>(),
  past: false,
})

const listener = (name: string, ...to: string[]) => ({
  client: { id: name, name },
  to: to.map((of): ['channel' | 'pattern', ReturnType<typeof bytes>] => [
    of.includes('*') ? 'pattern' : 'channel',
    bytes(of),
  ]),
})
const published = (channel: string, payload: string, heard: number) => ({
  ...command('PUBLISH'),
  argv: { args: ['PUBLISH', channel, payload].map(bytes) },
  reply: { t: 'int', v: String(heard) } as const,
})
const spoken = (channel: string, heard: number) =>
  talkOf(
    [published(channel, 'extra!', heard)],
    [listener('reader-1', 'news', 'n*'), listener('reader-2', 'news', 'sports')],
  )

const set = (key: string, members: readonly string[], length = members.length): KeyView => ({
  db: 0,
  key: bytes(key),
  length,
  value: { type: 'set', members: members.map(bytes) },
})
const together = (sets: readonly KeyView[], more: Partial<Together> = {}): Together => ({
  name: 'SINTER',
  of: 'inter',
  sets,
  missing: [],
  firstMissing: false,
  now: true,
  changed: new Set(),
  ...more,
})

const straight = (lines: readonly string[], width: number) => {
  for (const line of lines) expect(columnsOf(line), line).toBe(width)
}

describe.each(widths)('%i columns', width => {
  test('a run of every pattern at every hop has a straight edge', () => {
    for (const run of [cacheAside, race, writeThrough, readThrough, writeBehind])
      for (let over = 0; over <= 2 * run.calls.length; over += 1)
        straight(patternText(told(run, over, keys, over % 2 === 0), width, now), width)
  })
  test('so has one that carries hostile values, with an actor down', () => {
    for (const name of hostile) {
      const moment = told(cacheAside, 3, keys)
      const hops = moment.run.hops.map(hop => ({ ...hop, text: name, lane: name || 'A' }))
      const lanes = moment.run.lanes.map(lane => ({ ...lane, operation: name, outcome: name }))
      straight(
        patternText({ ...moment, run: { ...moment.run, hops, lanes, actors: { cache: 'down' } } }, width, now),
        width,
      )
    }
  })
  test('so have the guide and the cheatsheet, and nothing of them is cut', () => {
    const [uses, lines] = [guideText(guide, width), cheatsheetText(cheatsheet, width)]
    straight([...uses, ...lines], width)
    expect([...uses, ...lines].join('\n')).not.toContain('…')
  })
  test('so have the figures of a crowd and of the patterns compared', () => {
    const rows = hostile.map((guard, i) => ({ guard, loads: i * 37, waits: ['< 1 ms', '104 ms', '12,000.00 ms'] }))
    straight(crowdText(rows, ['p50', 'p95', 'max'], '200 readers, over 5 s. The rest is measured.', width), width)
    straight(crowdText([], ['p50'], '', width), width)
    const figures = hostile.map(name => [name, '12,000 ms'] as const)
    straight(comparedText([...hostile.map(says => ({ says, figures })), { says: 'none', figures: [] }], width), width)
  })
  test('so have the server, what is said, and sets put together', () => {
    straight(architectureText(server(keys, 100_000), width), width)
    straight(architectureText({ ...server([]), info: undefined }, width), width)
    straight(pubsubText(talkOf([], []), width), width)
    const many = Array.from({ length: 30 }, (_, i) => listener(`${hostile[i % 8]}${i}`, ...hostile, `n${i}`))
    for (const name of hostile) straight(pubsubText(talkOf([published(name, name, 0)], many), width), width)
    for (const name of hostile) {
      const sets = [set(name, hostile), set(`${name}b`, hostile.slice(2)), set('c', [name, 'z'], 100_000)]
      straight(vennText(together(sets), width), width)
      straight(vennText(together(sets.slice(0, 2), { now: false }), width), width)
    }
  })
})

test('the server is the notebook’s first picture, with live figures', () => {
  const text = architectureText(server([string('a', 'x', { memory: 100 }), set('s', ['m'])]), 72).join('\n')
  expect(text).toMatch(/Redis Server 7\.0\.15/)
  expect(text).toMatch(/│ +Strings +│ +│ +Hashes +│ +│ +Lists +│/)
  expect(text).toMatch(/│ +Sets +│ +│ +Sorted sets +│ +│ +Streams +│/)
  expect(text).toMatch(/│ +1 key +│ +│ +0 keys +│ +│ +0 keys +│/)
  expect(text).toContain('In-memory storage')
  expect(text).toContain('75.0 % of 4 lookups')
})

test('loads are bars as long as they are many, the last of them never shorter than a block', () => {
  const rows = [
    { guard: 'No guard', loads: 20, waits: ['110 ms'] },
    { guard: 'Lock', loads: 1, waits: ['120 ms'] },
    { guard: 'Stale answers', loads: 0, waits: ['< 1 ms'] },
  ]
  const text = crowdText(rows, ['p50'], '20 readers, all at once.', 46)
  const bars = rows.map(({ guard }) => text.find(line => line.startsWith(`│ ${guard}`))?.match(/█/g)?.length ?? 0)
  expect(bars).toEqual([24, 2, 0])
  expect(text.join('\n')).toMatch(/│ Lock +│ 120 ms/)
})

test('a message goes from its publisher by its channel to who listens, as a heavy line', () => {
  const text = pubsubText(spoken('news', 3), 60)
  expect(text.join('\n')).toMatch(/Publishers +Channels +Subscribers/)
  expect(text.filter(line => line.includes('━►')).length).toBeGreaterThanOrEqual(3)
  expect(text.join('\n')).toContain('delivered 3 times')
  expect(text.join('\n')).toContain('channel news: reader-1, reader-2')
  expect(text.join('\n')).toContain('pattern n*: reader-1')
})

test('a message that nobody hears is said to be gone', () => {
  expect(pubsubText(spoken('weather', 0), 46).join('\n')).toContain('nobody listens: it is gone')
})

describe('sets put together', () => {
  const [a, b, c] = [
    set('user:1001:interests', ['python', 'redis', 'machine_learning', 'docker']),
    set('user:1002:interests', ['python', 'javascript', 'react', 'docker']),
    set('user:1003:interests', ['docker', 'go', 'redis', 'react']),
  ]
  const drawn = (sets: KeyView[], width: number, more: Partial<Together> = {}) =>
    vennText(together(sets, more), width).join('\n')

  test('are drawn over each other, each member where it is, the answer marked', () => {
    const text = drawn([a, b], 60, { count: 2 })
    expect(text).toMatch(/│ • redis +│ ► python +│ • react +│/)
    expect(text).toMatch(/┌─ A ─+┐ /)
    expect(text).toContain('what is in both: 2 members')
    expect(drawn([a, b], 72, { of: 'diff', name: 'SDIFF' })).toMatch(/│ ► machine_learning +│ • docker +│ • javascript/)
    expect(drawn([a, set('none', ['x'])], 72)).toContain('► nothing')
  })
  test('a third lies across both', () => {
    const text = drawn([a, b, c], 72)
    expect(text).toMatch(/│ │ • redis +│ ► docker +│ • react +│ │/)
    expect(text).toMatch(/ {3}│ • go +│ /)
    expect(text).toMatch(/│ • machine_learning +│ • python +│ • javascript/)
  })
  test('are a table of regions where their names would be cut, the answer marked', () => {
    const text = drawn([a, b], 50)
    expect(text).toMatch(/ {3}A only +│ machine_learning · redis/)
    expect(text).toMatch(/► A and B +│ docker · python/)
    expect(drawn([set('a', ['x', 'y']), set('b', ['y', 'z'])], 50)).toMatch(/│ • x +│ ► y +│ • z +│/)
  })
  test('of a region with many members some are drawn and the others counted', () => {
    const many = set(
      'many',
      Array.from({ length: 40 }, (_, i) => `m${i}`),
    )
    expect(drawn([many, b], 72)).toContain('… 35 more')
  })
})

test('a set is a bag with a border', () => {
  const text = keyText(set('s', ['python', 'redis']), 46, 0).join('\n')
  expect(text).toMatch(/│ ┌─+┐ +│\n│ │ • python +│ +│\n│ │ • redis +│ +│\n│ └─+┘ +│/)
})

describe('a run is the notebook’s picture of its pattern', () => {
  test('cache-aside: asked, missed, loaded, and back up into Redis', () => {
    const at = (over: number) => patternText(told(cacheAside, over, []), 60, now).join('\n')
    expect(at(1)).toMatch(/App +│━+►│ +Redis/)
    expect(at(1)).toContain('━► 1. Check the cache')
    expect(at(2)).toContain('◄━')
    expect(at(2)).toContain('miss: (nil)')
    expect(at(5)).toContain('5. Query the database')
    expect(at(7)).toMatch(/┗━+┛/)
    expect(at(8)).toContain('8. Redis has it')
  })
  test('write-through: our layer talks to both, and Redis not to the database', () => {
    const text = patternText(told(writeThrough, 1, []), 60, now).join('\n')
    expect(text).toMatch(/│━+►│ +Database/)
    expect(text).toContain('× no wire')
  })
  test('write-behind: the writer takes from the queue in Redis', () => {
    const text = patternText(told(writeBehind, 3, []), 60, now).join('\n')
    expect(text).toMatch(/3\. Take what is new ┃/)
    expect(text).toContain('Queue')
  })
  test('before the first hop nothing is heavy', () => {
    expect(patternText(told(cacheAside, 0, []), 60, now).join('\n')).not.toMatch(/[━┃]/)
  })
})

test('connections: each client has its line, whatever it is called and does', () => {
  const clients = hostile.map((name, i) => ({
    ...{ id: `c${i}`, name, what: i % 2 === 0 ? '' : `BLPOP ${name} 0`, db: 15, resp: 3 as const },
    state: i % 2 === 0 ? ('idle' as const) : ('waiting' as const),
  }))
  for (const width of widths)
    straight(
      connectionsText(clients, info, width).filter(line => !/[▲▼]| │ one/.test(line)),
      width,
    )
  expect(connectionsText(clients.slice(0, 2), info, 60).join('\n')).toContain('4 connections in all')
  expect(connectionsText([], undefined, 60).join('\n')).toContain('? connections in all')
})
