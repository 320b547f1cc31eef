import { describe, expect, test } from 'vitest'
import { type Fact, noEffects } from './fact.ts'
import { idsOf } from './keyspace/identity.ts'
import { at, command, key, list, string } from './keyspace/testing.ts'
import type { KeyView } from './keyspace/view.ts'
import { Timeline } from './timeline.ts'

const empty = { seq: 0, at, effects: noEffects, waiting: [] }
/** A log that leaves the key as each of the views in turn. */
const logOf = (...views: KeyView[]): Fact[] =>
  views.map((view, i) => ({ ...command('RPUSH k x', { views: [view] }), seq: i + 1 }))
const [one, two, three] = [list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]
const timeline = (limit?: number) => new Timeline('e', empty, logOf(one, two, three), limit)

describe('a timeline', () => {
  test('moves only when told, and back to what was there, exactly', () => {
    const line = timeline()
    expect(line.state.view(0, key)).toBeUndefined()
    line.seek(3)
    expect(line.state.view(0, key)).toBe(three)
    line.seek(2)
    expect(line.state.view(0, key)).toBe(two)
    line.seek(0)
    expect(line.state.view(0, key)).toBeUndefined()
  })

  test('tells of a jump as one change a key, from the state left to the state reached', () => {
    const line = timeline()
    line.seek(1)
    const { from, to, facts, keys } = line.seek(3)
    expect([from, to, facts.length]).toEqual([1, 3, 2])
    expect(keys).toMatchObject([{ before: one, after: three, changes: [{ kind: 'elements-added', count: 2 }] }])
  })

  test('tells what the fact at the playhead did by itself, whichever way it came there', () => {
    const line = timeline()
    const alone = [{ before: one, after: two, changes: [{ kind: 'elements-added', index: 1, count: 1 }] }]
    line.seek(3)
    line.seek(2)
    expect(line.told()).toMatchObject(alone)
    line.seek(0)
    expect(line.told()).toEqual([])
    line.seek(2)
    expect(line.told()).toMatchObject(alone)
  })

  test('hands the identity of list elements on, and asking what was told does not disturb it', () => {
    const line = timeline()
    line.seek(1)
    const first = idsOf(one).head[0]
    line.seek(3)
    const ids = [...idsOf(three).head]
    line.told()
    expect(idsOf(three).head).toEqual(ids)
    expect(ids[0]).toBe(first)
  })

  test('passes over what it has and asks for what is missing (F1, F17)', () => {
    const line = new Timeline('e', empty)
    const [a, b, c] = logOf(one, two, three)
    if (a === undefined || b === undefined || c === undefined) throw new Error('three facts')
    expect(line.append([a, a])).toBeUndefined()
    expect(line.append([c])).toEqual({ from: 2, to: 2 })
    expect(line.last).toBe(1)
    expect(line.append([b, c])).toBeUndefined()
    expect(line.last).toBe(3)
  })

  test('drops the oldest facts over its limit, and First moves up', () => {
    const line = timeline(2)
    expect([line.first, line.last]).toEqual([1, 3])
    line.seek(0)
    expect(line.seq).toBe(1)
    expect(line.state.view(0, key)).toBe(one)
  })

  test('takes older facts that end where it begins', () => {
    const base = { ...empty, seq: 2, effects: { ...noEffects, views: [two] } }
    const line = new Timeline('e', base, logOf(one, two, three).slice(2))
    expect(line.prepend(empty, logOf(one))).toBe(false)
    expect(line.prepend(empty, logOf(one, two))).toBe(true)
    line.seek(1)
    expect(line.state.view(0, key)).toBe(one)
    line.seek(0)
    expect(line.state.view(0, key)).toBeUndefined()
  })

  test('a key of another type passes as such', () => {
    const line = new Timeline('e', empty, logOf(one, string('v')))
    line.seek(1)
    expect(line.seek(2).keys).toMatchObject([{ changes: [{ kind: 'type-changed', from: 'list', to: 'string' }] }])
  })
})
