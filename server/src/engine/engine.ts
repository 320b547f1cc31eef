/**
 * Engine: where a room's Redis comes from. `own` is a private redis-server the room may break at will; `attached` is
 * somebody's server, named by REDIS_URL. A room knows only this contract, and reconnects by itself whenever a
 * connection closes; the engine's events say why, and when there is something to connect to again.
 */

export type Address = {
  host: string
  port: number
  username?: string
  password?: string
  tls: boolean
  /** Database a new connection starts in, 0-based. */
  db: number
}

export type EngineEvent =
  /** The process is gone and its data with it. `why` is a sentence for people. Own engines only. */
  | { kind: 'died'; why: string }
  /** It answers again, empty, at `address` (usually the same as before). Own engines only. */
  | { kind: 'ready' }

export interface Engine {
  readonly kind: 'own' | 'attached'
  readonly product: 'redis' | 'valkey'
  /** As the server names itself: `7.0.15`. */
  readonly version: string
  /** Read it anew for each connection: a restart may move the port. */
  readonly address: Address
  /** For people and logs: host and port, never the password. */
  readonly shown: string
  /** What another program needs to join in, password included. Own engines only: null on attached. */
  readonly url: string | null
  /** Tells of deaths and returns from now on; the returned function stops that. */
  subscribe(listener: (event: EngineEvent) => void): () => void
  /**
   * Replaces the process by a new, empty one: what SHUTDOWN does, and the end of a script that cannot be killed.
   * Resolves when the new one answers. Attached engines refuse with an error.
   */
  restart(why: string): Promise<void>
  /** Ends the process and everything it started; nothing is left behind. Attached engines only forget. */
  stop(): Promise<void>
}

/** An engine that could not be had, with what to do about it. The message is for people. */
export class EngineError extends Error {
  override name = 'EngineError'
}

/** The oldest Redis we understand: COMMAND DOCS, EXPIRETIME and per-command key specs came with 7.0. */
export const OLDEST = 7

/** @throws EngineError when `version` is older than 7.0 */
export function refuseOld(product: string, version: string, where: string): void {
  if (Number.parseInt(version, 10) >= OLDEST) return
  throw new EngineError(
    `${where} is ${product === 'valkey' ? 'Valkey' : 'Redis'} ${version}. Redis Deep Dive needs Redis ${OLDEST}.0 or newer (or any Valkey): update it, or set REDIS_URL to a newer server.`,
  )
}
