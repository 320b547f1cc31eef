import { describe, expect, test } from 'vitest'
import { Abandoned, Gate } from './gate.ts'
import type { Ports } from './ports.ts'

/** Ports of which only the clock's `sleep` is called: what the gate does has nothing to do with what it holds. */
function ports(slept: string[], lane: string): Ports {
  const never = () => Promise.reject(new Error('not called here'))
  return {
    cache: {
      get: never,
      set: never,
      setIfAbsent: never,
      delete: never,
      unlink: never,
      keys: never,
      scan: never,
      ttl: never,
      script: never,
    },
    queue: {
      push: never,
      pop: never,
      add: never,
      read: never,
      acknowledge: never,
      claim: never,
      bury: never,
      length: never,
    },
    database: { find: never, save: never, saveAll: never, remove: never },
    clock: { now: () => 0, sleep: async () => void slept.push(lane) },
    random: { next: () => 0, token: () => '' },
    background: { run: work => void work(ports(slept, `${lane}+`)).catch(() => {}) },
  }
}
const sleeps = ({ clock }: Ports) => clock.sleep(1)

describe('the gate', () => {
  test('holds a call before it is asked and again before it is answered', async () => {
    const gate = new Gate()
    const slept: string[] = []
    const done = gate.run('A', ports(slept, 'A'), sleeps)

    expect(await gate.next('A')).toEqual({ lane: 'A', call: 'clock.sleep', direction: 'asked' })
    expect(slept).toEqual([])
    gate.release('A')
    expect(await gate.next('A')).toEqual({ lane: 'A', call: 'clock.sleep', direction: 'answered' })
    expect(slept).toEqual(['A'])
    gate.release('A')
    expect(await gate.next('A')).toBeNull()
    await done
    expect(gate.release('A')).toBeNull()
  })

  test('moves each lane by itself', async () => {
    const gate = new Gate()
    const slept: string[] = []
    const all = ['A', 'B'].map(lane => gate.run(lane, ports(slept, lane), sleeps))
    expect(gate.held().map(held => held.lane)).toEqual(['A', 'B'])
    for (let i = 0; i < 2; i++) {
      gate.release('B')
      await gate.next('B')
    }
    expect(slept).toEqual(['B'])
    expect(gate.held().map(held => held.lane)).toEqual(['A'])
    gate.abandon()
    await Promise.allSettled(all)
  })

  test('passes a failure on only when the answer is let through', async () => {
    const gate = new Gate()
    const failed = gate.run('A', ports([], 'A'), ({ cache }) => cache.get('key')).catch(String)
    gate.release('A')
    expect(await gate.next('A')).toMatchObject({ direction: 'answered' })
    gate.release('A')
    expect(await failed).toBe('Error: not called here')
  })

  test('refuses what is held and all that follows, when a lane is abandoned, and that lane alone', async () => {
    const gate = new Gate()
    const stubborn = gate.run('A', ports([], 'A'), async own => {
      await sleeps(own).catch(() => null)
      await sleeps(own)
    })
    const other = gate.run('B', ports([], 'B'), sleeps)
    const waiting = gate.next('B')
    gate.abandon('A')
    await expect(stubborn).rejects.toThrow(Abandoned)
    expect(await gate.next('A')).toBeNull()
    expect(await waiting).toMatchObject({ lane: 'B', direction: 'asked' })
    gate.abandon()
    await expect(other).rejects.toThrow(Abandoned)
    expect(gate.held()).toEqual([])
  })

  test('refuses the answer of a call that was in flight when its lane was abandoned; a new lane of that name is free', async () => {
    const gate = new Gate()
    const slept: string[] = []
    const old = gate.run('A', ports(slept, 'old'), sleeps)
    gate.release('A')
    gate.abandon('A')
    const young = gate.run('A', ports(slept, 'young'), sleeps)
    await expect(old).rejects.toThrow(Abandoned)
    expect(gate.held()).toEqual([{ lane: 'A', call: 'clock.sleep', direction: 'asked' }])
    for (let i = 0; i < 2; i++) {
      gate.release('A')
      await gate.next('A')
    }
    await young
    expect(slept).toEqual(['old', 'young'])
  })

  test('gives background work a lane of its own', async () => {
    const gate = new Gate()
    const slept: string[] = []
    await gate.run('A', ports(slept, 'A'), async own => own.background.run(sleeps))
    expect(await gate.next('A+')).toMatchObject({ lane: 'A+', call: 'clock.sleep' })
    gate.abandon()
  })
})
