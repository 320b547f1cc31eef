import { bytes } from '@rdd/shared/bytes'
import { instant } from '@rdd/shared/time'
import { Timeline } from '@rdd/shared/timeline'
import { describe, expect, test } from 'vitest'
import { Playhead } from './playhead.ts'
import { fact } from './testing.ts'

const facts = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => fact(from + i))
const base = { seq: 0, at: instant(0), effects: { gone: [], views: [], counts: [] }, waiting: [] }

function playhead(count: number, limit?: number) {
  const made = new Playhead(new Timeline('e', base, facts(1, count), limit))
  made.tick(0)
  return made
}
const shown = (head: Playhead) => {
  const value = head.state.view(0, bytes('n'))?.value
  return value?.type === 'string' ? value.head : undefined
}

describe('live', () => {
  test('follows the last fact, many facts in one frame as one movement', () => {
    const head = playhead(1)
    head.append(facts(2, 500))
    expect(head.busy).toBe(true)
    const movement = head.tick(16)
    expect(movement?.from).toBe(1)
    expect(movement?.to).toBe(500)
    expect(movement?.keys).toHaveLength(1)
    expect(shown(head)).toBe('500')
    expect(head.busy).toBe(false)
    expect(head.tick(32)).toBeUndefined()
  })
  test('a hole is told and nothing after it is taken', () => {
    const head = playhead(3)
    expect(head.append(facts(6, 7))).toEqual({ from: 4, to: 5 })
    expect(head.getSnapshot().last).toBe(3)
  })
})

describe('past', () => {
  test('steps back and forward show exactly what was', () => {
    const head = playhead(5)
    head.back()
    head.tick(1)
    expect([shown(head), head.getSnapshot().mode]).toEqual(['4', 'past'])
    head.first()
    head.tick(2)
    expect(shown(head)).toBeUndefined()
    head.forward()
    head.tick(3)
    expect(shown(head)).toBe('1')
    head.toLast()
    head.tick(4)
    expect([shown(head), head.getSnapshot().mode]).toEqual(['5', 'past'])
  })
  test('steps pressed between two frames add up to one movement', () => {
    const head = playhead(9)
    head.back()
    head.back()
    head.back()
    expect(head.tick(1)).toMatchObject({ from: 9, to: 6 })
  })
  test('nowhere is beyond the ends', () => {
    const head = playhead(2)
    for (let i = 0; i < 5; i++) head.back()
    head.tick(1)
    expect(head.getSnapshot().seq).toBe(0)
    for (let i = 0; i < 5; i++) head.forward()
    head.tick(2)
    expect(head.getSnapshot().seq).toBe(2)
  })
  test('what arrives meanwhile is counted and not shown, until live is asked for', () => {
    const head = playhead(2)
    head.back()
    head.tick(1)
    head.append(facts(3, 5))
    expect(head.getSnapshot().unseen).toBe(3)
    expect(head.tick(2)).toBeUndefined()
    expect(shown(head)).toBe('1')
    head.live()
    head.tick(3)
    expect([shown(head), head.getSnapshot().unseen]).toEqual(['5', 0])
  })
  test('facts that are stepped to are no longer unseen', () => {
    const head = playhead(2)
    head.pause()
    head.append(facts(3, 4))
    head.forward()
    head.tick(1)
    expect(head.getSnapshot().unseen).toBe(1)
  })
  test('a pause stands still where it is', () => {
    const head = playhead(2)
    head.pause()
    head.append(facts(3, 4))
    head.tick(1)
    expect(shown(head)).toBe('2')
    expect(head.getSnapshot()).toMatchObject({ mode: 'past', playing: false })
  })
  test('when its place falls off the log it stands on the oldest state there is', () => {
    const head = playhead(4, 4)
    head.first()
    head.tick(1)
    head.append(facts(5, 9))
    head.tick(2)
    expect(head.getSnapshot()).toMatchObject({ seq: 5, first: 5, last: 9, mode: 'past' })
    expect(shown(head)).toBe('5')
  })
})

describe('playing', () => {
  const played = (speed: 1 | 4, until: number) => {
    const head = playhead(4)
    head.first()
    head.tick(0)
    head.setSpeed(speed)
    head.play()
    for (let now = 0; now <= until; now += 16) head.tick(now)
    return head
  }
  test('each fact stands as long as it did, within reason', () => {
    expect(shown(played(1, 400))).toBeUndefined()
    expect(shown(played(1, 600))).toBe('1')
    expect(shown(played(1, 1600))).toBe('2')
  })
  test('eight times the speed, an eighth of the time', () => {
    expect(shown(played(4, 160))).toBe('1')
    expect(shown(played(4, 400))).toBe('2')
  })
  test('at the end it is live again', () => {
    const head = played(4, 4000)
    expect(head.getSnapshot()).toMatchObject({ mode: 'live', playing: true, seq: 4 })
    expect(head.busy).toBe(false)
  })
  test('a late frame makes up for what it missed in one movement', () => {
    const head = playhead(4)
    head.first()
    head.tick(0)
    head.play()
    head.tick(100)
    expect(head.tick(100 + 1700)).toMatchObject({ from: 0, to: 2 })
  })
  test('play at the end of a paused log goes live', () => {
    const head = playhead(2)
    head.pause()
    head.play()
    expect(head.getSnapshot()).toMatchObject({ mode: 'live', playing: true })
  })
})

test('a snapshot is the same object until something in it changes', () => {
  const head = playhead(2)
  const before = head.getSnapshot()
  head.append([])
  head.setSpeed(1)
  expect(head.getSnapshot()).toBe(before)
  let calls = 0
  const leave = head.subscribe(() => {
    calls += 1
  })
  head.setSpeed(2)
  expect(calls).toBe(1)
  expect(head.getSnapshot()).not.toBe(before)
  leave()
  head.setSpeed(4)
  expect(calls).toBe(1)
})
test('movements are told after the state reached them', () => {
  const head = playhead(1)
  const heard: unknown[] = []
  head.onMovement(({ to }) => heard.push([to, shown(head)]))
  head.append(facts(2, 2))
  head.tick(1)
  expect(heard).toEqual([[2, '2']])
})

test('what a frame shows of the log is told when the frame has it, and at once where one looks at the past', () => {
  const head = playhead(3)
  head.append(facts(4, 5))
  expect([head.getSnapshot().last, head.getShown().last]).toEqual([5, 3])
  head.tick(16)
  expect(head.getShown()).toMatchObject({ seq: 5, last: 5 })
  head.back()
  head.tick(32)
  head.append(facts(6, 6))
  expect(head.getShown()).toMatchObject({ seq: 4, last: 6, mode: 'past', unseen: 1 })
})
