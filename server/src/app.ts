/** App: everything put together on one HTTP server, without reading the environment or listening. */
import { createServer, type Server } from 'node:http'
import type { DatabaseSource } from './database/open.ts'
import type { EngineSource } from './engine/source.ts'
import { createGateway } from './gateway.ts'
import type { Access } from './http/access.ts'
import { createGuard } from './http/guard.ts'
import { createHttp } from './http/http.ts'
import { createTokens } from './http/token.ts'
import { Rooms } from './rooms/rooms.ts'

export interface AppParts {
  access: Access
  source: EngineSource
  database: DatabaseSource
  /** REDIS_TRUST=full */
  trust: boolean
  /** Absolute path of the built client. */
  clientDir: string
  log: (line: string) => void
}

export interface App {
  server: Server
  /** Ends every connection, and every Redis and Postgres of ours. */
  close(): Promise<void>
}

/** @throws EngineError when no Redis can be had */
export async function createApp({ access, source, database, trust, clientDir, log }: AppParts): Promise<App> {
  const tokens = access.token === null ? null : createTokens(access.token)
  const guard = createGuard(access, tokens, log)
  // Before the gateway: socket.io takes its own requests out of what this listener gets.
  const server = createServer((request, response) => http(request, response))
  const gateway = createGateway(server, guard, log)
  const rooms = await Rooms.open({ source, database, trust, listen: room => gateway.listener(room), log })
  gateway.admit(id => rooms.room(id))
  const http = createHttp({ clientDir, rooms, guard, tokens, now: () => performance.now(), log })
  return {
    server,
    close: async () => {
      const closed = gateway.close()
      // The gateway waits for every connection, even one on which nothing was ever asked.
      server.closeAllConnections()
      await closed
      await rooms.close()
    },
  }
}
