/**
 * Consoles: one tab for each client of this page. Lines run in order, one at a time for a client: what is entered while
 * an answer is still out waits its turn, in sight. Pure bookkeeping: the sending is given, so nothing here knows a socket.
 */

import type { Bytes } from '@rdd/shared/bytes'
import { isLocal } from '@rdd/shared/commands/local'
import { parseLine } from '@rdd/shared/commands/parse'
import { type ClientState, type Joined, type LogEntry, MAX_MESSAGE } from '@rdd/shared/protocol'
import { createStore, type Store } from './store.ts'

/** A line of the log: the server's own, or said by this page (help, a typing fault, a lost answer). */
export type Line =
  | { from: 'server'; entry: LogEntry }
  | ({ from: 'page'; key: string; db: number; asked: string } & Said)

export interface Tab {
  client: ClientState
  /** The server's lines by their numbers, ours where they were said. */
  lines: readonly Line[]
  /** Number of the newest line that was cleared or fell off: what is older does not come back. */
  gone: number
  /** On its way: its answer is not here yet. `since`: ms on the page's steady clock. `left`: repetitions after this one. */
  running: { line: string; since: number; left: number } | undefined
  /** Lines that wait for their turn. */
  queue: readonly string[]
  /** Lines that came while another tab was in front. */
  unread: number
}

export interface ConsolesNow {
  tabs: readonly Tab[]
  active: string | undefined
}

/** What the page says where the server cannot: the answer is lost, or the line never left. */
export interface Said {
  text: string
  tone: 'plain' | 'fault' | 'unknown'
  /** For a typing fault: its 0-based place in the line. */
  column?: number
}

/** What became of a line: the server's answer, or what the page has to say itself; neither where it was never sent. */
export interface Came {
  entry?: LogEntry
  said?: Said
}

export interface ConsolesOptions {
  /** Runs one command; resolves once it is answered. */
  send: (client: string, argv: Bytes[], line: string) => Promise<Came>
  /** The text `help` prints; the words begin with help itself. */
  help: (argv: Bytes[]) => string
  /** `exit`: the person is done with this client. */
  exit: (client: string) => void
  /** A steady clock in ms. */
  now: () => number
}

/** Lines kept for each client. */
export const LOG_LINES = 500
/** Characters of a refused line that are kept, to tell which it was. */
const KEPT_OF_REFUSED = 200

export type Consoles = ReturnType<typeof createConsoles>

export function createConsoles({ send, help, exit, now }: ConsolesOptions) {
  const store: Store<ConsolesNow> = createStore<ConsolesNow>({ tabs: [], active: undefined })
  let said = 0
  /** Who waits for the lines of each client's queue, in its order. */
  const waiting = new Map<string, ((came: Came) => void)[]>()

  const tabOf = (id: string | undefined) => store.get().tabs.find(tab => tab.client.id === id)
  const patch = (id: string, change: (tab: Tab) => Tab) =>
    store.update(state => ({ ...state, tabs: state.tabs.map(tab => (tab.client.id === id ? change(tab) : tab)) }))
  const add = (id: string, lines: readonly Line[]) =>
    patch(id, tab => {
      const all = lines.reduce(inserted, tab.lines)
      return {
        ...tab,
        lines: all.slice(-LOG_LINES),
        gone: Math.max(tab.gone, newest(all.slice(0, -LOG_LINES))),
        unread: store.get().active === id ? 0 : tab.unread + lines.length,
      }
    })
  /** Takes the lines that are not here yet, and were not before. */
  const take = (id: string, entries: readonly LogEntry[]) => {
    const tab = tabOf(id)
    if (tab === undefined) return
    const here = new Set(tab.lines.map(line => (line.from === 'server' ? line.entry.n : 0)))
    const fresh = entries.filter(({ n }) => n > tab.gone && !here.has(n))
    if (fresh.length > 0)
      add(
        id,
        fresh.map(entry => ({ from: 'server', entry })),
      )
  }
  /** Said in the client's tab; when the client is gone (with its server) in the one in front: it must be read. */
  const say = (id: string, asked: string, what: Said) => {
    said += 1
    const tab = tabOf(id) ?? tabOf(store.get().active)
    if (tab) add(tab.client.id, [{ from: 'page', key: `page-${said}`, db: tab.client.db, asked, ...what }])
  }

  /** Nobody runs these lines any more. */
  function giveUp(id: string): void {
    for (const done of waiting.get(id) ?? []) done({})
    waiting.delete(id)
  }

  /** Takes the clients as the server knows them: order and states are its, logs and queues are kept. */
  function clients(states: readonly ClientState[]): void {
    for (const id of [...waiting.keys()]) if (!states.some(client => client.id === id)) giveUp(id)
    store.update(state => {
      const tabs = states.map(client => {
        const tab = state.tabs.find(({ client: { id } }) => id === client.id)
        return tab ? { ...tab, client } : { client, lines: [], gone: 0, running: undefined, queue: [], unread: 0 }
      })
      const active = tabs.some(({ client }) => client.id === state.active) ? state.active : tabs[0]?.client.id
      return { tabs, active }
    })
  }

  /** The clients and their logs after joining; lines already here are not taken again. */
  function joined(logs: Joined['clients']): void {
    clients(logs.map(log => log.client))
    for (const { client, entries } of logs) take(client.id, entries)
  }

  /** A client this page has just asked for: its tab comes to the front. */
  function added(client: ClientState): void {
    const states = store.get().tabs.map(tab => tab.client)
    if (!states.some(({ id }) => id === client.id)) clients([...states, client])
    store.update(state => ({ ...state, active: client.id }))
  }

  const entry = (client: string, entry: LogEntry) => take(client, [entry])

  /**
   * Runs lines one after the other through a client, each after the answer to the one before. Resolves with what became of
   * each, once all are answered or dropped.
   */
  function enter(id: string, lines: readonly string[]): Promise<Came[]> {
    const wanted = lines.filter(line => line.trim() !== '')
    if (tabOf(id) === undefined) return Promise.resolve(wanted.map(() => ({})))
    const came = wanted.map(() => new Promise<Came>(done => waiting.set(id, [...(waiting.get(id) ?? []), done])))
    patch(id, tab => ({ ...tab, queue: [...tab.queue, ...wanted] }))
    if (tabOf(id)?.running === undefined) void next(id)
    return Promise.all(came)
  }

  async function next(id: string): Promise<void> {
    for (;;) {
      const line = tabOf(id)?.queue[0]
      if (line === undefined) return
      const done = waiting.get(id)?.shift()
      patch(id, tab => ({ ...tab, queue: tab.queue.slice(1), running: { line, since: now(), left: 0 } }))
      const came = await runLine(id, line)
      patch(id, tab => ({ ...tab, running: undefined }))
      done?.(came)
    }
  }

  /** What the page answers itself. */
  function answer(id: string, line: string, what: Said): Came {
    say(id, line, what)
    return { said: what }
  }

  async function runLine(id: string, line: string): Promise<Came> {
    // Before it is parsed, sent or drawn: each of these would hold the page still for seconds.
    if (line.length > MAX_MESSAGE)
      return answer(id, `${line.slice(0, KEPT_OF_REFUSED)}…`, {
        text: `This line of ${line.length.toLocaleString('en-US')} characters is more than the ${MAX_MESSAGE / 1_000_000} MB the server takes in one message: it did not run. Send it in parts, or with redis-cli.`,
        tone: 'fault',
      })
    const parsed = parseLine(line)
    if ('error' in parsed) return answer(id, line, { text: parsed.error, tone: 'fault', column: parsed.column })
    const word = isLocal(parsed.argv)
    if (word === 'clear') {
      patch(id, tab => ({ ...tab, lines: [], gone: Math.max(tab.gone, newest(tab.lines)), unread: 0 }))
      return {}
    }
    if (word === 'help') return answer(id, line, { text: help(parsed.argv), tone: 'plain' })
    if (word === 'exit') {
      exit(id)
      return {}
    }
    let came: Came = {}
    for (let left = parsed.repeat - 1; left >= 0; left = Math.min(left, tabOf(id)?.running?.left ?? 0) - 1) {
      patch(id, tab => ({ ...tab, running: tab.running && { ...tab.running, left } }))
      came = await send(id, parsed.argv, line)
      if (came.said === undefined) continue
      say(id, line, came.said)
      break
    }
    return came
  }

  return {
    store,
    clients,
    joined,
    added,
    entry,
    enter,
    /** Forgets the lines that wait, and what is left of a repetition; the command on its way goes on. */
    drop(id: string) {
      giveUp(id)
      patch(id, tab => ({ ...tab, queue: [], running: tab.running && { ...tab.running, left: 0 } }))
    },
    activate: (id: string) =>
      store.update(state => ({
        active: id,
        tabs: state.tabs.map(tab => (tab.client.id === id ? { ...tab, unread: 0 } : tab)),
      })),
    activeTab: () => tabOf(store.get().active),
    say,
  }
}

/** It waits for something, or has lines to run. */
export const isBusy = ({ client, running, queue }: Tab): boolean =>
  client.state === 'waiting' || running !== undefined || queue.length > 0

/** Number of the newest of the server's lines; 0 without one. */
function newest(lines: readonly Line[]): number {
  const last = lines.findLast(line => line.from === 'server')
  return last?.from === 'server' ? last.entry.n : 0
}

/** A line in its place: a push may overtake the reply whose number was given out before it. */
function inserted(lines: readonly Line[], line: Line): readonly Line[] {
  if (line.from === 'page' || newest(lines) < line.entry.n) return [...lines, line]
  const at = lines.findIndex(one => one.from === 'server' && one.entry.n > line.entry.n)
  return lines.toSpliced(at, 0, line)
}
