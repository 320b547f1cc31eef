/** What flies: one thing from one place to another, known by what the movement changed. */
import { bytes } from '@rdd/shared/bytes'
import type { CommandFact, Fact } from '@rdd/shared/fact'
import { readingsOf } from '@rdd/shared/keyspace/reading'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { instant } from '@rdd/shared/time'
import { Timeline } from '@rdd/shared/timeline'
import { describe, expect, test } from 'vitest'
import { caught } from './caught.ts'
import { columns } from './columns.ts'
import { type Flight, flightsOf } from './flight.ts'
import { fly } from './fly.ts'
import { frameOf } from './keyspace.ts'
import type { Frame, Mark } from './mark.ts'
import { motionOf } from './motion.ts'
import { tween } from './tween.ts'

const at = instant(1_795_435_200_000)
const list = (key: string, ...head: string[]): KeyView => ({
  db: 0,
  key: bytes(key),
  length: head.length,
  value: { type: 'list', head: head.map(bytes), tail: [] },
})

function ran(line: string, keys: string[], views: KeyView[], more: Partial<CommandFact> = {}): Fact {
  const args = line.split(' ').map(bytes)
  const there = new Set(views.map(({ key }) => key))
  const gone = keys.map(bytes).filter(key => !there.has(key))
  return {
    kind: 'command',
    seq: 1,
    at,
    client: { id: 'you', name: 'you' },
    db: 0,
    argv: { args },
    keys: keys.map(bytes),
    views,
    gone: gone.map(key => ({ db: 0, key, how: 'deleted' as const })),
    counts: [],
    ...more,
  }
}

/** A step forward, or back again: what flies, and the frame at a moment of it. */
function step(before: KeyView[], fact: Fact, back = false): { flights: Flight[]; frame: (t: number) => Frame } {
  const base = { seq: 0, at, effects: { gone: [], views: before, counts: [] }, waiting: [] }
  const timeline = new Timeline('t', base, [fact])
  if (back) timeline.seek(1)
  const { state } = timeline
  const whole = () =>
    frameOf(columns([...state.keys(0).values()], 'list', 800), { top: 0, bottom: Number.POSITIVE_INFINITY })
  const from = whole()
  const movement = timeline.seek(back ? 0 : 1)
  const view = (db: number, key: KeyView['key']) => state.view(db, key)
  const readings = fact.kind === 'command' && !back ? readingsOf(fact, state) : []
  const flights = flightsOf(movement, readings, view)
  const motion = motionOf(movement.keys, readings, view)
  const to = whole()
  return {
    flights,
    frame: t => fly(tween(from, to, { motion, still: false, running: false }, t), from, to, flights, t),
  }
}

/** How often a text is to be seen. */
const seen = (marks: readonly Mark[], word: string, opacity = 1): number =>
  marks.reduce((sum, mark) => {
    const here = opacity * mark.opacity
    if (mark.kind === 'group') return sum + seen(mark.children, word, here)
    return sum + (mark.kind === 'text' && mark.text === word && here > 0.5 ? 1 : 0)
  }, 0)

const [todo, doing] = [list('todo', 'x', 'y'), list('doing', 'a')]
const moved = ran('LMOVE todo doing LEFT RIGHT', ['todo', 'doing'], [list('todo', 'y'), list('doing', 'a', 'x')])

describe('an element that goes from one list to another', () => {
  test('is one thing all the way, there and back', () => {
    for (const back of [false, true]) {
      const { flights, frame } = step([todo, doing], moved, back)
      expect(flights.map(({ kind }) => kind)).toEqual(['move'])
      for (const t of [0.05, 0.3, 0.5, 0.8, 0.99]) expect(seen(frame(t).marks, 'x'), `at ${t}`).toBe(1)
      expect(seen(frame(1).marks, 'x')).toBe(1)
    }
  })
  test.each([
    ['RPOPLPUSH todo doing', [list('todo', 'x'), list('doing', 'y', 'a')]],
    ['EVAL move 2 todo doing', [list('todo', 'y'), list('doing', 'x', 'a')]],
  ])('whatever moved it: %s', (line, views) => {
    expect(step([todo, doing], ran(line, ['todo', 'doing'], views)).flights).toHaveLength(1)
  })
  test('is caught in the air by what comes next, and goes on from there', () => {
    const { flights, frame } = step([todo, doing], moved)
    const air = frame(0.5)
    const flown = air.marks.find(({ id }) => id === 'flight:0')
    const from = caught(air, flights)
    expect(from.marks.some(({ id }) => id.startsWith('flight'))).toBe(false)
    const where = ({ marks }: Frame): number[] | undefined => {
      const card = marks.find(({ id }) => id === '0/doing')
      const body = card?.children.find(({ id }) => id === 'body')
      const part = body?.kind === 'group' ? body.children.find(mark => seen([mark], 'x') === 1) : undefined
      return card && body && part && [part.x + card.x + body.x, part.y + card.y + body.y]
    }
    expect(where(from)).toEqual([flown?.x, flown?.y])
    const next = tween(from, frame(1), { motion: new Map(), still: false, running: true }, 0)
    expect(where(next)).toEqual([flown?.x, flown?.y])
    expect(seen(next.marks, 'x')).toBe(1)
  })
  test('takes its key along when it was the last, and brings one when it is the first', () => {
    const fact = ran('LMOVE one new LEFT RIGHT', ['one', 'new'], [list('new', 'x')])
    const { flights } = step([list('one', 'x')], fact)
    expect(flights).toMatchObject([{ kind: 'move', from: [{ card: '0/one' }], to: { card: '0/new' } }])
  })
  test('goes from end to end where both are the same list', () => {
    const fact = ran('LMOVE ring ring LEFT RIGHT', ['ring'], [list('ring', 'b', 'c', 'a')])
    const { flights, frame } = step([list('ring', 'a', 'b', 'c')], fact)
    expect(flights).toHaveLength(1)
    for (const t of [0.1, 0.5, 0.9]) expect(seen(frame(t).marks, 'a'), `at ${t}`).toBe(1)
  })
})

test.each([
  ['a pop', [todo], ran('LPOP todo', ['todo'], [list('todo', 'y')])],
  [
    'a push of an equal value to another list',
    [todo, doing],
    ran('RPUSH doing x', ['doing'], [list('doing', 'a', 'x')]),
  ],
  ['a key that is renamed', [todo], ran('RENAME todo done', ['todo', 'done'], [list('done', 'x', 'y')])],
] as const)('nothing flies at %s', (_, before, fact) => {
  expect(step([...before], fact).flights).toEqual([])
})

const bulk = (text: string) => ({ t: 'bulk', v: bytes(text) }) as const
test.each([
  ['BLPOP jobs 0', bulk('job:1'), 'head'],
  ['BRPOP jobs 0', bulk('job:1'), 'tail'],
  ['BLMPOP 0 1 jobs RIGHT COUNT 2', { t: 'array', v: [bulk('job:1'), bulk('job:2')] }, 'tail'],
] as const)('a client that waited with %s is handed what it was given, from that end', (line, value, end) => {
  const given = value.t === 'array' ? { ...value, v: [...value.v] } : value
  const fact = ran(line, ['jobs'], [], { waitedMs: 12, reply: { t: 'array', v: [bulk('jobs'), given] } })
  const words = value.t === 'array' ? '2 elements' : 'job:1'
  const flight = { kind: 'serve', words, waiter: { card: '0/jobs', part: 'w:you' } }
  expect(step([], fact).flights).toMatchObject([flight])
  expect(step([], fact).flights).toMatchObject([{ from: [{}, { card: '0/jobs', part: end }] }])
})

test.each([
  ['XREAD BLOCK 0 STREAMS log $', ['5-0'], '5-0'],
  ['XREADGROUP GROUP g c BLOCK 0 STREAMS log >', ['5-0', '5-1'], '2 entries'],
])('a reader that waited is handed a copy of what came to a stream: %s', (line, ids, words) => {
  const entries = ids.map(id => ({ t: 'array' as const, v: [bulk(id)] }))
  const fact = ran(line, ['log'], [], {
    waitedMs: 12,
    reply: { t: 'array', v: [{ t: 'array', v: [bulk('log'), { t: 'array', v: entries }] }] },
  })
  const card = '0/log'
  expect(step([], fact).flights).toMatchObject([
    {
      kind: 'serve',
      words,
      stays: true,
      waiter: { card, part: 'w:you' },
      from: [{ card, part: `e:${ids.at(-1)}` }, {}, {}, {}],
    },
  ])
})

test('a client that waited to move an element sees it go where it is moved', () => {
  const fact = ran('BLMOVE jobs doing LEFT RIGHT 0', ['jobs', 'doing'], [list('doing', 'a', 'x')], {
    waitedMs: 12,
    reply: bulk('x'),
  })
  expect(step([doing], fact).flights).toMatchObject([
    { kind: 'move', from: [{ card: '0/jobs' }, {}], to: { card: '0/doing' } },
  ])
})

test.each([
  ['LINDEX k 2', 3],
  ['LINDEX k -2', 2],
  ['LINDEX k 0', 0],
])('%s walks over so many nodes from the nearer end', (line, nodes) => {
  const view = list('k', 'a', 'b', 'c', 'd', 'e', 'f')
  const fact = ran(line, [], [], { keys: [bytes('k')], reply: { t: 'bulk', v: bytes('c') } })
  const { flights } = step([view], fact)
  expect(flights.map(flight => (flight.kind === 'walk' ? flight.parts.length : -1))).toEqual(nodes === 0 ? [] : [nodes])
})
