/** What every picture of a run promises, of any pattern, at any width: nothing overlaps, nothing leaves the stage. */
import type { bytes } from '@rdd/shared/bytes'
import type { Fact } from '@rdd/shared/fact'
import type { KeyView } from '@rdd/shared/keyspace/view'
import type { RunView } from '@rdd/shared/run'
import { instant } from '@rdd/shared/time'
import { Timeline } from '@rdd/shared/timeline'
import { describe, expect, test } from 'vitest'
import { cacheAside, race, readThrough, type Scripted, told, writeBehind, writeThrough } from '../../gallery/run.ts'
import type { Frame, Group, Mark } from './mark.ts'
import { patternFrame } from './pattern.ts'
import { columnsOf, widthOf } from './text.ts'

const ROOMS = [
  [390, 560],
  [700, 500],
  [760, 540],
  [1000, 700],
  [1240, 900],
  [3840, 1600],
] as const
const runs: Record<string, Scripted> = { cacheAside, race, writeThrough, writeBehind, readThrough }

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
    const frames = Array.from({ length: 2 * script.calls.length + 1 }, (_, n) =>
      patternFrame(told(script, n, []), { width, height }),
    )

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
          if (one.x < 0 || one.x + one.w > width + 1) faults.push(`after ${n}: ${one.path} leaves the stage`)
          for (const other of all.slice(i + 1))
            if (meet(one, other)) faults.push(`after ${n}: ${one.path} AND ${other.path}`)
        }
      }
      expect(faults).toEqual([])
    })
  })
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
