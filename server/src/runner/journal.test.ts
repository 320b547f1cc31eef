import { expect, test } from 'vitest'
import { emptyPorts } from '../../test/ports.ts'
import { Journal } from './journal.ts'

/** A log of which only the number of the newest fact matters. */
const make = () => {
  const log = { seq: 4 }
  const journal = new Journal(() => log.seq)
  journal.begin()
  return { log, journal }
}
const released = (call: string) => ({ kind: 'released', held: { lane: 'A', call, direction: 'asked' } }) as const

test('a run that is run again is led by what was told up to there, and keeps that in its own journal', () => {
  const { log, journal } = make()
  for (const [seq, call] of [
    [5, 'cache.get'],
    [7, 'database.find'],
    [9, 'cache.set'],
  ] as const) {
    log.seq = seq
    journal.note(released(call))
  }
  const again = journal.again(7)
  expect(again.isAgain).toBe(true)
  const led = [...again.events()]
  expect(led).toEqual([
    { ...released('cache.get'), seq: 5 },
    { ...released('database.find'), seq: 7 },
  ])
  // what happens meanwhile was told before
  again.note(released('cache.get'))
  again.arrive()()
  expect([...again.again(9).events()]).toEqual(led)
})

test('what happens after it arrived is written as before', () => {
  const { log, journal } = make()
  const again = journal.again(4)
  log.seq = 12
  again.arrive()
  again.note(released('cache.get'))
  expect(again.isAgain).toBe(false)
  expect([...again.again(12).events()]).toEqual([{ ...released('cache.get'), seq: 12 }])
})

test('a run was at its facts from the first on, those excepted that were left for an earlier point', () => {
  const { log, journal } = make()
  log.seq = 20
  const again = journal.again(8)
  const leave = again.arrive()
  log.seq = 22
  leave()
  expect([3, 4, 8, 9, 21, 22, 30].map(seq => again.wasAt(seq))).toEqual([false, true, true, false, false, true, true])
})

test('a lane that is run again is given what it was given, and then what is real', () => {
  const { log, journal } = make()
  const given = (stops: boolean) => ({ ports: emptyPorts(), stopping: () => stops })
  const first = journal.tapeOf('A', given(false))
  expect([first.stopping(), first.stopping()]).toEqual([false, false])
  log.seq = 6
  expect(first.stopping()).toBe(false)
  const second = journal.again(4).tapeOf('A', given(true))
  expect([second.stopping(), second.stopping(), second.stopping()]).toEqual([false, false, true])
  expect(journal.again(4).tapeOf('B', given(true)).stopping()).toBe(true)
})
