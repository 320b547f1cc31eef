import { describe, expect, it } from 'vitest'
import { bytes } from '../bytes.ts'
import type { KeyView, Piece, Value } from '../keyspace/view.ts'
import { instant } from '../time.ts'
import { type Edit, editCommand } from './edit.ts'

const [a, b, c] = ['a', 'b', 'c'].map(bytes) as [KeyView['key'], KeyView['key'], KeyView['key']]
const view = (value: Value, length = 1): KeyView => ({ db: 0, key: bytes('k'), length, value })
const set = view({ type: 'set', members: [a] })
const zset = view({ type: 'zset', head: [[a, '1']], tail: [] })
const string = view({ type: 'string', head: a })
const hash = view({
  type: 'hash',
  fields: [
    [a, a, null],
    [b, a, instant(99_000)],
  ],
})
const list = (head: Piece[], tail: Piece[] = [], length = head.length + tail.length) =>
  view({ type: 'list', head, tail }, length)

describe('editCommand', () => {
  it.each<[KeyView, Edit, string[]]>([
    [string, { kind: 'value', value: b }, ['SET k b KEEPTTL']],
    [string, { kind: 'field', field: a, value: b }, ['HSET k a b']],
    [hash, { kind: 'field', field: a, value: c }, ['HSET k a c']],
    [hash, { kind: 'field', field: b, value: c }, ['HSET k b c', 'HPEXPIREAT k 99000 FIELDS 1 b']],
    [string, { kind: 'element', index: -1, value: b }, ['LSET k -1 b']],
    [set, { kind: 'member', from: a, to: b }, ['SREM k a', 'SADD k b']],
    [zset, { kind: 'score', member: a, score: '-inf' }, ['ZADD k XX -inf a']],
    [string, { kind: 'expiry', seconds: 60 }, ['EXPIRE k 60']],
    [string, { kind: 'expiry', seconds: 1.5 }, ['PEXPIRE k 1500']],
    [string, { kind: 'expiry', seconds: null }, ['PERSIST k']],
    [string, { kind: 'name', to: b }, ['RENAMENX k b']],
    [string, { kind: 'remove-key' }, ['UNLINK k']],
    [string, { kind: 'remove-field', field: a }, ['HDEL k a']],
    [set, { kind: 'remove-member', member: a }, ['SREM k a']],
    [zset, { kind: 'remove-member', member: a }, ['ZREM k a']],
    [string, { kind: 'remove-entry', id: '1-1' }, ['XDEL k 1-1']],
  ])('%# %o', (key, edit, commands) => {
    expect(editCommand(key, edit).map(argv => argv.join(' '))).toEqual(commands)
  })

  const marker = '\0removed\0'
  it.each<[string, KeyView, number, string[]]>([
    ['from the head when no equal one is before it', list([a, b, a]), 0, ['LREM k 1 a']],
    ['from the tail when no equal one is after it', list([a, b, a]), 2, ['LREM k -1 a']],
    ['by a marker between equal ones', list([a, a, a]), 1, [`LSET k 1 ${marker}`, `LREM k 1 ${marker}`]],
    ['from the tail of a window', list([a], [b, c], 9), 7, ['LREM k -1 b']],
    [
      'by a marker where the window hides what is before',
      list([a], [c, c], 9),
      7,
      [`LSET k 7 ${marker}`, `LREM k 1 ${marker}`],
    ],
    ['by a marker outside the window', list([a], [c], 9), 4, [`LSET k 4 ${marker}`, `LREM k 1 ${marker}`]],
    [
      'by a marker when it is cut',
      list([{ head: a, bytes: 9999, sha1: 'x' }]),
      0,
      [`LSET k 0 ${marker}`, `LREM k 1 ${marker}`],
    ],
  ])('removes a list element %s', (_, key, index, commands) => {
    expect(editCommand(key, { kind: 'remove-element', index }).map(argv => argv.join(' '))).toEqual(commands)
  })
})
