/**
 * What every browser test gets: a room of its own on a built server, pages that are watched for whatever must never
 * happen, and a connection to the room's own Redis as an independent witness of what is true.
 */
import { type BrowserContext, type BrowserContextOptions, test as base, expect } from '@playwright/test'
import { Redis } from 'ioredis'
import { type RunningServer, startServer } from '../set-up/server.ts'
import { RoomPage } from './room-page.ts'
import { RunPage } from './run-page.ts'

export { expect } from '@playwright/test'
export { RoomPage } from './room-page.ts'

/** Rooms made on one server before the next one takes its place: a server holds 16. */
const ROOMS_EACH = 12

/** A worker's server; a fresh one when the old one is full or was ended by a test. */
class Servers {
  #server: RunningServer | undefined
  #rooms = 0

  async next(): Promise<RunningServer> {
    if (this.#server !== undefined && this.#rooms < ROOMS_EACH && runs(this.#server)) {
      this.#rooms += 1
      return this.#server
    }
    await this.stop()
    this.#rooms = 1
    this.#server = await startServer()
    return this.#server
  }

  async stop(): Promise<void> {
    if (this.#server !== undefined && runs(this.#server)) await this.#server.stop()
    this.#server = undefined
  }
}

const runs = ({ process }: RunningServer) => process.exitCode === null && process.signalCode === null

export interface Room {
  id: string
  server: RunningServer
  /** The address of a chapter in this room. */
  url(chapter?: string): string
  /** A connection to the room's own Redis. */
  redis(): Promise<Redis>
}

/** POST /api/rooms, as the page does it; undefined: refused. */
export async function newRoom(server: RunningServer): Promise<string | undefined> {
  const answer = await fetch(`${server.url}/api/rooms`, { method: 'POST', headers: { Origin: server.url } })
  const { room }: { room?: string } = await answer.json()
  return room
}

interface Fixtures {
  room: Room
  /** Its Redis, connected. */
  redis: Redis
  /** The room as a person sees it; each test opens the place it is about. */
  app: RoomPage
  /** The room as one sees it who opens the chapter of a pattern. */
  pattern: RunPage
  /** Another person's browser, watched like the first, at no place yet. */
  visit(options?: BrowserContextOptions): Promise<RoomPage>
  /** Set where the test itself breaks the road: what the browser says of a lost connection is then no fault. */
  breaksTheRoad: boolean
}

export const test = base.extend<Fixtures, { servers: Servers }>({
  servers: [
    async ({ browserName: _ }, use) => {
      const servers = new Servers()
      await use(servers)
      await servers.stop()
    },
    { scope: 'worker' },
  ],
  breaksTheRoad: [false, { option: true }],

  room: async ({ servers }, use) => {
    const server = await servers.next()
    const id = await newRoom(server)
    if (id === undefined) throw new Error(`The server made no room. It printed:\n${server.printed()}`)
    const connections: Redis[] = []
    await use({
      id,
      server,
      url: (chapter = 'keyspace') => `${server.url}/${chapter}?room=${id}`,
      async redis() {
        const answer = await fetch(`${server.url}/api/rooms/${id}/address`)
        const { url }: { url: string } = await answer.json()
        const redis = new Redis(url, { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 })
        redis.on('error', () => {})
        connections.push(redis)
        await redis.connect()
        return redis
      },
    })
    for (const redis of connections) redis.disconnect()
  },
  redis: async ({ room }, use) => use(await room.redis()),

  context: async ({ context, room, breaksTheRoad }, use) => {
    const faults = await watch(context, room.server.url, breaksTheRoad)
    await use(context)
    expect(faults, 'what must never happen in a page').toEqual([])
  },
  app: async ({ page, room }, use) => {
    await use(new RoomPage(page, room.url))
  },
  pattern: async ({ page, room }, use) => use(new RunPage(new RoomPage(page, room.url))),
  visit: async ({ browser, room, breaksTheRoad }, use) => {
    const visits: { context: BrowserContext; faults: string[] }[] = []
    await use(async options => {
      const context = await browser.newContext(options)
      visits.push({ context, faults: await watch(context, room.server.url, breaksTheRoad) })
      return new RoomPage(await context.newPage(), room.url)
    })
    for (const { context, faults } of visits) {
      await context.close()
      expect(faults, 'what must never happen in a page').toEqual([])
    }
  },
})

/** Collects errors of scripts, of the console and of the policy, and requests to anybody else. */
async function watch(context: BrowserContext, home: string, breaksTheRoad: boolean): Promise<string[]> {
  const faults: string[] = []
  context.on('weberror', error => faults.push(`uncaught: ${error.error().message}`))
  context.on('console', message => {
    if (message.type() !== 'error') return
    const road =
      /net::ERR_|WebSocket connection|WebSocket is already in CLOSING|dynamically imported module|preload CSS|with a status of (429|503)/.test(
        message.text(),
      )
    if (!(breaksTheRoad && road)) faults.push(`console: ${message.text()}`)
  })
  context.on('request', request => {
    const { origin, protocol } = new URL(request.url())
    const own = origin === home || origin === home.replace(/^http/, 'ws')
    if (!own && protocol !== 'data:' && protocol !== 'blob:') faults.push(`foreign request: ${request.url()}`)
  })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)
    })
  })
  return faults
}
