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

const script = (script: string): Partial<Hop> => ({
  call: 'cache.script',
  script,
  direction: 'answered',
  outcome: 'ok',
})

describe('a hop in words', () => {
  test.each<[string, Partial<Hop>]>([
    ['Update the cache', {}],
    ['Take a lease', { text: 'SET lease:{cache:users:1} t PX 10000' }],
    ['Queue the write and cache it', { call: 'cache.script', text: 'EVAL queue-and-cache 2 a b' }],
    ['Run a script', { call: 'cache.script', text: 'EVAL unheard-of 1 a' }],
    ['Cache miss', { call: 'cache.get', direction: 'answered', outcome: 'miss', text: '(nil)' }],
    ['Cache hit', { call: 'cache.get', direction: 'answered', outcome: 'hit', text: '{}' }],
    ['Not stored', { ...script('store-if-leased'), text: '0' }],
    ['Stored', { ...script('set-if-newer'), text: '1' }],
    ['Release the lock', { call: 'cache.script', script: 'release', text: 'EVAL release 1 lock:{k} t' }],
    ['Lock released', { ...script('release'), text: '1' }],
    ['The lock was not ours any more', { ...script('release'), text: '0' }],
    ['Queued and cached', { ...script('queue-and-cache'), text: '1795449600000-0' }],
    ['Nothing changed', { ...script('unheard-of'), text: '0' }],
    ['Removed', { call: 'cache.delete', direction: 'answered', outcome: 'ok', text: '1' }],
    ['There was nothing to remove', { call: 'cache.delete', direction: 'answered', outcome: 'ok', text: '0' }],
    ['The lock is another’s', { call: 'cache.setIfAbsent', direction: 'answered', outcome: 'ok', text: '(nil)' }],
    ['The app only asks its cache layer', { call: 'layer.getUser', to: 'layer', text: 'getUser("1")' }],
    ['The layer answers', { call: 'layer.getUser', direction: 'answered', from: 'layer', to: 'app', text: '{}' }],
    ['Database fails', { call: 'database.find', direction: 'answered', outcome: 'error', from: 'database', to: 'app' }],
  ])('is "%s"', (headline, part) => {
    expect(hopWords(hop(part))[0]).toBe(headline)
  })
})

test('a lock or lease that lives longer than the code says, because a person holds the calls, says so', () => {
  const why = 'lives 10 min here, since you hold the calls.'
  const lock = { call: 'cache.setIfAbsent', text: 'SET lock:{k} t NX PX 600000' }
  expect(hopWords(hop(lock))[1]).toContain(`The lock ${why}`)
  expect(hopWords(hop({ text: 'SET lease:{k} t PX 600000' }))[1]).toContain(`The lease ${why}`)
  expect(hopWords(hop({ ...lock, text: 'SET lock:{k} t NX PX 10000' }))[1]).not.toContain(why)
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

test('only actors that the pattern has are said to be down', () => {
  const down = fact({ actors: { cache: 'down', queue: 'down' } })
  expect(explainHop(down, run([])).text).toBe('Redis is down')
  expect(explainHop(down, run([], { pattern: 'write-behind' })).text).toBe('Redis is down and Queue is down')
})
test('the end of a run says whose answer was stale, and what was lost', () => {
  const lane = { name: 'B', operation: 'getUser("1")', form: 'notebook', state: 'done', ms: 1, addedMs: 0 } as const
  const counters = { hits: 0, misses: 0, databaseLoads: 0, databaseWrites: 0, staleReads: 1, lostWrites: 0 }
  const ended = (part: Partial<RunView>) =>
    explainHop(fact({ state: 'done' }), run([], { state: 'done', ...part })).text
  expect(ended({ lanes: [{ ...lane, outcome: '{}', stale: true }], counters })).toBe(
    'B got the old row: 1 stale read; B: getUser("1") returns {}',
  )
  expect(ended({ lanes: [{ ...lane, outcome: 'null', stale: true }], counters })).toMatch(
    /^B got no row, though there is one: 1 stale read/,
  )
  expect(ended({ lanes: [], counters: { ...counters, staleReads: 0, lostWrites: 2 } })).toBe(
    '2 lost writes: answered, and nowhere to be found',
  )
})
