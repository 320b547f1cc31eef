import { bytes } from '@rdd/shared/bytes'
import { RoomState } from '@rdd/shared/keyspace/state'
import { instant } from '@rdd/shared/time'
import { expect, test } from 'vitest'
import { emptyBatch, type Seen } from '../redis/attribution.ts'
import type { Run } from './compose.ts'
import { OwnCommands } from './own-commands.ts'

const run = (id: string, line: string, lineSeen = false): Run => ({
  actor: { id, name: id },
  address: `127.0.0.1:${id}`,
  db: 0,
  argv: line.split(' ').map(bytes),
  lineSeen,
})
const ok = { reply: { t: 'simple', v: 'OK' }, tookUs: 1 } as const
const seen = ({ address, argv }: Run): Seen => ({
  ...{ db: 0, address, name: argv[0]?.toLowerCase() ?? '', argv: { args: argv, more: 0 } },
  ...{ events: [], calls: [], moreCalls: 0 },
})
const batchOf = (...runs: Run[]) => ({ ...emptyBatch(), seen: runs.map(seen) })
const commands = (state = new RoomState(instant(0))) => new OwnCommands(state)
const ids = (taken: ReturnType<OwnCommands['take']>) => taken.map(({ run: { actor } }) => actor.id)

test('an answer behind the barrier waits for the tick of its line', () => {
  const own = commands()
  const [before, behind, withLine] = [run('1', 'SET a 1'), run('2', 'SET b 1'), run('3', 'SET c 1')]
  for (const one of [before, behind, withLine]) void own.answered(one, ok)
  expect(ids(own.take(batchOf(before, withLine), 1))).toEqual(['1', '3'])
  expect(ids(own.take(batchOf(behind), 1))).toEqual(['2'])
  expect(own.untold).toBe(0)
})

test('a client that was served sooner belongs to the tick whenever its answer came', () => {
  const own = commands()
  void own.answered(run('1', 'BLPOP q 0', true), ok)
  expect(ids(own.take(batchOf(), 0, new Set(['1'])))).toEqual(['1'])
})

test('an answer says since when its client waited, and a client that does not wait says nothing', () => {
  const state = new RoomState(instant(0))
  state.apply({
    ...{ kind: 'waiting', client: { id: '1', name: 'you' }, db: 0, argv: { args: [bytes('BLPOP')] }, keys: [] },
    ...{ seq: 7, at: instant(0), gone: [], views: [], counts: [] },
  })
  const own = commands(state)
  for (const one of [run('1', 'BLPOP q 0'), run('2', 'GET q')]) void own.answered(one, ok)
  expect(own.take(batchOf()).map(({ run: { since } }) => since)).toEqual([7, undefined])
})

test('answers on their way are waited for, and one that blocks not for long', async () => {
  const own = commands()
  const [get, blocked] = [run('1', 'GET a'), run('2', 'BLPOP q 0')]
  let answer: (() => void) | undefined
  const answered = new Promise<void>(resolve => {
    answer = resolve
  })
  own.began(get, answered)
  own.began(blocked, new Promise(() => {}))
  let waited = false
  const waiting = own.answersFor(batchOf(get), true).then(() => {
    waited = true
  })
  await Promise.resolve()
  expect(waited).toBe(false)
  answer?.()
  await waiting
  await own.answersFor(batchOf(blocked), true)
  expect(own.pending()).toEqual([get, blocked])
})

test('those that wait for a fact when all is lost are told that there is none', async () => {
  const own = commands()
  const told = own.answered(run('1', 'GET a'), ok)
  own.lose()
  expect(await told).toBeUndefined()
})
