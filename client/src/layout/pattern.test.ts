/** What every picture of a run promises, of any pattern, at any width: nothing overlaps, nothing leaves the stage. */
import type { bytes } from '@rdd/shared/bytes'
import type { Fact } from '@rdd/shared/fact'
import type { KeyView } from '@rdd/shared/keyspace/view'
import type { RunView } from '@rdd/shared/run'
import { instant } from '@rdd/shared/time'
import { Timeline } from '@rdd/shared/timeline'
import { describe, expect, test } from 'vitest'
import {
  cacheAside,
  crowd,
  lengthOf,
  race,
  readThrough,
  type Scripted,
  told,
  writeBehind,
  writeThrough,
} from '../../gallery/run.ts'
import type { Frame, Group, Mark } from './mark.ts'
import { flightOf, type Moment, patternFrame } from './pattern.ts'
import { heightsOf } from './pattern-cards.ts'
import { makesWay, wireGroup, wireOf } from './pattern-hops.ts'
import { packets } from './pattern-packets.ts'
import { planOf } from './pattern-plan.ts'
import type { Plan } from './pattern-room.ts'
import { columnsOf, widthOf } from './text.ts'

const ROOMS = [
  [390, 560],
  [700, 500],
  [864, 525],
  [1348, 705],
  [3840, 1600],
] as const
const runs: Record<string, Scripted> = { cacheAside, race, writeThrough, writeBehind, readThrough }
for (const pattern of ['cache-aside', 'write-through', 'read-through', 'write-behind'] as const)
  for (const lanes of [1, 2, 3, 6]) runs[`${pattern} with ${lanes} of its lanes`] = crowd(pattern, lanes)

interface Rect {
  path: string
  x: number
  y: number
  w: number
  h: number
}

/** Every text of a frame where it stands on the stage; a sans is narrower than the mono it is measured as. */
function texts({ marks }: Frame): Rect[] {
  const found: Rect[] = []
  const walk = (mark: Mark, x: number, y: number, path: string): void => {
    const at = { x: x + mark.x, y: y + mark.y }
    if (mark.kind === 'group') for (const child of mark.children) walk(child, at.x, at.y, `${path} / ${mark.id}`)
    else if (mark.kind === 'text' && mark.text !== '' && mark.twin !== 'exact' && mark.opacity > 0) {
      const w = widthOf(columnsOf(mark.text), mark.size) * (mark.font === 'sans' ? 0.82 : 1)
      const left = at.x - (mark.anchor === 'end' ? w : mark.anchor === 'middle' ? w / 2 : 0)
      found.push({
        path: `${path} / ${mark.id}: ${mark.text}`,
        x: left,
        y: at.y - mark.size * 0.72,
        w,
        h: mark.size * 0.9,
      })
    }
  }
  for (const mark of marks) walk(mark, 0, 0, '')
  return found
}
/** Every number of a hop, as the square round its disc. */
const figures = ({ marks }: Frame): Rect[] =>
  marks
    .flatMap(mark => (mark.id === 'wires' ? mark.children : []))
    .flatMap(mark =>
      mark.kind === 'group' && mark.data?.hop !== undefined && mark.children.length > 0
        ? [{ path: mark.id, x: mark.x - 11, y: mark.y - 11, w: 22, h: 22 }]
        : [],
    )

/** Every straight stretch of the roads that are drawn. */
function roads({ marks }: Frame): Rect[] {
  const wires = marks.flatMap(mark => (mark.id === 'wires' ? mark.children : []))
  return wires.flatMap(wire => {
    const line = wire.kind === 'group' ? wire.children.find(({ id }) => id === 'line') : undefined
    if (line?.kind !== 'path') return []
    const points = [...line.d.matchAll(/(?:[ML]|Q[^ ]+ [^ ]+ )([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ])
    return points.slice(1).map(([x = 0, y = 0], i) => {
      const [fromX = 0, fromY = 0] = points[i] ?? []
      return {
        path: `${wire.id}`,
        x: Math.min(x, fromX),
        y: Math.min(y, fromY),
        w: Math.abs(x - fromX),
        h: Math.abs(y - fromY),
      }
    })
  })
}
/** What is said on one wire. */
const saidOn = (wires: Group, plan: Plan, run: RunView, id: string): Rect[] =>
  said(texts({ width: 0, height: 0, marks: [wires] })).filter(({ path }) => {
    const n = Number(/said (\d+)/.exec(path)?.[1])
    const hop = run.hops.find(one => one.n === n)
    return hop !== undefined && wireOf(plan, hop)?.id === id
  })
const said = (rects: readonly Rect[]) => rects.filter(({ path }) => path.startsWith(' / wires / said'))
/** What lies on what of two lists, and of one what leaves the stage. */
const onEach = (some: readonly Rect[], others: readonly Rect[]): string[] =>
  some.flatMap(one =>
    others.filter(other => one !== other && meet(one, other)).map(({ path }) => `${one.path} AND ${path}`),
  )

/** Further than a hair. */
const meet = (a: Rect, b: Rect): boolean =>
  a.x + a.w > b.x + 1 && b.x + b.w > a.x + 1 && a.y + a.h > b.y + 1 && b.y + b.h > a.y + 1

function cards({ marks }: Frame): Rect[] {
  return marks.flatMap((mark: Group) => {
    const [body] = mark.data?.actor === undefined ? [] : mark.children
    return body?.kind === 'box' ? [{ path: mark.id, x: mark.x + body.x, y: mark.y + body.y, w: body.w, h: body.h }] : []
  })
}

describe.each(Object.entries(runs))('%s', (_name, script) => {
  describe.each(ROOMS)('on a stage of %i × %i', (width, height) => {
    const moments = Array.from({ length: lengthOf(script) + 1 }, (_, n) => told(script, n, []))
    const frames = moments.map(moment => patternFrame(moment, { width, height }))

    test('cards stand apart and on the stage', () => {
      for (const frame of frames) {
        const all = cards(frame)
        expect(all.length).toBeGreaterThanOrEqual(3)
        for (const [i, card] of all.entries()) {
          expect(card.x, card.path).toBeGreaterThanOrEqual(0)
          expect(card.x + card.w, card.path).toBeLessThanOrEqual(width)
          expect(card.y + card.h, card.path).toBeLessThanOrEqual(frame.height)
          for (const other of all.slice(i + 1)) expect(meet(card, other), `${card.path} and ${other.path}`).toBe(false)
        }
      }
    })

    test('no words lie on others, and none leave the stage', () => {
      const faults: string[] = []
      for (const [n, frame] of frames.entries()) {
        const all = texts(frame)
        for (const [i, one] of all.entries()) {
          if (one.x < 0 || one.x + one.w > width + 1 || one.y < 0 || one.y + one.h > frame.height)
            faults.push(`after ${n}: ${one.path} leaves the stage`)
          for (const other of all.slice(i + 1))
            if (meet(one, other)) faults.push(`after ${n}: ${one.path} AND ${other.path}`)
        }
      }
      expect(faults).toEqual([])
    })

    test('roads and the numbers on them stay in the picture and apart from cards, words and each other', () => {
      const faults: string[] = []
      for (const [n, frame] of frames.entries()) {
        const [numbers, lines, boxes, words] = [figures(frame), roads(frame), cards(frame), said(texts(frame))]
        expect(lines.length).toBeGreaterThan(3)
        for (const one of [...numbers, ...lines])
          if (one.x < 0 || one.x + one.w > width || one.y < 0 || one.y + one.h > frame.height)
            faults.push(`after ${n}: ${one.path} leaves the picture`)
        const touch = (a: Rect, b: Rect) => a !== b && Math.hypot(a.x - b.x, a.y - b.y) < 24
        for (const one of numbers)
          for (const other of numbers) if (touch(one, other)) faults.push(`${one.path} touches ${other.path}`)
        faults.push(...onEach(numbers, boxes), ...onEach(numbers, words))
        faults.push(...onEach(lines, words), ...onEach(words, boxes))
      }
      expect([...new Set(faults)]).toEqual([])
    })

    test('every road meets the two cards it joins', () => {
      const faults: string[] = []
      const plan = planOf(script.pattern, {
        width,
        height,
        heights: heightsOf(moments[0]?.run ?? told(script, 0, []).run),
      })
      for (const { id, from, to, points } of plan.wires)
        for (const [actor, point] of [[from, points.at(0)] as const, [to, points.at(-1)] as const]) {
          const card = plan.cards.get(actor)
          const near = { path: id, x: (point?.x ?? 0) - 5, y: (point?.y ?? 0) - 5, w: 10, h: 10 }
          if (card === undefined || !meet(near, { path: actor, ...card })) faults.push(`${id} does not meet ${actor}`)
        }
      expect(faults).toEqual([])
    })

    test('every hop has its number in the picture as it is let through, and what flies covers no card and no word of another road', () => {
      for (const [n, frame] of frames.entries()) {
        if (n > 0) expect(figures(frame).map(({ path }) => path)).toContain(`hop ${n}`)
        if (n === moments.length - 1) continue
        const moment = told(script, n, [], true)
        const plan = planOf(script.pattern, { width, height, heights: heightsOf(moment.run) })
        const hop = moment.run.hops.find(one => one.n === n + 1)
        const mine = hop && wireOf(plan, hop)
        const others = plan.wires.filter(one => mine && !makesWay(one, mine) && one.rare !== true)
        const around = wireGroup(plan, moment.run, flightOf(moment.run))
        const words = others.flatMap(({ id }) => saidOn(around, plan, moment.run, id))
        for (const p of [0.02, 0.6, 0.98]) {
          const flight = new Map(flightOf(moment.run)).set(n + 1, p)
          const [packet] = packets(plan, moment.run, flight)
          const pill = packet?.children.find(({ id }) => id === 'pill')
          if (packet === undefined || pill?.kind !== 'box') throw new Error(`hop ${n + 1} does not fly`)
          const at = { path: packet.id, x: packet.x + pill.x, y: packet.y + pill.y, w: pill.w, h: pill.h }
          expect(onEach([at], [...cards(frame), ...words]), `${n + 1} at ${p}`).toEqual([])
          expect(at.x >= 0 && at.x + at.w <= width).toBe(true)
        }
      }
    })
  })
})

test('a question to our layer takes the road from the app, and its answer the road back', () => {
  const script = crowd('read-through', 2)
  for (const [width, height] of ROOMS) {
    const { run } = told(script, lengthOf(script), [])
    const plan = planOf(script.pattern, { width, height, heights: heightsOf(run) })
    const taken = run.hops.filter(({ call }) => call === 'layer.call').map(hop => wireOf(plan, hop)?.id)
    expect(taken).toEqual(['app-layer', 'app-layer', 'layer-app', 'layer-app'])
  }
})

/** Everything written in a card at a moment. */
const wordsIn = (frame: Frame, actor: string): string =>
  texts(frame)
    .filter(({ path }) => path.includes(`actor ${actor}`))
    .map(({ path }) => path.replace(/^.*?: /, ''))
    .join(' ')

test('added delay is named beside what was measured, on the card and on its road, one lane or several', () => {
  for (const [width, height] of ROOMS)
    for (const lanes of [1, 2]) {
      const script = crowd('cache-aside', lanes)
      const frame = patternFrame(told(script, lengthOf(script), []), { width, height })
      expect(wordsIn(frame, 'app')).toMatch(/\+ ?40 (ms )?added/)
      expect(
        said(texts(frame))
          .map(({ path }) => path)
          .join(' '),
      ).toMatch(/2\.40 ms \+ ?40 (ms )?added/)
    }
})

test('a stale answer says so on the card of the app, one lane or several', () => {
  for (const script of [cacheAside, race]) {
    const { run, keys } = told(script, lengthOf(script), [])
    const lanes = run.lanes.map((lane, i) => (i === 0 ? { ...lane, stale: true } : lane))
    for (const [width, height] of ROOMS) {
      const words = (moment: Moment) => wordsIn(patternFrame(moment, { width, height }), 'app')
      expect(words({ run: { ...run, lanes }, keys })).toContain('stale')
      expect(words({ run, keys })).not.toContain('stale')
    }
  }
})

test('what a script did is called by its name: a lock released is not a value stored', () => {
  const released: Scripted = {
    ...cacheAside,
    calls: [['A', 'cache.script', 'app', 'cache', 'EVAL release 1 lock:{cache:users:1} 9f2c', '1', 0.2, 'ok']],
  }
  const words = wordsIn(patternFrame(told(released, 2, []), { width: 864, height: 525 }), 'app')
  expect(words).toContain('released 1')
  expect(words).not.toContain('stored')
})

test('the layer says both forms where its lanes differ, and the counts stand once: with Redis and with the database', () => {
  const script = crowd('read-through', 2)
  const frame = patternFrame(told(script, lengthOf(script), []), { width: 864, height: 525 })
  expect(wordsIn(frame, 'layer')).toContain('both forms')
  const all = texts(frame).map(({ path }) => path)
  expect(all.filter(path => path.includes('hits '))).toHaveLength(1)
  expect(wordsIn(frame, 'cache')).toContain('hits 0 · misses 2')
  expect(wordsIn(frame, 'database')).toContain('loads 2 · writes 0')
})

test('the arrow the notebook draws stands between Redis and the database of write-through, and no hop takes it', () => {
  for (const [width, height] of ROOMS) {
    const frame = patternFrame(told(writeThrough, 8, []), { width, height })
    const arrow = frame.marks.find(({ data }) => data?.drawn === 'notebook')
    const [cache, database] = ['cache', 'database'].map(name => cards(frame).find(({ path }) => path.endsWith(name)))
    expect(arrow?.y).toBeGreaterThanOrEqual((cache?.y ?? Number.NaN) + (cache?.h ?? 0))
    expect(arrow?.y).toBeLessThan(database?.y ?? Number.NaN)
    const words = arrow?.children.flatMap(mark => (mark.kind === 'text' ? [mark.text] : [])).join(' ')
    expect(words).toContain('Redis does no such thing')
  }
  const others = [cacheAside, writeBehind, readThrough].map(script =>
    patternFrame(told(script, 2, []), { width: 1000, height: 700 }),
  )
  for (const { marks } of others) expect(marks.some(({ data }) => data?.drawn === 'notebook')).toBe(false)
})

test('fifty steps back and forward again show the same frames to the last mark', () => {
  const long: Scripted = { ...race, calls: Array.from({ length: 8 }, () => race.calls).flat() }
  const steps = 2 * long.calls.length
  expect(steps).toBeGreaterThan(50)
  const at = (seq: number) => ({ seq, at: instant(1_795_449_600_000 + seq), gone: [], views: [], counts: [] })
  const { run } = told(long, 0, [])
  const facts: Fact[] = [{ kind: 'run', run, ...at(1) }]
  for (let n = 1; n <= steps; n += 1) {
    const { id, pattern: _, database: __, ...patch } = told(long, n, []).run
    facts.push({ kind: 'hop', run: id, patch, ...at(n + 1) })
  }
  const base = { seq: 0, at: instant(1_795_449_600_000), effects: { gone: [], views: [], counts: [] }, waiting: [] }
  const timeline = new Timeline('e', base, facts)
  const look = (): Frame => {
    const shown: RunView | undefined = timeline.state.run()
    if (shown === undefined) throw new Error('There is no run.')
    const keys: ReadonlyMap<ReturnType<typeof bytes>, KeyView> = timeline.state.keys(0)
    return patternFrame({ run: shown, keys }, { width: 1000, height: 700 })
  }
  timeline.seek(timeline.last)
  const seen = [look()]
  for (let i = 0; i < 50; i += 1) {
    timeline.seek(timeline.seq - 1)
    seen.unshift(look())
  }
  for (const [i, frame] of seen.entries()) {
    if (i > 0) timeline.seek(timeline.seq + 1)
    expect(look()).toEqual(frame)
  }
  expect(timeline.seq).toBe(timeline.last)
  expect(new Set(seen.map(frame => JSON.stringify(frame))).size).toBe(51)
})
