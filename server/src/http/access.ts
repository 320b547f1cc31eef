/**
 * Where we listen and who may come in, read from the environment. On loopback the machine's own user is trusted; on
 * any other address a token is required, since whoever reaches the page can run commands.
 */

export type Access = {
  /** Address to bind. */
  host: string
  /** Wanted port; 0: any free one. */
  port: number
  /** What people must know to come in; null on loopback without TOKEN. */
  token: string | null
  /** Host headers answered besides the loopback names, as `name` or `name:port`, lower case. */
  names: string[]
}

/** Settings of the environment that cannot be used; the message is for people. */
export class AccessError extends Error {
  override name = 'AccessError'
}

const PORT = 4321
const SHORTEST_TOKEN = 16

/** @throws AccessError when PORT is no port, or when HOST is not loopback and TOKEN is absent or short */
export function accessFrom(env: NodeJS.ProcessEnv): Access {
  const host = env.HOST || '127.0.0.1'
  const token = env.TOKEN || null
  if (token !== null && token.length < SHORTEST_TOKEN) {
    throw new AccessError(`TOKEN is too short: give it ${SHORTEST_TOKEN} characters or more.`)
  }
  if (!isLoopback(host) && token === null) {
    throw new AccessError(
      `HOST=${host} lets other machines in, and whoever comes in can run commands. Set TOKEN to a secret of ${SHORTEST_TOKEN} characters or more, or leave HOST out.`,
    )
  }
  const names = (env.ALLOWED_HOSTS ?? '').split(',').map(name => name.trim().toLowerCase())
  return { host, port: portFrom(env.PORT), token, names: names.filter(name => name !== '') }
}

function portFrom(text: string | undefined): number {
  if (text === undefined || text === '') return PORT
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new AccessError(`PORT=${text} is not a port. Use a number from 1 to 65535, or 0 for any free one.`)
}

export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host)
