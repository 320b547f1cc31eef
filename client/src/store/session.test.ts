import type { Reply } from '@rdd/shared/reply'
import { instant } from '@rdd/shared/time'
import { expect, test } from 'vitest'
import type { Tab } from './consoles.ts'
import { sessionOf } from './session.ts'

interface Ran {
  line: string
  reply: Reply
  seq: number
  since?: number
}

const ok: Reply = { t: 'simple', v: 'OK' }
const tab = (name: string, ...ran: Ran[]): Tab => ({
  client: { id: name, name, db: 0, state: 'idle', resp: 2, what: '', since: instant(0) },
  lines: ran.map((one, i) => ({
    from: 'server',
    entry: { kind: 'reply', n: i + 1, id: `${name}-${i}`, db: 0, tookUs: 1, ...one },
  })),
  ...{ gone: 0, running: undefined, queue: [], unread: 0 },
})
const told = (...tabs: Tab[]) =>
  sessionOf(tabs).steps.map(({ client, argv, blocks, skipped }) =>
    [client, argv.join(' '), blocks && 'blocks', skipped].filter(Boolean).join(': '),
  )

test('what several clients ran stands in the order Redis ran it', () => {
  expect(
    told(
      tab('a', { line: 'SET k 1', reply: ok, seq: 2 }, { line: 'GET k', reply: ok, seq: 5 }),
      tab('b', { line: 'DEL k', reply: ok, seq: 4 }),
    ),
  ).toEqual(['a: SET k 1', 'b: DEL k', 'a: GET k'])
})

test('a client that waited does so from where it began, before what served it', () => {
  expect(
    told(
      tab('you', { line: 'SET k 1', reply: ok, seq: 1 }, { line: 'RPUSH q a', reply: ok, seq: 3 }),
      tab('w', { line: 'BLPOP q 0', reply: { t: 'array', v: [] }, seq: 4, since: 2 }),
    ),
  ).toEqual(['you: SET k 1', 'w: BLPOP q 0: blocks', 'you: RPUSH q a'])
})

test('a wait for which nothing came is named and left out, as is what Redis refused', () => {
  expect(
    told(
      tab(
        'w',
        { line: 'BLPOP q 0', reply: { t: 'null' }, seq: 2, since: 1 },
        { line: 'INCR s', reply: { t: 'error', v: 'ERR value is not an integer or out of range' }, seq: 3 },
      ),
    ),
  ).toEqual([
    'w: BLPOP q 0: blocks: nothing came while it waited',
    'w: INCR s: ERR value is not an integer or out of range',
  ])
})
