/**
 * Guard: which requests are ours. Any page a person visits can send requests to loopback, and a foreign name can be
 * made to point there; both are told by headers a page cannot forge. So each request names a host we answer for, and
 * whatever changes something, or opens a socket, comes from a page of that host.
 */
import type { IncomingMessage } from 'node:http'
import type { Access } from './access.ts'
import type { Tokens } from './token.ts'

/** The headers of one request that matter here; undefined: absent. */
export type Asked = {
  method: string | undefined
  host: string | undefined
  origin: string | undefined
  /** Sec-Fetch-Site: browsers send it to loopback and https; programs do not. */
  fetchSite: string | undefined
  /** Sec-Fetch-Dest: `document` for a page a person goes to. */
  fetchDest: string | undefined
  /** Asks for a WebSocket. */
  upgrade: boolean
}

/** Why a request is turned away, and with which HTTP status. */
export type TurnedAway = { status: 401 | 403; message: string; mend?: string }

/**
 * Pure: may this request in? Null when it may.
 * @param hosts the exact Host headers we answer for, lower case
 */
export function checkRequest(asked: Asked, hosts: ReadonlySet<string>): TurnedAway | null {
  const host = asked.host?.toLowerCase()
  if (host === undefined || !hosts.has(host)) {
    return {
      status: 403,
      message: `This server does not answer for the host ${quote(asked.host)}.`,
      mend: 'Use the address it printed, or name this host in ALLOWED_HOSTS.',
    }
  }
  if (asked.origin !== undefined) {
    // A proxy that speaks https for us keeps the host and changes only the scheme.
    const ours = asked.origin === `http://${host}` || asked.origin === `https://${host}`
    return ours ? null : foreign(asked.origin)
  }
  if (asked.upgrade || !READS.has(asked.method ?? '')) return foreign(undefined)
  // A link on another site may lead here; nothing of that site can read what it gets.
  const visited = asked.fetchDest === 'document'
  const ours = asked.fetchSite === undefined || asked.fetchSite === 'same-origin' || asked.fetchSite === 'none'
  return ours || visited ? null : foreign(undefined)
}

const READS = new Set(['GET', 'HEAD'])
const quote = (text: string | undefined) => (text === undefined ? '(none)' : JSON.stringify(text.slice(0, 100)))

const foreign = (origin: string | undefined): TurnedAway => ({
  status: 403,
  message:
    origin === undefined
      ? 'This request does not say that it comes from a page of this server (no Origin).'
      : `This request comes from another site: ${quote(origin)}.`,
  mend: 'Open the address the server printed and use that page.',
})

/** The Host headers answered on `port`: loopback's names, the address bound, and those allowed by name. */
export function hostsFor(access: Pick<Access, 'host' | 'names'>, port: number): Set<string> {
  const bound = access.host.includes(':') ? `[${access.host}]` : access.host.toLowerCase()
  const names = ['127.0.0.1', 'localhost', '[::1]', bound]
  const hosts = names.flatMap(name => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]))
  return new Set([...hosts, ...access.names])
}

export type Guard = {
  /** Null: may come in. Checks host, origin and, unless told not to, the token. */
  check(request: IncomingMessage, options?: { withoutToken?: boolean }): TurnedAway | null
  /** For socket.io's option of that name; answers a refused WebSocket with 403. */
  allowRequest(request: IncomingMessage, answer: (message: string | null, allowed: boolean) => void): void
}

const REMEMBERED = 100

/** @param log is called once for each kind of request turned away */
export function createGuard(access: Access, tokens: Tokens | null, log: (line: string) => void): Guard {
  const logged = new Set<string>()
  const check: Guard['check'] = (request, options) => {
    const { headers } = request
    const upgrade = headers.upgrade !== undefined
    const asked = {
      method: request.method,
      host: headers.host,
      origin: headers.origin,
      fetchSite: one(headers['sec-fetch-site']),
      fetchDest: one(headers['sec-fetch-dest']),
      upgrade,
    }
    const away = checkRequest(asked, hostsFor(access, request.socket.localPort ?? 0))
    if (away !== null && logged.size < REMEMBERED && !logged.has(away.message)) {
      logged.add(away.message)
      log(`Turned away: ${away.message}`)
    }
    if (away !== null || tokens === null || options?.withoutToken || tokens.knownBy(headers.cookie)) return away
    return { status: 401, message: 'This server asks for its token.', mend: 'Open its page and enter the token.' }
  }
  return {
    check,
    allowRequest(request, answer) {
      const away = check(request)
      if (away === null) return answer(null, true)
      // engine.io would answer an upgrade with 400.
      if (request.headers.upgrade !== undefined) request.socket.end(rawAnswer(away))
      answer(away.message, false)
    },
  }
}

const one = (header: string | string[] | undefined) => (Array.isArray(header) ? header.join() : header)

function rawAnswer({ status, message }: TurnedAway): string {
  const body = `${message}\n`
  const reason = status === 401 ? 'Unauthorized' : 'Forbidden'
  return `HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}
