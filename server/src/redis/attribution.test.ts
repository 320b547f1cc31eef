import { bytes } from '@rdd/shared/bytes'
import { expect, test } from 'vitest'
import { Attribution } from './attribution.ts'

const OURS = '127.0.0.1:1'
const line = (address: string, ...argv: string[]) =>
  Buffer.from(`1700000000.000001 [0 ${address}] ${argv.map(arg => `"${arg}"`).join(' ')}`)
const event = (name: string, key: string) => ({ db: 0, name, key: bytes(key) })
const make = (most = 10) => new Attribution(address => address === OURS, most)

test('events since the last line belong to the next line', () => {
  const seen = make()
  seen.event(event('set', 'a'))
  seen.event(event('expire', 'a'))
  seen.line(line('c:1', 'SET', 'a', '1', 'EX', '9'))
  seen.event(event('lpush', 'b'))
  seen.line(line('c:2', 'LPUSH', 'b', 'x'))
  const { seen: commands, loose } = seen.take()
  expect(commands.map(({ name, events }) => [name, events.map(({ name }) => name)])).toEqual([
    ['set', ['set', 'expire']],
    ['lpush', ['lpush']],
  ])
  expect(loose).toEqual([])
})

test('what ran between MULTI and EXEC is one step, whoever else ran in between', () => {
  const seen = make()
  seen.line(line('c:1', 'MULTI'))
  seen.line(line('c:2', 'PING'))
  seen.event(event('set', 'a'))
  seen.line(line('c:1', 'SET', 'a', '1'))
  seen.line(line('c:1', 'EXEC'))
  const { seen: commands } = seen.take()
  expect(commands.map(({ name }) => name)).toEqual(['multi', 'ping', 'exec'])
  expect(commands.at(-1)).toMatchObject({ calls: [{ args: ['SET', 'a', '1'] }], events: [{ name: 'set' }] })
})

test('the calls of a script belong to the script, those of our own script to nobody (F6, F15)', () => {
  const seen = make()
  seen.line(line('c:1', 'EVAL', 'x', '0'))
  seen.event(event('set', 'a'))
  seen.line(line('lua', 'SET', 'a', '1'))
  seen.line(line(OURS, 'EVALSHA', 'x', '0'))
  seen.line(line('lua', 'TYPE', 'a'))
  const batch = seen.take()
  expect(batch.seen).toMatchObject([{ name: 'eval', calls: [{ args: ['SET', 'a', '1'] }], events: [{ key: 'a' }] }])
  expect([...batch.counts]).toEqual([
    ['eval', 1],
    ['set', 1],
  ])
})

test('events without a line are loose: a blocked client was served (F7)', () => {
  const seen = make()
  seen.event(event('rpush', 'q'))
  seen.line(line('c:1', 'RPUSH', 'q', 'x'))
  seen.event(event('lpop', 'q'))
  expect(seen.take().loose).toMatchObject([{ name: 'lpop', key: 'q' }])
})

test('expiry and eviction are counted and belong to no command', () => {
  const seen = make()
  seen.event(event('expired', 'a'))
  seen.event(event('evicted', 'b'))
  seen.line(line('c:1', 'GET', 'a'))
  expect(seen.take()).toMatchObject({ expired: 1, evicted: 1, seen: [{ name: 'get', events: [] }] })
})

test('over the limit every command is still counted, and a flush among them is not overlooked (F9)', () => {
  const seen = make(2)
  for (let i = 0; i < 5; i += 1) seen.line(line('c:1', 'INCR', 'n'))
  seen.line(line('c:1', 'FLUSHALL'))
  const batch = seen.take()
  expect(batch).toMatchObject({ overflow: true, commands: 6, flushedUnseen: true })
  expect(batch.seen).toHaveLength(2)
  expect(batch.counts.get('incr')).toBe(5)
  expect(seen.isEmpty).toBe(true)
})

test('a flush among the commands that are kept is not overlooked when others are over the limit (F9)', () => {
  const seen = make(2)
  for (const name of ['FLUSHDB', 'PING', 'PING']) seen.line(line('c:1', name))
  expect(seen.take()).toMatchObject({ overflow: true, flushedUnseen: true })
  for (const name of ['FLUSHDB', 'PING']) seen.line(line('c:1', name))
  expect(seen.take()).toMatchObject({ overflow: false, flushedUnseen: false })
})

test('a script is one step, however many calls it makes; a flush among those left out is not overlooked', () => {
  const seen = make(2)
  seen.line(line('c:1', 'EVAL', 'x', '0'))
  for (let i = 0; i < 5; i += 1) seen.line(line('lua', 'SET', `k${i}`, '1'))
  seen.line(line('lua', 'FLUSHDB'))
  const batch = seen.take()
  expect(batch).toMatchObject({ overflow: false, commands: 7, flushedUnseen: true })
  expect(batch.seen).toMatchObject([
    { name: 'eval', calls: [{ args: ['SET', 'k0', '1'] }, { args: ['SET', 'k1', '1'] }], moreCalls: 4 },
  ])
})

test('a transaction whose EXEC is over the limit is not overlooked either: its flush and its events are kept', () => {
  const seen = make(3)
  seen.line(line('c:1', 'MULTI'))
  seen.event(event('set', 'a'))
  seen.line(line('c:1', 'SET', 'a', '1'))
  seen.line(line('c:1', 'FLUSHDB'))
  seen.line(line('c:1', 'EXEC'))
  expect(seen.take()).toMatchObject({ overflow: true, flushedUnseen: true, loose: [{ name: 'set', key: 'a' }] })
  seen.line(line('c:1', 'SET', 'a', '2'))
  expect(seen.take()).toMatchObject({ flushedUnseen: false, seen: [{ name: 'set' }] })
})
