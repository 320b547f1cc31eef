/** What every browser test gets: a server for its worker, whose address is the page's base. */
import { test as base } from '@playwright/test'
import { type RunningServer, startServer } from '../set-up/server.ts'

export { expect } from '@playwright/test'

export const test = base.extend<object, { server: RunningServer }>({
  server: [
    async ({ browserName: _ }, use) => {
      const server = await startServer()
      await use(server)
      await server.stop()
    },
    { scope: 'worker' },
  ],
  baseURL: ({ server }, use) => use(server.url),
})
