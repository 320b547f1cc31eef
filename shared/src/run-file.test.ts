import { describe, expect, test } from 'vitest'
import { bytes } from './bytes.ts'
import type { Fact } from './fact.ts'
import type { KeyView } from './keyspace/view.ts'
import type { RunView } from './run.ts'
import { readRun, writeRun } from './run-file.ts'
import { instant } from './time.ts'
import { type Base, Timeline } from './timeline.ts'

const at = (seq: number) => ({ seq, at: instant(seq), gone: [], views: [], counts: [] })
const key = (name: string, value: string): KeyView => ({
  ...{ db: 0, key: bytes(name), length: value.length, encoding: 'raw', memory: 64 },
  value: { type: 'string', head: bytes(value) },
})
const run: RunView = {
  ...{ id: 'r1', pattern: 'cache-aside', state: 'paused', lanes: [], hops: [], actors: {}, database: 'PostgreSQL' },
  counters: { hits: 0, misses: 0, databaseLoads: 0, databaseWrites: 0, staleReads: 0, lostWrites: 0 },
  tables: { users: [{ id: '1', name: 'Alice', detail: 'a', version: 1 }], products: [] },
}
const hop = (seq: number, n: number): Fact => ({
  ...{ kind: 'hop', run: 'r1', ...at(seq) },
  patch: {
    hops: [
      { n, lane: 'A', call: 'cache.get', direction: 'asked', from: 'app', to: 'cache', state: 'done', text: 'GET a' },
    ],
  },
})
const facts: Fact[] = [
  { kind: 'note', text: 'before', ...at(1), views: [key('a', '\\ before')], counts: [[0, 1]] },
  { kind: 'run', run, ...at(2) },
  hop(3, 1),
  { kind: 'change', events: [], ...at(4), views: [key('b', 'made')], counts: [[0, 2]] },
  hop(5, 2),
  { kind: 'note', text: 'after', ...at(6) },
]
const base: Base = { seq: 0, at: instant(0), effects: { gone: [], views: [], counts: [] }, waiting: [] }
const stateOf = ({ state }: Timeline) => ({ effects: state.effects(), run: state.run(), at: state.at })

const timeline = new Timeline('e', base, facts)
timeline.seek(4)
const text = writeRun(timeline, run) ?? ''
const changed = (change: (file: { base: { effects: { views: unknown[] } }; facts: { seq: number }[] }) => void) => {
  const file = JSON.parse(text)
  change(file)
  return JSON.stringify(file)
}

test('a run that was saved reads as it was: its keys before, every step of it, and nothing after', () => {
  const read = readRun(text)
  expect(read.run).toEqual(run)
  expect([read.timeline.first, read.timeline.last]).toEqual([1, 5])
  const there = new Timeline('e', base, facts)
  for (const seq of [1, 2, 3, 4, 5, 3, 1]) {
    read.timeline.seek(seq)
    there.seek(seq)
    expect(stateOf(read.timeline)).toEqual(stateOf(there))
  }
})

test('saving leaves the playhead where it stands, and the state as it was', () => {
  const before = structuredClone(stateOf(timeline))
  writeRun(timeline, run)
  expect(timeline.seq).toBe(4)
  expect(stateOf(timeline)).toEqual(before)
})

test('a run whose beginning is not held any more is not saved', () => {
  expect(writeRun(new Timeline('e', { ...base, seq: 2, run }, facts.slice(2)), run)).toBeUndefined()
})

describe('a file that is none is refused, with the reason:', () => {
  test.each([
    ['no JSON', 'redis-cli', 'not JSON'],
    ['other JSON', '{"format":"something else","version":1}', 'not a run that was saved here'],
    ['null', 'null', 'not a run that was saved here'],
    ['a later version', '{"format":"redis-deep-dive run","version":2}', 'of version 2, and this page reads version 1'],
    ['no facts', changed(file => void file.facts.splice(0)), 'damaged: facts'],
    ['a fact that is none', changed(file => void file.facts.splice(1, 1, { seq: 3 })), 'damaged: facts.1'],
    ['a hole', changed(file => void file.facts.splice(1, 1)), 'fact 3 is missing'],
    ['no run at its head', changed(file => void file.facts.shift()), 'does not begin with a run'],
    ['text that is no bytes', text.replace('"key":"a"', '"key":"\\\\q"'), 'a value is not bytes'],
  ])('%s', (_what, given, why) => {
    expect(() => readRun(given)).toThrow(why)
  })
})
