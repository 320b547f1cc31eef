/** AsciiConnections: the clients of a page and the Redis they are connected to, as characters. */
import { frame, table } from './ascii-box.ts'

interface Client {
  name: string
  state: string
  /** The command it waits with, or what it listens to; empty: nothing. */
  what: string
  db: number
  resp: number
}

/** What Redis says of itself, by the names of INFO; undefined: not known yet. */
type Info = ReadonlyMap<string, string> | undefined

/** @param width columns, 40 at least */
export function connectionsText(clients: readonly Client[], info: Info, width: number): string[] {
  const rest = width - 13 - 3 - 4
  const name = Math.floor(rest / 2)
  const arm = ' '.repeat(Math.floor(width / 2) - 1)
  const known = (field: string) => info?.get(field) ?? '?'
  return [
    ...table(
      ['client', 'what it does', 'db', 'RESP'],
      clients.map(({ name, state, what, db, resp }) => [
        name,
        what === '' ? state : `${state}: ${what}`,
        String(db),
        String(resp),
      ]),
      [name, rest - name, 3, 4],
    ),
    `${arm}▲`,
    `${arm}│ one TCP connection each`,
    `${arm}▼`,
    ...frame(
      `Redis ${known('redis_version')}`,
      [`${known('connected_clients')} connections in all`, `${known('blocked_clients')} of them blocked`],
      width,
    ),
  ]
}
