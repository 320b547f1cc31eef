/**
 * Which Redis, in this order: REDIS_URL; a redis-server or valkey-server of this machine (REDIS_SERVER names one, PATH
 * is searched otherwise). `npm start` installs one first where it may.
 */
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { attach } from './attached.ts'
import { type Engine, EngineError } from './engine.ts'
import { startOwn } from './own.ts'

/** Gives each room its engine. */
export type EngineSource = {
  kind: 'own' | 'attached'
  /** For the one line at the start: `own redis-server, one a room (/usr/bin/redis-server)`. */
  said: string
  /** A new private Redis, or always the one attached. */
  open(): Promise<Engine>
  /** A private Redis in any case: for experiments that would harm somebody's server. @throws EngineError without one */
  openPrivate(): Promise<Engine>
}

/** @throws EngineError when there is no Redis to use, or the attached one cannot be used */
export async function engineSource(env: NodeJS.ProcessEnv): Promise<EngineSource> {
  const binary = findServer(env)
  if (env.REDIS_URL) {
    const engine = await attach(env.REDIS_URL)
    const name = engine.product === 'valkey' ? 'Valkey' : 'Redis'
    return {
      kind: 'attached',
      said: `${name} ${engine.version} at ${engine.shown} (REDIS_URL)`,
      open: async () => engine,
      openPrivate: async () => {
        if (binary === null)
          throw new EngineError(
            `Experiments leave ${engine.shown} alone, and there is no redis-server on PATH. Install one.`,
          )
        return startOwn({ binary })
      },
    }
  }
  if (binary === null)
    throw new EngineError('There is no redis-server or valkey-server on PATH. Install one, or set REDIS_URL.')
  const open = () => startOwn({ binary })
  return { kind: 'own', said: `a private Redis for each room (${binary})`, open, openPrivate: open }
}

/** Path of the server program: REDIS_SERVER, else the first on PATH; null when there is none. */
export function findServer(env: NodeJS.ProcessEnv): string | null {
  if (env.REDIS_SERVER) return env.REDIS_SERVER
  const folders = (env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  const names = ['redis-server', 'valkey-server']
  return names.flatMap(name => folders.map(folder => join(folder, name))).find(runs) ?? null
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
