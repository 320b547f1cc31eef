import { Gate } from '@rdd/shared/patterns/gate'
import type { RunView } from '@rdd/shared/run'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { emptyPorts } from '../../test/ports.ts'
import { zero } from './counters.ts'
import { Drive } from './drive.ts'
import { Hops } from './hops.ts'
import { Journal } from './journal.ts'
import { Telling } from './telling.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const view: RunView = {
  ...{ id: '1', pattern: 'cache-aside', state: 'paused', lanes: [], hops: [], actors: {}, counters: zero() },
  ...{ tables: { users: [], products: [] }, database: '' },
}

/** A run whose lanes stand at their first call, in this order. `went`: the lanes that were let through. */
function run(lanes: string[], everyMs: number | null = null) {
  const [gate, hops] = [new Gate(), new Hops()]
  const telling = new Telling({ say: () => {} }, view, () => false)
  const ended: string[] = []
  const drive = new Drive({
    ...{ gate, hops, telling, everyMs },
    journal: new Journal(() => 0),
    onTooMany: why => ended.push(why),
  })
  for (const lane of lanes) {
    hops.ask(lane, 'app', { call: 'cache.get', to: 'cache', text: 'GET k' })
    void gate.run(lane, emptyPorts(), ({ cache }) => cache.get('k'))
  }
  const went = () => telling.view.hops.filter(({ state }) => state === 'flying').map(({ lane }) => lane)
  return { gate, hops, telling, drive, went, ended }
}

test('paused, no hop goes by itself, and one that is asked for goes', async () => {
  const { drive, went } = run(['A', 'B', 'C'])
  drive.pump()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(went()).toEqual([])
  expect(drive.release('B')).toMatchObject({ lane: 'B', call: 'cache.get' })
  expect(drive.release()).toMatchObject({ lane: 'A' })
  expect(['A', 'C'].map(lane => drive.stands(lane))).toEqual([false, true])
})

test('played, the hop held longest goes every so many ms, until it is paused', async () => {
  const { drive, telling, went } = run(['A', 'B', 'C'])
  drive.play(400)
  expect(telling.view.state).toBe('running')
  await vi.advanceTimersByTimeAsync(399)
  expect(went()).toEqual([])
  await vi.advanceTimersByTimeAsync(2)
  expect(went()).toEqual(['A'])
  await vi.advanceTimersByTimeAsync(400)
  expect(went()).toEqual(['A', 'B'])
  drive.play(null)
  expect(telling.view.state).toBe('paused')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(went()).toEqual(['A', 'B'])
})

test('finished, all go as soon as they can', async () => {
  const { drive, went } = run(['A', 'B', 'C'])
  drive.finish()
  await vi.advanceTimersByTimeAsync(1)
  expect(went()).toEqual(['A', 'B', 'C'])
})

test('a sleep goes by itself, also while the run is paused', async () => {
  const { drive, gate } = run([])
  void gate.run('A', emptyPorts(), ({ clock }) => clock.sleep(1))
  expect(gate.held()).toHaveLength(1)
  drive.pump()
  await vi.advanceTimersByTimeAsync(1)
  expect(gate.held()).toMatchObject([{ direction: 'answered' }])
})

test('a run of more than 1,000 hops is ended', async () => {
  const { drive, hops, ended } = run([])
  for (let i = 0; i < 1_001; i += 1) hops.ask('A', 'app', { call: 'cache.get', to: 'cache', text: 'GET k' })
  drive.pump()
  await vi.advanceTimersByTimeAsync(1)
  expect(ended).toEqual(['More than 1000 hops: the run was ended.'])
})
