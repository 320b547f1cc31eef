import { bytes } from '@rdd/shared/bytes'
import type { LedPlace } from '@rdd/shared/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Viewers } from './viewers.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function make() {
  const gone: string[] = []
  const led: [string, LedPlace | null][] = []
  const viewers = new Viewers({
    onChange: () => {},
    onLed: (by, place) => led.push([by, place]),
    onGone: viewer => gone.push(viewer),
  })
  return { viewers, gone, led }
}
const key = (name: string) => ({ db: 0, key: bytes(name) })

test('a viewer is gone a minute after the last page left, and not when one comes back', () => {
  const { viewers, gone } = make()
  for (const [page, viewer] of [
    ['1', 'ann'],
    ['2', 'ann'],
    ['3', 'bob'],
  ] as const)
    viewers.join(page, viewer)
  for (const page of ['1', '3']) viewers.leave(page)
  vi.advanceTimersByTime(59_000)
  viewers.join('4', 'bob')
  vi.advanceTimersByTime(120_000)
  expect(gone).toEqual([])
  viewers.leave('2')
  vi.advanceTimersByTime(60_000)
  expect(gone).toEqual(['ann'])
})

test('what is watched is what the pages that are there draw', () => {
  const { viewers } = make()
  viewers.join('1', 'ann')
  viewers.join('2', 'bob')
  viewers.watch('1', [key('a')])
  viewers.watch('2', [key('b'), key('c')])
  viewers.watch('2', [key('b')])
  expect(viewers.watched).toEqual([key('a'), key('b')])
  viewers.leave('1')
  viewers.watch('1', [key('a')])
  expect(viewers.watched).toEqual([key('b')])
})

test('where space is needed the viewer who left first is given up, and not told of again', () => {
  const { viewers, gone } = make()
  for (const viewer of ['ann', 'bob', 'eve']) viewers.join(`page of ${viewer}`, viewer)
  for (const viewer of ['bob', 'ann']) viewers.leave(`page of ${viewer}`)
  expect([viewers.giveUp(), viewers.giveUp(), viewers.giveUp()]).toEqual(['bob', 'ann', undefined])
  vi.advanceTimersByTime(60_000)
  expect(gone).toEqual([])
})

test('the page that leads ends that by leaving; another’s end of it is none', () => {
  const { viewers, led } = make()
  const place: LedPlace = { chapter: 'strings', db: 0, lens: 'value' }
  for (const page of ['1', '2']) viewers.join(page, 'ann')
  viewers.lead('1', place)
  viewers.lead('2', null)
  expect(viewers.led).toEqual(place)
  viewers.leave('1')
  expect(viewers.led).toBeNull()
  expect(led).toEqual([
    ['1', place],
    ['1', null],
  ])
})
