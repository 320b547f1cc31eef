import type { ClientState, LogEntry } from '@rdd/shared/protocol'
import { instant } from '@rdd/shared/time'
import { describe, expect, it } from 'vitest'
import { type Came, createConsoles, LOG_LINES, type Said } from './consoles.ts'

const client = (id: string): ClientState => ({
  id,
  name: id,
  db: 0,
  state: 'idle',
  resp: 2,
  what: '',
  since: instant(0),
})
const entry = (n: number): LogEntry => ({ kind: 'push', n, reply: { t: 'int', v: String(n) } })

/** Consoles over a server that answers each command when told to. */
function consolesOf(...ids: string[]) {
  const sent: string[] = []
  const answers: ((came: Came) => void)[] = []
  const consoles = createConsoles({
    send: (_client, argv, _line) => {
      sent.push(argv.join(' '))
      return new Promise(done => answers.push(done))
    },
    help: argv => `help for ${argv.slice(1).join(' ')}`,
    exit: () => {},
    now: () => 0,
  })
  consoles.clients(ids.map(client))
  const answer = async (said?: Said) => {
    answers.shift()?.(said ? { said } : {})
    await new Promise(done => setTimeout(done))
  }
  const tab = (id: string) => consoles.store.get().tabs.find(one => one.client.id === id)
  return { consoles, sent, answer, tab }
}

const numbers = (lines: readonly { from: string; entry?: LogEntry }[] = []) => lines.map(line => line.entry?.n)

describe('consoles', () => {
  it('run lines one by one, each after the answer to the one before', async () => {
    const { consoles, sent, answer, tab } = consolesOf('a')
    void consoles.enter('a', ['SET a 1', '  ', 'SET b 2', 'GET a'])
    expect(sent).toEqual(['SET a 1'])
    expect(tab('a')?.queue).toEqual(['SET b 2', 'GET a'])
    await answer()
    expect(sent).toEqual(['SET a 1', 'SET b 2'])
    await answer()
    await answer()
    expect(sent).toEqual(['SET a 1', 'SET b 2', 'GET a'])
    expect(tab('a')?.running).toBeUndefined()
  })

  it('tell what became of each line, also of one that was dropped or whose client went', async () => {
    const { consoles, answer } = consolesOf('a', 'b')
    const came = consoles.enter('a', ['GET a', 'GET b'])
    await answer({ text: 'Unknown outcome.', tone: 'unknown' })
    consoles.drop('a')
    await answer()
    expect(await came).toEqual([{ said: { text: 'Unknown outcome.', tone: 'unknown' } }, {}])
    void consoles.enter('b', ['BLPOP q 0'])
    const never = consoles.enter('b', ['GET c'])
    consoles.clients([client('a')])
    expect(await never).toEqual([{}])
  })

  it('refuse a line that no message holds, in words, and go on', async () => {
    const { consoles, sent, tab } = consolesOf('a')
    void consoles.enter('a', [`SET a ${'x'.repeat(2_000_000)}`, 'PING'])
    await expect.poll(() => sent).toEqual(['PING'])
    const [refused] = tab('a')?.lines ?? []
    expect(refused).toMatchObject({ text: expect.stringContaining('2,000,006 characters'), tone: 'fault' })
    expect(JSON.stringify(refused).length).toBeLessThan(1000)
  })

  it('do not hold up another client', () => {
    const { consoles, sent } = consolesOf('a', 'b')
    void consoles.enter('a', ['BLPOP q 0'])
    void consoles.enter('b', ['LPUSH q 1'])
    expect(sent).toEqual(['BLPOP q 0', 'LPUSH q 1'])
  })

  it('repeat a command as often as the number before it says, and stop when told', async () => {
    const { consoles, sent, answer } = consolesOf('a')
    void consoles.enter('a', ['5 INCR n'])
    await answer()
    consoles.drop('a')
    await answer()
    expect(sent).toEqual(['INCR n', 'INCR n'])
  })

  it('stop repeating at an answer that is lost, and say so once', async () => {
    const { consoles, sent, answer, tab } = consolesOf('a')
    void consoles.enter('a', ['3 INCR n'])
    await answer({ text: 'Unknown outcome.', tone: 'unknown' })
    expect(sent).toEqual(['INCR n'])
    expect(tab('a')?.lines).toMatchObject([{ from: 'page', tone: 'unknown', asked: '3 INCR n' }])
  })

  it('answer help and a typing fault themselves, and send nothing', async () => {
    const { consoles, sent, tab } = consolesOf('a')
    void consoles.enter('a', ['help GET', 'GET "a'])
    await new Promise(done => setTimeout(done))
    expect(sent).toEqual([])
    expect(tab('a')?.lines).toMatchObject([
      { text: 'help for GET', tone: 'plain' },
      { tone: 'fault', column: 4 },
    ])
  })

  it('take each line of the log once, in the order of its number, also after joining again', () => {
    const { consoles, tab } = consolesOf('a')
    for (const n of [1, 3, 2, 3]) consoles.entry('a', entry(n))
    consoles.joined([{ client: client('a'), entries: [entry(2), entry(3), entry(4)] }])
    expect(numbers(tab('a')?.lines)).toEqual([1, 2, 3, 4])
  })

  it('do not bring back what was cleared', async () => {
    const { consoles, tab } = consolesOf('a')
    consoles.entry('a', entry(1))
    void consoles.enter('a', ['clear'])
    await new Promise(done => setTimeout(done))
    consoles.joined([{ client: client('a'), entries: [entry(1), entry(2)] }])
    expect(numbers(tab('a')?.lines)).toEqual([2])
  })

  it('keep a bounded number of lines, the newest ones', () => {
    const { consoles, tab } = consolesOf('a')
    for (let n = 1; n <= LOG_LINES + 10; n += 1) consoles.entry('a', entry(n))
    expect(tab('a')?.lines).toHaveLength(LOG_LINES)
    expect(numbers(tab('a')?.lines).at(-1)).toBe(LOG_LINES + 10)
  })

  it('count what comes for a client that is not in front, until it is', () => {
    const { consoles, tab } = consolesOf('a', 'b')
    consoles.entry('b', entry(1))
    consoles.entry('b', entry(2))
    expect(tab('b')?.unread).toBe(2)
    consoles.activate('b')
    expect(tab('b')?.unread).toBe(0)
  })

  it('bring another client to the front when the one in front is closed', () => {
    const { consoles } = consolesOf('a', 'b')
    consoles.activate('b')
    consoles.clients([client('a')])
    expect(consoles.activeTab()?.client.id).toBe('a')
  })
})
