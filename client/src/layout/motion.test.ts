import { bytes } from '@rdd/shared/bytes'
import type { Change, KeyChange } from '@rdd/shared/keyspace/change'
import { idsOf } from '@rdd/shared/keyspace/identity'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { describe, expect, test } from 'vitest'
import { partOf } from './list-peek.ts'
import { motionOf } from './motion.ts'

const key = bytes('k')
const list = (...head: string[]): KeyView => ({
  db: 0,
  key,
  length: head.length,
  value: { type: 'list', head: head.map(bytes), tail: [] },
})
const moved = (before: KeyView | undefined, after: KeyView | undefined, ...changes: Change[]) => {
  const change: KeyChange = { db: 0, key, before, after, changes }
  const card = motionOf([change], [], () => after).get('0/k')
  if (card === undefined) throw new Error('no motion')
  return card
}
const part = (view: KeyView, index: number) => partOf(idsOf(view).head[index] ?? -1)

describe('a list', () => {
  test.each([
    ['head', 0, -1],
    ['tail', 2, 1],
  ] as const)('what is pushed at the %s comes from its side', (end, index, side) => {
    const after = list('a', 'b', 'c')
    const change: Change = { kind: 'elements-added', end, index, values: [], count: 1 }
    const card = moved(list('b', 'c'), after, change)
    expect(Math.sign(card.parts.get(part(after, index))?.x ?? 0)).toBe(side)
    expect([...card.lit]).toEqual([part(after, index)])
  })
  test('what is popped leaves where it was', () => {
    const before = list('a', 'b', 'c')
    const change: Change = { kind: 'elements-removed', end: 'head', index: 0, values: [], count: 2 }
    const card = moved(before, list('c'), change)
    expect([...card.parts.keys()]).toEqual([part(before, 0), part(before, 1)])
    expect([...card.parts.values()].every(({ x }) => x < 0)).toBe(true)
  })
  test('a million elements pushed at once light only those in the windows, and come in a bundle', () => {
    const view: KeyView = {
      ...list(),
      length: 1_000_000,
      value: { type: 'list', head: [bytes('a')], tail: [bytes('z')] },
    }
    const change: Change = { kind: 'elements-added', end: 'tail', index: 0, values: [], count: 1_000_000 }
    const { lit, parts } = moved(undefined, view, change)
    expect(lit.size).toBe(2)
    expect(parts.size).toBe(0)
  })
})

test.each(['deleted', 'expired', 'evicted'] as const)('%s is told from the others', how => {
  expect(moved(list('a'), undefined, { kind: 'gone', how }).leave?.how).toBe(how)
})
test('what the room only begins or ceases to carry does not move', () => {
  expect(moved(undefined, list('a'), { kind: 'noticed' })).toEqual({ parts: new Map(), lit: new Set() })
  expect(moved(list('a'), undefined, { kind: 'forgotten' }).leave).toBeUndefined()
})
test('a read lights up what it read and moves nothing', () => {
  const view = list('a', 'b', 'c')
  const reading = { kind: 'read', db: 0, key, spans: [{ of: 'index', from: 1, to: 2 }] } as const
  const card = motionOf([], [{ ...reading, spans: [...reading.spans] }], () => view).get('0/k')
  expect([...(card?.lit ?? [])]).toEqual([part(view, 1), part(view, 2)])
  expect(card?.parts.size).toBe(0)
})
