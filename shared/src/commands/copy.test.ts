import { describe, expect, it } from 'vitest'
import { bytes } from '../bytes.ts'
import type { KeyView, Piece, Value } from '../keyspace/view.ts'
import { instant } from '../time.ts'
import { commandsFor } from './copy.ts'

const view = (value: Value, length: number): KeyView => ({ db: 0, key: bytes('my key'), length, value })
const a = bytes('a')
const cut: Piece = { head: bytes('long'), bytes: 5000, sha1: '0'.repeat(40) }
const group = { name: bytes('g'), lastDelivered: '1-1', lag: null, consumers: [], pending: [] }

describe('commandsFor', () => {
  it('ends with the deadline of a key that has one', () => {
    expect(
      commandsFor({ ...view({ type: 'string', head: bytes('v 1') }, 3), expiresAt: instant(1_800_000_000_123) }),
    ).toEqual(['SET "my key" "v 1"', 'PEXPIREAT "my key" 1800000000123'])
  })

  it('gives a field its own deadline', () => {
    expect(
      commandsFor(
        view(
          {
            type: 'hash',
            fields: [
              [a, bytes('1'), instant(5)],
              [bytes('b'), a, null],
            ],
          },
          2,
        ),
      ),
    ).toEqual(['HSET "my key" a 1 b a', 'HPEXPIREAT "my key" 5 FIELDS 1 a'])
  })

  it.each<[string, Value, number]>([
    ['a string cut short', { type: 'string', head: a }, 2],
    ['a window of a hash', { type: 'hash', fields: [[a, a, null]] }, 2],
    ['a cut field', { type: 'hash', fields: [[cut, a, null]] }, 1],
    ['a cut value', { type: 'hash', fields: [[a, cut, null]] }, 1],
    ['a window of a list', { type: 'list', head: [a], tail: [a] }, 3],
    ['a cut element', { type: 'list', head: [a], tail: [cut] }, 2],
    ['a window of a set', { type: 'set', members: [a] }, 2],
    ['a cut member', { type: 'set', members: [cut] }, 1],
    ['a window of a sorted set', { type: 'zset', head: [[a, '1']], tail: [] }, 2],
    ['a cut member with a score', { type: 'zset', head: [], tail: [[cut, '1']] }, 1],
    ['a window of a stream', { type: 'stream', head: [], tail: [], lastId: '1-1', added: 1, groups: [] }, 1],
    [
      'a cut value in an entry',
      { type: 'stream', head: [{ id: '1-1', fields: [[a, cut]] }], tail: [], lastId: '1-1', added: 1, groups: [] },
      1,
    ],
    [
      'a window of pending entries',
      { type: 'stream', head: [], tail: [], lastId: '1-1', added: 1, groups: [{ ...group, pendingCount: 3 }] },
      0,
    ],
    ["a module's type", { type: 'other', name: 'ReJSON-RL' }, 1],
  ])('makes nothing of %s', (_, value, length) => {
    expect(commandsFor(view(value, length))).toBeUndefined()
  })
})
