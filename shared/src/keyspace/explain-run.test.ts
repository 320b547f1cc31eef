import { describe, expect, test } from 'vitest'
import type { FactOf } from '../fact.ts'
import type { Hop, RunView } from '../run.ts'
import { instant } from '../time.ts'
import { explainHop, hopTook, hopWords } from './explain-run.ts'

const hop = (part: Partial<Hop>): Hop => ({
  ...{ n: 4, lane: 'A', call: 'cache.set', direction: 'asked', from: 'app', to: 'cache', state: 'done' },
  text: 'SET user:1 v PX 3600000',
  ...part,
})
const run = (hops: Hop[], part: Partial<RunView> = {}): RunView => ({
  ...{ id: 'r', pattern: 'cache-aside', state: 'paused', hops, actors: {}, database: '' },
  lanes: [{ name: 'A', operation: 'getUser("1")', form: 'safe', state: 'held', ms: 0, addedMs: 0 }],
  counters: { hits: 0, misses: 0, databaseLoads: 0, databaseWrites: 0, staleReads: 0, lostWrites: 0 },
  tables: { users: [], products: [] },
  ...part,
})
const fact = (patch: FactOf<'hop'>['patch']): FactOf<'hop'> => ({
  ...{ kind: 'hop', seq: 1, at: instant(0), gone: [], views: [], counts: [], run: 'r' },
  patch,
})

describe('a hop in words', () => {
  test.each<[string, Partial<Hop>]>([
    ['Update the cache', {}],
    ['Take a lease', { text: 'SET lease:{cache:users:1} t PX 10000' }],
    ['Queue the write and cache it', { call: 'cache.script', text: 'EVAL queue-and-cache 2 a b' }],
    ['Run a script', { call: 'cache.script', text: 'EVAL unheard-of 1 a' }],
    ['Cache miss', { call: 'cache.get', direction: 'answered', outcome: 'miss', text: '(nil)' }],
    ['Cache hit', { call: 'cache.get', direction: 'answered', outcome: 'hit', text: '{}' }],
    ['Not stored', { call: 'cache.script', direction: 'answered', outcome: 'ok', text: '0' }],
    ['Database fails', { call: 'database.find', direction: 'answered', outcome: 'error', from: 'database', to: 'app' }],
  ])('is "%s"', (headline, part) => {
    expect(hopWords(hop(part))[0]).toBe(headline)
  })
})

test('measured and added ms are told apart', () => {
  expect(hopTook({})).toBe('')
  expect(hopTook({ ms: 0.214 })).toBe('0.21 ms')
  expect(hopTook({ ms: 12.44, addedMs: 300 })).toBe('12.4 ms + 300 ms added')
})

test('the caption tells the hop that moved: number, what, from where to where, how long', () => {
  const answer = hop({ n: 5, direction: 'answered', from: 'cache', to: 'app', text: 'OK', ms: 0.2, outcome: 'ok' })
  expect(explainHop(fact({ hops: [answer] }), run([hop({}), answer]))).toEqual({
    title: '5 · Redis has it',
    text: 'Redis → App: OK; 0.20 ms',
  })
})
test('a call that only begins to wait leaves the words of the hop before it', () => {
  const waits = hop({ n: 5, call: 'database.find', to: 'database', state: 'waiting', text: 'SELECT' })
  expect(explainHop(fact({ hops: [waits] }), run([hop({}), waits])).title).toBe('4 · Update the cache')
})
test('an actor that breaks, and the end of a run, are told before any hop', () => {
  expect(explainHop(fact({ actors: { cache: 'down', database: 'up' } }), run([hop({})])).text).toBe('Redis is down')
  const lanes = [
    { name: 'A', operation: 'getUser("1")', form: 'safe', state: 'done', ms: 1, addedMs: 0, outcome: 'null' } as const,
  ]
  expect(explainHop(fact({ state: 'done' }), run([hop({})], { state: 'done', lanes: [...lanes] }))).toEqual({
    title: 'the run is over',
    text: 'A: getUser("1") returns null',
  })
})
