import { describe, expect, test } from 'vitest'
import { diffKey } from './diff/index.ts'
import { carryIds, idsOf } from './identity.ts'
import { command, key, list, string } from './testing.ts'
import type { KeyView } from './view.ts'

/** Walks from one view to the other as the timeline does. */
function step(before: KeyView, after: KeyView, line?: string) {
  const changes = diffKey({ db: 0, key, before }, after, line === undefined ? [] : [command(line)])
  carryIds(before, after, changes)
}

describe('ids of list elements', () => {
  test('are made once for a view, one for each element, equal values too', () => {
    const view = list(['a', 'a', 'b'])
    const ids = idsOf(view)
    expect(new Set(ids.head).size).toBe(3)
    expect(idsOf(view)).toBe(ids)
    expect(idsOf(string('a'))).toEqual({ head: [], tail: [] })
  })

  test('stay with the elements that stay', () => {
    const [before, after] = [list(['a', 'a']), list(['a', 'a', 'a'])]
    const [first, second] = idsOf(before).head
    step(before, after, 'LPUSH k a')
    expect(idsOf(after).head.slice(1)).toEqual([first, second])
    const less = list(['a', 'a'])
    step(after, less, 'RPOP k')
    expect(idsOf(less).head).toEqual([idsOf(after).head[0], first])
  })

  test('stay with an element that is set to another value', () => {
    const [before, after] = [list(['a', 'b']), list(['a', 'x'])]
    step(before, after, 'LSET k 1 x')
    expect(idsOf(after)).toEqual(idsOf(before))
  })

  test('are new for what was taken out and put in again', () => {
    const [before, after] = [list(['a', 'b']), list(['b', 'a'])]
    step(before, after, 'RPOPLPUSH k k')
    expect(idsOf(after).head[1]).toBe(idsOf(before).head[0])
    expect(idsOf(before).head).not.toContain(idsOf(after).head[0])
  })

  test('follow both windows of a long list past a change between them', () => {
    const long = Array.from({ length: 100 }, (_, i) => `e${i}`)
    const [before, after] = [list(long, 5), list(long.toSpliced(50, 0, 'x'), 5)]
    step(before, after)
    expect(idsOf(after)).toEqual(idsOf(before))
    const popped = list(long.toSpliced(50, 0, 'x').slice(1), 5)
    step(after, popped, 'LPOP k')
    expect(idsOf(popped).head.slice(0, 4)).toEqual(idsOf(after).head.slice(1))
    expect(idsOf(popped).tail).toEqual(idsOf(after).tail)
  })

  test('come back when time goes back', () => {
    const [before, after] = [list(['a', 'b']), list(['b'])]
    const ids = [...idsOf(before).head]
    step(before, after, 'LPOP k')
    step(after, before)
    expect(idsOf(before).head).toEqual(ids)
  })

  test('do not jump when a step goes over a state already seen by a longer way', () => {
    const [one, two, three] = [list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]
    step(one, two, 'RPUSH k b')
    step(two, one)
    // a jump over two facts gives b another id than the single step did
    step(one, three, 'RPUSH k b c')
    step(three, two)
    expect(idsOf(two).head).toEqual(idsOf(three).head.slice(0, 2))
  })
})
