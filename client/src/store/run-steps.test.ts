import type { Fact } from '@rdd/shared/fact'
import type { Hop, RunPatch } from '@rdd/shared/run'
import { instant } from '@rdd/shared/time'
import { expect, test } from 'vitest'
import { hopsPassedIn, nextStop, stopBefore, stopOf } from './run-steps.ts'

const base = { at: instant(0), gone: [], views: [], counts: [] }
const hop = (n: number, direction: Hop['direction'], state: Hop['state']): Hop => ({
  ...{ n, direction, state, lane: 'A', call: 'cache.get', text: '' },
  ...(direction === 'asked' ? { from: 'app', to: 'cache' } : { from: 'cache', to: 'app' }),
})
const step = (patch: RunPatch): Omit<Extract<Fact, { kind: 'hop' }>, 'seq'> => ({
  ...base,
  kind: 'hop',
  run: 'r',
  patch,
})
const command = { ...base, kind: 'note' as const, text: 'a command in between' }

// as the server tells a call: it waits, is let through, comes back and waits, is let through
const told = [
  command,
  step({ hops: [hop(1, 'asked', 'waiting')] }),
  step({ hops: [hop(1, 'asked', 'flying')] }),
  command,
  step({ hops: [hop(1, 'asked', 'done'), hop(2, 'answered', 'waiting')] }),
  step({ hops: [hop(2, 'answered', 'done')] }),
  step({ hops: [hop(3, 'asked', 'waiting')] }),
  step({ actors: { cache: 'down' } }),
]
const log = {
  fact(seq: number): Fact | undefined {
    const fact = told[seq - 1]
    return fact && { ...fact, seq }
  },
}
const stops = [2, 5, 7, 8]

test('one walks from hop to hop: what a hop brought about, and the next one that waits, belong to it', () => {
  let at = 0
  for (const stop of stops) {
    at = nextStop(log, at, told.length)
    expect(at).toBe(stop)
  }
})
test('the way back has the same stops', () => {
  let at = told.length
  for (const stop of stops.toReversed().slice(1)) {
    at = stopBefore(log, at, 0)
    expect(at).toBe(stop)
  }
  expect(stopBefore(log, at, 0)).toBe(0)
})
test('from the middle of a hop both ways lead to its ends', () => {
  expect(nextStop(log, 3, told.length)).toBe(5)
  expect(stopBefore(log, 4, 0)).toBe(2)
})

test('a hop of a run is found where it has arrived; one that was not let through, or of another run, is not', () => {
  const whole = { ...log, facts: told.map((fact, i): Fact => ({ ...fact, seq: i + 1 })) }
  expect(stopOf(whole, 'r', 1, told.length)).toBe(5)
  expect(stopOf(whole, 'r', 2, told.length)).toBe(7)
  expect(stopOf(whole, 'r', 3, told.length)).toBeUndefined()
  expect(stopOf(whole, 'another', 1, told.length)).toBeUndefined()
})

test('the app’s call to its layer is a step of its own, though it never flies', () => {
  const layer: Hop = { ...hop(1, 'asked', 'done'), call: 'layer.get', from: 'app', to: 'layer' }
  const patches = [{ hops: [layer] }, { hops: [hop(2, 'asked', 'waiting')] }, { hops: [hop(2, 'asked', 'flying')] }]
  const facts = [{ ...command, seq: 1 }, ...patches.map((patch, i): Fact => ({ ...step(patch), seq: i + 2 }))]
  const layered = { facts, fact: (seq: number) => facts[seq - 1] }
  expect(nextStop(layered, 0, 4)).toBe(1)
  expect(nextStop(layered, 1, 4)).toBe(3)
  expect(stopOf(layered, 'r', 1, 4)).toBe(3)
  expect(hopsPassedIn(facts.slice(0, 3))).toBe(1)
  expect(hopsPassedIn(facts)).toBe(2)
})
