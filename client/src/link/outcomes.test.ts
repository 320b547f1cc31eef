import type { ClientState, LogEntry } from '@rdd/shared/protocol'
import { instant } from '@rdd/shared/time'
import { describe, expect, it } from 'vitest'
import { Outcomes } from './outcomes.ts'

const client = (state: ClientState['state'], id = 'c1'): ClientState => ({
  id,
  name: 'you',
  db: 0,
  state,
  resp: 2,
  what: '',
  since: instant(0),
})
const replied = (id: string): LogEntry => ({
  kind: 'reply',
  n: 1,
  id,
  db: 0,
  line: 'PING',
  reply: { t: 'simple', v: 'PONG' },
  tookUs: 1,
})

describe('outcomes of commands', () => {
  it('settles with the entry that answers it', async () => {
    const outcomes = new Outcomes()
    const outcome = outcomes.send('a', 'c1', 'PING')
    outcomes.entry(replied('b'))
    outcomes.entry(replied('a'))
    expect(await outcome).toMatchObject({ kind: 'entry', entry: { id: 'a' } })
  })

  it('finds an answer lost on the way in the log of the client it comes back to', async () => {
    const outcomes = new Outcomes()
    const outcome = outcomes.send('a', 'c1', 'PING')
    outcomes.rejoined([{ client: client('idle'), entries: [replied('a')] }], true)
    expect(await outcome).toMatchObject({ kind: 'entry' })
  })

  it('says that a command never arrived when its client is idle and does not know it', async () => {
    const outcomes = new Outcomes()
    const outcome = outcomes.send('a', 'c1', 'SET a 1')
    outcomes.rejoined([{ client: client('idle'), entries: [] }], true)
    expect(await outcome).toMatchObject({ kind: 'not-run' })
  })

  it('goes on waiting for a command that still waits at the server', async () => {
    const outcomes = new Outcomes()
    const outcome = outcomes.send('a', 'c1', 'BLPOP q 0')
    outcomes.rejoined([{ client: client('waiting'), entries: [] }], true)
    outcomes.entry(replied('a'))
    expect(await outcome).toMatchObject({ kind: 'entry' })
  })

  it.each([
    ['the epoch is another one', [{ client: client('idle'), entries: [] }], false],
    ['its client is not there any more', [{ client: client('idle', 'c2'), entries: [] }], true],
    ['the connection of its client died', [{ client: client('gone'), entries: [] }], true],
  ])('says that nobody knows when %s', async (_why, clients, same) => {
    const outcomes = new Outcomes()
    const outcome = outcomes.send('a', 'c1', 'INCR n')
    outcomes.rejoined(clients, same)
    expect(await outcome).toMatchObject({ kind: 'unknown' })
  })
})
