import type { Fact } from '@rdd/shared/fact'
import type { Joined } from '@rdd/shared/protocol'
import { instant } from '@rdd/shared/time'
import { describe, expect, it } from 'vitest'
import { createRecord } from './record.ts'

const note = (seq: number): Fact => ({
  kind: 'note',
  text: `n${seq}`,
  seq,
  at: instant(seq),
  gone: [],
  views: [],
  counts: [],
})
const notes = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => note(from + i))

function joinedAt(epoch: string, base: number, to: number, oldest = 1): Joined {
  return {
    room: 'r',
    epoch,
    base: { seq: base, at: instant(base), effects: { gone: [], views: [], counts: [] }, waiting: [] },
    facts: notes(base + 1, to),
    oldest,
    clients: [],
    server: { engine: 'own', product: 'redis', version: '7.0.15', address: '', databases: 16, lacks: [] },
    status: { state: 'live', text: '', viewers: 1, monitor: true, events: true, dangerous: true },
    led: null,
  }
}

/** A record over a server that has every fact; what was asked of it is noted. */
function recordOver(epoch: string) {
  const asked: [number, number][] = []
  let rejoins = 0
  const record = createRecord({
    missing: async (_epoch, from, to) => {
      asked.push([from, to])
      return { epoch, facts: notes(from, to) }
    },
    rejoin: () => {
      rejoins += 1
    },
  })
  return { record, asked, rejoins: () => rejoins }
}

const seqs = (record: ReturnType<typeof createRecord>) => record.store.get().live?.facts.map(fact => fact.seq)
const settled = () => new Promise(done => setTimeout(done))

describe('record', () => {
  it('fills a hole, and keeps what came after it in order and once (F17)', async () => {
    const { record, asked } = recordOver('a')
    record.joined(joinedAt('a', 0, 2))
    record.facts('a', [note(5)])
    record.facts('a', [note(6), note(5)])
    await settled()
    expect(asked).toEqual([[3, 4]])
    expect(seqs(record)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('goes on where it was after a reconnection within the epoch', () => {
    const { record, asked } = recordOver('a')
    record.joined(joinedAt('a', 0, 3))
    const before = record.store.get().live
    record.joined(joinedAt('a', 2, 6))
    expect(record.store.get().live).toBe(before)
    expect(seqs(record)).toEqual([1, 2, 3, 4, 5, 6])
    expect(asked).toEqual([])
  })

  it('fetches what happened while it was away', async () => {
    const { record, asked } = recordOver('a')
    record.joined(joinedAt('a', 0, 3))
    record.joined(joinedAt('a', 6, 7))
    await settled()
    expect(asked).toEqual([[4, 6]])
    expect(seqs(record)).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  it('keeps the old log as a closed recording when the epoch changes (F18)', () => {
    const { record } = recordOver('b')
    record.joined(joinedAt('a', 0, 3))
    record.began('b', 'Redis ended.')
    record.joined(joinedAt('b', 0, 1))
    const { live, closed, shown } = record.store.get()
    expect(live?.epoch).toBe('b')
    expect(shown).toBe(live)
    expect(closed.map(({ playhead, why }) => [playhead.epoch, why, playhead.getSnapshot().last])).toEqual([
      ['a', 'Redis ended.', 3],
    ])
  })

  it('says why the epoch ended also when its news comes after its first facts', () => {
    const { record } = recordOver('b')
    record.joined(joinedAt('a', 0, 3))
    record.joined(joinedAt('b', 0, 1))
    record.began('b', 'Redis ended.')
    expect(record.store.get().closed.map(({ why }) => why)).toEqual(['Redis ended.'])
    record.joined(joinedAt('c', 0, 1))
    expect(record.store.get().closed.at(-1)?.why).toMatch(/^The server was started again/)
  })

  it('starts from the snapshot when what is between has fallen off the log (F17)', async () => {
    const { record, asked } = recordOver('a')
    record.joined(joinedAt('a', 0, 3))
    record.joined(joinedAt('a', 90, 91, 50))
    await settled()
    expect(asked).toEqual([])
    expect(seqs(record)).toEqual([91])
    expect(record.store.get().closed).toHaveLength(1)
  })

  it('joins again when facts are of another epoch (F18)', () => {
    const { record, rejoins } = recordOver('a')
    record.joined(joinedAt('a', 0, 1))
    record.facts('b', [note(2)])
    expect(rejoins()).toBe(1)
    expect(seqs(record)).toEqual([1])
  })
})
