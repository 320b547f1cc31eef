/**
 * Outcomes: what became of each command this page sent. A command is never sent twice. When the connection breaks before
 * the answer, the client's log on the server decides: the answer is in it, or the command still waits, or the log proves
 * that it never arrived; where the log itself is gone, nobody can know, and that is said.
 */
import type { ClientState, LogEntry } from '@rdd/shared/protocol'

export type Outcome =
  | { kind: 'entry'; entry: LogEntry }
  /** Did not reach the server: not run. */
  | { kind: 'not-run'; why: string }
  /** Redis may or may not have run it. */
  | { kind: 'unknown'; why: string }

interface Sent {
  client: string
  line: string
  done: (outcome: Outcome) => void
}

export class Outcomes {
  readonly #sent = new Map<string, Sent>()

  /** Notes a command as it leaves; the promise settles with what became of it. */
  send(id: string, client: string, line: string): Promise<Outcome> {
    return new Promise(done => this.#sent.set(id, { client, line, done }))
  }

  /** A line of a client's log arrived. */
  entry(entry: LogEntry): void {
    if (entry.kind === 'reply' || entry.kind === 'refused') this.#settle(entry.id, { kind: 'entry', entry })
  }

  /** It certainly did not reach the server. */
  notRun(id: string, why: string): void {
    this.#settle(id, { kind: 'not-run', why })
  }

  /**
   * The page is back. `same`: the epoch is the one the commands were sent in; otherwise the logs are new ones and tell
   * nothing.
   */
  rejoined(clients: readonly { client: ClientState; entries: readonly LogEntry[] }[], same: boolean): void {
    for (const { entries } of clients) for (const entry of entries) this.entry(entry)
    for (const [id, { client }] of [...this.#sent]) {
      const now = same ? clients.find(({ client: { id } }) => id === client)?.client : undefined
      if (now?.state === 'waiting') continue
      this.#settle(
        id,
        now === undefined || now.state === 'gone'
          ? { kind: 'unknown', why: 'The connection to Redis ended before the answer: it may or may not have run.' }
          : { kind: 'not-run', why: 'The connection broke before it reached the server: it did not run.' },
      )
    }
  }

  #settle(id: string, outcome: Outcome): void {
    const sent = this.#sent.get(id)
    this.#sent.delete(id)
    sent?.done(outcome)
  }
}
