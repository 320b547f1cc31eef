/**
 * A room's own Redis: one private, supervised redis-server on a loopback port, with a random password and nothing on
 * disk. Loopback TCP rather than a Unix socket, because MONITOR names clients by their address. When it ends by
 * itself it is started again, empty, and the listeners hear why.
 */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Engine, EngineError, type EngineEvent, refuseOld } from './engine.ts'
import type { Identity } from './log.ts'
import { type ServerProcess, startProcess } from './process.ts'
import { addressSpace, memoryLimit, settings } from './settings.ts'

const HOST = '127.0.0.1'
/** A port can be taken between our look and the server's bind. */
const PORT_ATTEMPTS = 5
/** ms before a start is given up. */
const START_TIMEOUT = 15_000
/** ms before a server that ended is started again: doubled with each quick end, anew after one that lived a while. */
const BACKOFF = { first: 50, most: 5000, forgivenAfter: 10_000 }

export type OwnOptions = {
  /** Path of redis-server or valkey-server. */
  binary: string
  /** Bytes of data it may hold; a quarter of the machine, at most 1 GB, when absent. */
  maxmemory?: number
}

/**
 * Starts a private Redis (11-65 ms).
 * @throws EngineError when it does not start, with the last thing it said
 */
export async function startOwn({ binary, maxmemory = memoryLimit() }: OwnOptions): Promise<Engine> {
  const password = randomBytes(16).toString('hex')
  const listeners = new Set<(event: EngineEvent) => void>()
  const tell = (event: EngineEvent) => {
    for (const listener of listeners) listener(event)
  }
  /** Set while a new process is being started in place of one that ended or was replaced. */
  let replacing: Promise<void> | null = null
  const stopping = new AbortController()
  let quickEnds = 0

  let { child, port, identity } = await launch(binary, password, maxmemory)
  let startedAt = performance.now()
  watch(child)

  function watch(of: ServerProcess) {
    void of.ended.then(({ why }) => {
      if (stopping.signal.aborted || of !== child || replacing !== null) return
      if (performance.now() - startedAt > BACKOFF.forgivenAfter) quickEnds = 0
      void replace(why, Math.min(BACKOFF.most, BACKOFF.first * 2 ** quickEnds))
      quickEnds++
    })
  }

  /** Tells of the death, then starts anew until it works or the engine is stopped. One at a time. */
  function replace(why: string, pause: number): Promise<void> {
    replacing ??= (async () => {
      tell({ kind: 'died', why })
      child.kill()
      await child.ended
      for (
        let wait = pause;
        !stopping.signal.aborted;
        wait = Math.min(BACKOFF.most, Math.max(BACKOFF.first, wait * 2))
      ) {
        try {
          if (wait > 0) await sleep(wait, undefined, { signal: stopping.signal })
          const next = await launch(binary, password, maxmemory, port)
          ;({ child, port, identity } = next)
          startedAt = performance.now()
          break
        } catch (error) {
          if (stopping.signal.aborted) return
          tell({ kind: 'died', why: error instanceof Error ? error.message : String(error) })
        }
      }
      replacing = null
      if (stopping.signal.aborted) return child.kill()
      watch(child)
      tell({ kind: 'ready' })
    })()
    return replacing
  }

  return {
    kind: 'own',
    get product() {
      return identity.product
    },
    get version() {
      return identity.version
    },
    get address() {
      return { host: HOST, port, password, tls: false, db: 0 }
    },
    get shown() {
      return `${HOST}:${port}`
    },
    get url() {
      // Named, since redis-cli takes an empty name for a user's name.
      return `redis://default:${password}@${HOST}:${port}`
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    restart(why) {
      if (stopping.signal.aborted)
        return Promise.reject(new EngineError('This Redis was stopped; it does not start again.'))
      return replace(why, 0)
    },
    async stop() {
      stopping.abort()
      listeners.clear()
      child.kill()
      await replacing
      await child.ended
    },
  }
}

type Launched = { child: ServerProcess; port: number; identity: Identity }

/** One process that answers, on `wanted` if that port is free and else on another. */
async function launch(binary: string, password: string, maxmemory: number, wanted?: number): Promise<Launched> {
  for (let attempt = 1; ; attempt++) {
    const port = attempt === 1 && wanted !== undefined ? wanted : await freePort()
    const config = settings({ port, password, maxmemory, platform: process.platform })
    const child = startProcess(binary, config, addressSpace(maxmemory))
    const alarm = setTimeout(child.kill, START_TIMEOUT)
    const ready = await child.ready
    clearTimeout(alarm)
    const identity = child.identity()
    if (ready && identity !== null) {
      try {
        refuseOld(identity.product, identity.version, binary)
      } catch (error) {
        child.kill()
        throw error
      }
      return { child, port, identity }
    }
    child.kill()
    const ended = await child.ended
    if (ended.identity !== null) refuseOld(ended.identity.product, ended.identity.version, binary)
    if (ended.portTaken && attempt < PORT_ATTEMPTS) continue
    throw new EngineError(`Redis could not be started with ${binary}. ${ended.why}`)
  }
}

/** A loopback port nobody listens on at this moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, HOST, () => {
      const address = probe.address()
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new EngineError('No free port on 127.0.0.1.'))
      })
    })
  })
}
