import { describe, expect, test } from 'vitest'
import { box, type Frame, type Group, group, type Mark, text } from './mark.ts'
import type { CardMotion, Motion } from './motion.ts'
import { type Manner, tween } from './tween.ts'

const part = (id: string, x: number, y = 0) =>
  group(id, { x, y, data: { index: id }, children: [text('t', { x: 0, y: 0, text: id })] })
const card = (id: string, x: number, y: number, parts: Mark[]): Group =>
  group(id, {
    x,
    y,
    data: { key: id },
    label: id,
    children: [
      box('frame', { x: 0, y: 0, w: 100, h: 40, tone: 'ink', look: 'frame' }),
      group('body', { children: parts }),
    ],
  })
const frame = (...marks: Group[]): Frame => ({ width: 800, height: 600, marks })
const motion = (id: string, given: Partial<CardMotion>): Motion =>
  new Map([[id, { parts: new Map(), lit: new Set(), ...given }]])
const plain: Manner = { motion: new Map(), still: false, running: false }

const find = (marks: readonly Mark[], id: string): Mark | undefined => {
  for (const mark of marks) {
    if (mark.id === id) return mark
    const inside = mark.kind === 'group' ? find(mark.children, id) : undefined
    if (inside !== undefined) return inside
  }
  return undefined
}
const at = (f: Frame, id: string) => {
  const mark = find(f.marks, id)
  return mark === undefined
    ? undefined
    : { x: Math.round(mark.x), y: Math.round(mark.y), opacity: Math.round(mark.opacity * 100) / 100 }
}

describe('a movement', () => {
  const from = frame(card('k', 0, 0, [part('a', 0)]))
  const to = frame(card('k', 0, 200, [part('b', 0), part('a', 50)]))

  test('ends exactly in the frame it goes to', () => {
    expect(tween(from, to, plain, 1)).toBe(to)
    expect(tween(from, to, plain, 1.7)).toBe(to)
  })
  test('begins where things are', () => {
    const start = tween(from, to, plain, 0)
    expect(at(start, 'k')).toEqual({ x: 0, y: 0, opacity: 1 })
    expect(at(start, 'a')).toEqual({ x: 0, y: 0, opacity: 1 })
    expect(at(start, 'b')?.opacity).toBe(0)
  })
  test('moves what stays and lets in what is new from where it was pushed', () => {
    const pushed = motion('k', { parts: new Map([['b', { x: -60, y: -30 }]]) })
    const early = at(tween(from, to, { ...plain, motion: pushed }, 0.26), 'b')
    expect(early?.x).toBeLessThan(-40)
    const half = tween(from, to, { ...plain, motion: pushed }, 0.5)
    expect(at(half, 'a')?.x).toBeGreaterThan(0)
    expect(at(half, 'a')?.x).toBeLessThan(50)
  })
  test('has the facts of the new state from its first frame', () => {
    const start = tween(from, to, plain, 0)
    expect(find(start.marks, 'b')?.data).toEqual({ index: 'b' })
  })
  test('passes what does not change through as the same object', () => {
    const same = part('a', 0)
    const half = tween(frame(card('k', 0, 0, [same])), frame(card('k', 0, 0, [same, part('z', 9)])), plain, 0.5)
    expect(find(half.marks, 'a')).toBe(same)
  })
})

describe('what leaves', () => {
  const from = frame(card('k', 0, 0, [part('a', 0), part('b', 50)]))
  const to = frame(card('k', 0, 0, [part('a', 0)]))

  test('goes where it was popped to and carries no facts any more', () => {
    const popped = motion('k', { parts: new Map([['b', { x: 60, y: 30 }]]) })
    const half = tween(from, to, { ...plain, motion: popped }, 0.5)
    expect(at(half, 'b')?.x).toBeGreaterThan(80)
    expect(find(half.marks, 'b')?.data).toBeUndefined()
  })
  test('is gone at the end', () => {
    expect(find(tween(from, to, plain, 1).marks, 'b')).toBeUndefined()
  })
  test('comes back from where it is, as the same mark', () => {
    const half = tween(from, to, plain, 0.5)
    const back = tween(half, from, { ...plain, running: true }, 0)
    expect(back.marks.flatMap(mark => find([mark], 'b') ?? [])).toHaveLength(1)
    expect(at(back, 'b')).toEqual(at(half, 'b'))
    expect(find(back.marks, 'b')?.data).toEqual({ index: 'b' })
    expect(find(tween(half, from, { ...plain, running: true }, 0.99).marks, 'b')?.leave).toBeUndefined()
  })
})

describe('an interruption', () => {
  const [a, b, c] = [100, 300, 40].map(x => frame(card('k', x, 0, [])))
  test('goes on from what is on the screen, without a jump', () => {
    if (!a || !b || !c) return expect.unreachable()
    const half = tween(a, b, plain, 0.5)
    expect(at(tween(half, c, { ...plain, running: true }, 0), 'k')).toEqual(at(half, 'k'))
    expect(tween(half, c, { ...plain, running: true }, 1)).toBe(c)
  })
  test('in every frame of a storm still gets everywhere and leaves no ghost', () => {
    if (!a || !b) return expect.unreachable()
    const other = card('gone', 0, 300, [])
    let shown = frame(...a.marks, other)
    const manner = {
      ...plain,
      motion: motion('gone', { leave: { how: 'deleted', to: { x: 0, y: 0 } } }),
      running: true,
    }
    for (let i = 0; i < 60; i++) shown = tween(shown, b, manner, 16 / 340)
    expect(at(shown, 'k')?.x).toBe(300)
    expect(at(shown, 'gone')?.opacity).toBeLessThan(0.02)
  })
})

describe('a key that goes', () => {
  test.each(['deleted', 'expired', 'evicted'] as const)('%s says so while it leaves', how => {
    const from = frame(card('k', 0, 0, []))
    const manner = { ...plain, motion: motion('k', { leave: { how, to: { x: 180, y: 0 } } }) }
    const half = tween(from, frame(), manner, 0.3)
    expect(find(half.marks, 'k')?.data).toEqual({ key: 'k', leaving: how })
    expect(at(half, 'k')?.x).toBeGreaterThan(0)
    const later = tween(half, frame(), { ...manner, motion: new Map(), running: true }, 0.2)
    expect(find(later.marks, 'k')?.data).toEqual({ key: 'k', leaving: how })
  })
  test('scrolled or filtered away is not there at once', () => {
    expect(tween(frame(card('k', 0, 0, [])), frame(), plain, 0).marks).toEqual([])
    expect(at(tween(frame(), frame(card('k', 5, 5, [])), plain, 0), 'k')).toEqual({ x: 5, y: 5, opacity: 1 })
  })
})

test('with reduced motion nothing travels: a change is a cross-fade', () => {
  const from = frame(card('k', 0, 0, [part('a', 0), part('b', 50)]))
  const to = frame(card('k', 90, 0, [part('a', 70), part('c', 20)]))
  const offsets = motion('k', {
    parts: new Map([
      ['b', { x: 60, y: 30 }],
      ['c', { x: -60, y: 0 }],
    ]),
  })
  for (const t of [0, 0.3, 0.6, 0.9]) {
    const shown = tween(from, to, { motion: offsets, still: true, running: false }, t)
    expect([at(shown, 'k')?.x, at(shown, 'a')?.x, at(shown, 'b')?.x, at(shown, 'c')?.x]).toEqual([90, 70, 50, 20])
  }
})
