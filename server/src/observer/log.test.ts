import { bytes } from '@rdd/shared/bytes'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { instant } from '@rdd/shared/time'
import { Timeline } from '@rdd/shared/timeline'
import { expect, test } from 'vitest'
import { picture } from '../../test/picture.ts'
import { type Draft, Log } from './log.ts'

const view = (key: string, head: string): KeyView => ({
  db: 0,
  key: bytes(key),
  length: head.length,
  value: { type: 'string', head: bytes(head) },
})
const set = (key: string, value: string, keys: number): Draft => ({
  kind: 'change',
  events: [],
  gone: [],
  views: [view(key, value)],
  counts: [[0, keys]],
})
const limits = { facts: 10, bytes: 1_000_000, tail: 4, tailBytes: 1_000_000 }

test('what falls off folds into the checkpoint: the whole log still gives the present state (F16)', () => {
  const log = new Log(instant(0), limits)
  for (let i = 1; i <= 25; i += 1) log.append(set(`k${i % 7}`, `${i}`, Math.min(i, 7)), instant(i))
  expect(log.oldest).toBe(16)
  const { base, facts } = log.whole()
  expect([base.seq, facts.length]).toEqual([15, 10])
  const timeline = new Timeline(log.epoch, base, facts)
  timeline.seek(25)
  expect(picture(timeline.state)).toEqual(picture(log.state))
})

test('a joiner gets the present and the last facts, and the older ones on request meet them (C8, R9)', () => {
  const log = new Log(instant(0), limits)
  for (let i = 1; i <= 25; i += 1) log.append(set(`k${i % 7}`, `${i}`, Math.min(i, 7)), instant(i))
  const { base, facts } = log.tail()
  expect(facts.map(({ seq }) => seq)).toEqual([22, 23, 24, 25])
  const timeline = new Timeline(log.epoch, base, facts)
  const older = log.whole()
  expect(timeline.prepend(older.base, older.facts)).toBe(true)
  expect(timeline.first).toBe(15)
  timeline.seek(25)
  expect(picture(timeline.state)).toEqual(picture(log.state))
})

test('stepping back and forward again gives deep-equal states', () => {
  const log = new Log(instant(0), { ...limits, facts: 100 })
  const timeline = new Timeline(log.epoch, log.whole().base)
  for (let i = 1; i <= 60; i += 1) {
    const flush = i % 13 === 0
    timeline.append([
      log.append(flush ? { ...set('k', `${i}`, 1), flushed: 0 } : set(`k${i % 9}`, `${i}`, 9), instant(i)),
    ])
  }
  const seen = []
  for (let seq = 1; seq <= 60; seq += 1) {
    timeline.seek(seq)
    seen.push(structuredClone([...timeline.state.keys(0)].sort()), timeline.state.counts())
  }
  const again = []
  for (let seq = 60; seq >= 1; seq -= 1) {
    timeline.seek(seq)
    again.unshift(structuredClone([...timeline.state.keys(0)].sort()), timeline.state.counts())
  }
  expect(again).toEqual(seen)
})

test('a hole is answered with what is missing, and facts that came twice are passed over (R8, F3)', () => {
  const log = new Log(instant(0))
  const facts = [1, 2, 3, 4].map(i => log.append(set('k', `${i}`, 1), instant(i)))
  const timeline = new Timeline(log.epoch, new Log(instant(0)).whole().base)
  const [first, , third, fourth] = facts
  if (!first || !third || !fourth) throw new Error('four facts')
  expect(timeline.append([first, third, fourth])).toEqual({ from: 2, to: 2 })
  expect(timeline.append(log.slice(2, 4))).toBeUndefined()
  expect(timeline.append([fourth])).toBeUndefined()
  expect(timeline.last).toBe(4)
})

test('one huge fact pushes many out at once, and joiners still get the present state', () => {
  const log = new Log(instant(0), { ...limits, facts: 100, bytes: 8_000 })
  const joined = () => {
    const { base, facts } = log.tail()
    const timeline = new Timeline(log.epoch, base, facts)
    timeline.seek(log.seq)
    return timeline.state
  }
  for (let i = 1; i <= 40; i += 1) log.append(set(`k${i}`, `${i}`, i), instant(i))
  expect(log.oldest).toBe(1)
  log.append(set('huge', 'x'.repeat(5_000), 41), instant(41))
  expect(log.oldest).toBeGreaterThan(10)
  expect(picture(joined())).toEqual(picture(log.state))
  log.append(set('larger than all', 'x'.repeat(9_000), 42), instant(42))
  expect(log.oldest).toBe(42)
  expect(picture(joined())).toEqual(picture(log.state))
})

test('a joiner gets a bounded number of bytes, or none at all rather than one too many', () => {
  const log = new Log(instant(0), { ...limits, tail: 10, tailBytes: 1_000 })
  for (let i = 1; i <= 8; i += 1) log.append(set(`k${i}`, 'x'.repeat(300), i), instant(i))
  const { base, facts } = log.tail()
  expect(facts.map(({ seq }) => seq)).toEqual([7, 8])
  expect(base.seq).toBe(6)
  log.append(set('big', 'x'.repeat(3_000), 9), instant(9))
  expect(log.tail()).toMatchObject({ base: { seq: 9 }, facts: [] })
})
