import { bytes } from '@rdd/shared/bytes'
import type { Effects } from '@rdd/shared/fact'
import { RoomState } from '@rdd/shared/keyspace/state'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { instant } from '@rdd/shared/time'
import { expect, test } from 'vitest'
import { countSteps } from './count-steps.ts'

const view = (key: string, db = 0): KeyView => ({
  db,
  key: bytes(key),
  length: 1,
  value: { type: 'string', head: bytes('x') },
})
const makes = (...keys: string[]): Effects => ({ gone: [], views: keys.map(key => view(key)), counts: [] })
const takes = (...keys: string[]): Effects => ({
  gone: keys.map(key => ({ db: 0, key: bytes(key), how: 'deleted' as const })),
  views: [],
  counts: [],
})

/** A state that carries `a` and `b` of the keys Redis holds. */
function stateOf(count: number): RoomState {
  const state = new RoomState(instant(0))
  state.apply({
    seq: 1,
    at: instant(0),
    kind: 'sync',
    reason: 'start',
    complete: true,
    ...makes('a', 'b'),
    counts: [[0, count]],
  })
  return state
}

function counted(steps: Effects[], exact: Effects['counts'], state = stateOf(2)) {
  countSteps(steps, state, exact)
  return steps.map(({ counts }) => counts)
}

test('keys made in one tick are counted one after the other; the last count is Redis’s own', () => {
  expect(counted([makes('c'), makes('a'), makes('d', 'e')], [[0, 5]])).toEqual([[[0, 3]], [], [[0, 5]]])
})

test('a key made and taken again leaves the count as it was', () => {
  expect(counted([makes('c'), takes('c')], [[0, 2]])).toEqual([[[0, 3]], [[0, 2]]])
})

test('a flush counts from nothing', () => {
  const flush: Effects = { ...makes(), flushed: 'all' }
  expect(counted([flush, makes('a'), makes('z')], [[0, 2]])).toEqual([[[0, 0]], [[0, 1]], [[0, 2]]])
})

test('a key that was there all along and only comes into view is no new key', () => {
  const noticing: Effects = { ...makes('far'), noticed: [{ db: 0, key: bytes('far') }] }
  expect(counted([noticing, makes('new')], [[0, 9001]], stateOf(9000))).toEqual([[], [[0, 9001]]])
})
