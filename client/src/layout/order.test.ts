import { bytes } from '@rdd/shared/bytes'
import type { KeyChange } from '@rdd/shared/keyspace/change'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { instant } from '@rdd/shared/time'
import { expect, test } from 'vitest'
import { everything, type Filter, ordered, reordered } from './order.ts'

const key = (name: string, rest: Partial<KeyView> = {}): KeyView => ({
  db: 0,
  key: bytes(name),
  length: 1,
  value: { type: 'string', head: bytes('x') },
  ...rest,
})
const never = () => 0
const names = (views: KeyView[], filter: Partial<Filter> = {}, recency = (_: string) => 0) =>
  ordered(views, { ...everything, ...filter }, recency).map(view => view.key)

test('keys stand by name', () => {
  expect(names([key('b'), key('a:2'), key('a')])).toEqual(['a', 'a:2', 'b'])
})
test('text is searched anywhere and case aside, a prefix at the start and exactly', () => {
  const views = [key('User:1'), key('session:user'), key('user:2')]
  expect(names(views, { text: 'USER' })).toEqual(['User:1', 'session:user', 'user:2'])
  expect(names(views, { prefix: 'user:' })).toEqual(['user:2'])
})
test('a type shows only its keys', () => {
  const views = [key('s'), key('l', { value: { type: 'list', head: [], tail: [] } })]
  expect(names(views, { type: 'list' })).toEqual(['l'])
})
test('the first to expire comes first, keys without an expiry last and by name', () => {
  const views = [key('z'), key('late', { expiresAt: instant(20) }), key('a'), key('soon', { expiresAt: instant(10) })]
  expect(names(views, { sort: 'expiry' })).toEqual(['soon', 'late', 'a', 'z'])
})
test('the largest comes first', () => {
  const views = [key('small', { memory: 10, length: 9 }), key('big', { memory: 900, length: 1 }), key('unknown')]
  expect(names(views, { sort: 'memory' })).toEqual(['big', 'small', 'unknown'])
  expect(names(views, { sort: 'length' })).toEqual(['small', 'big', 'unknown'])
})
test('the last changed comes first', () => {
  const views = [key('a'), key('b'), key('c')]
  expect(names(views, { sort: 'recent' }, name => (name === 'b' ? 7 : 0))).toEqual(['b', 'a', 'c'])
})
test('the order never depends on the order the keys came in', () => {
  const views = [key('a', { memory: 1 }), key('b', { memory: 1 }), key('c', { memory: 2 })]
  for (const sort of ['name', 'type', 'length', 'memory', 'expiry', 'recent'] as const)
    expect(names(views, { sort }, never)).toEqual(names(views.toReversed(), { sort }, never))
})

test('put in order again after changes is the same as put in order anew', () => {
  let state = 7
  const next = (n: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
  for (const sort of ['name', 'type', 'length', 'memory', 'expiry'] as const) {
    const filter: Filter = { ...everything, sort, text: '1' }
    const views = new Map(Array.from({ length: 300 }, (_, i) => [`k${i}`, key(`k${i}`, { memory: next(9) })]))
    let order = ordered(views.values(), filter, never)
    for (let round = 0; round < 50; round++) {
      const changed = new Set(Array.from({ length: next(12) }, () => `k${next(400)}`))
      const changes = [...changed].map((name): KeyChange => {
        const before = views.get(name)
        const rest = { memory: next(9), length: next(5), ...(next(2) ? { expiresAt: instant(next(4)) } : {}) }
        const after = next(4) === 0 ? undefined : key(name, rest)
        if (after === undefined) views.delete(name)
        else views.set(name, after)
        return { db: 0, key: bytes(name), before, after, changes: [] }
      })
      order = reordered(order, changes, filter) ?? []
      expect(order).toEqual(ordered(views.values(), filter, never))
    }
  }
})
test('an order that does not know the keys is not patched', () => {
  const change: KeyChange = { db: 0, key: bytes('a'), before: key('a'), after: key('a'), changes: [] }
  expect(reordered([], [change], everything)).toBeUndefined()
})
