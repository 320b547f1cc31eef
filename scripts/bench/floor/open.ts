/** Opens the floor: a bare Redis, the floor's server as a process of its own, and its page. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Browser } from '@playwright/test'
import { connectTo, type RedisAddress, startBareRedis } from '../redis.ts'
import { probedPage, type Site } from '../site.ts'

export interface FloorServer {
  url: string
  address: RedisAddress
  stop: () => Promise<void>
}

export async function startFloor(): Promise<FloorServer> {
  const bare = await startBareRedis()
  const { host, port, password } = bare.address
  const env = { ...process.env, FLOOR_REDIS: `redis://:${password}@${host}:${port}` }
  const program = fileURLToPath(new URL('server.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const [url] = await once(createInterface(child.stdout), 'line')
  return {
    url: String(url),
    address: bare.address,
    async stop() {
      child.kill('SIGKILL')
      await ended
      await bare.stop()
    },
  }
}

export async function openFloor(browser: Browser): Promise<Site> {
  const floor = await startFloor()
  const redis = connectTo(floor.address)
  const page = await probedPage(browser)
  await page.goto(floor.url)
  // its first message shows that the road is open
  for (let i = 0; !(await page.locator('[data-key="ready"]').count()); i += 1) await redis.set('ready', i)
  await page.getByRole('textbox', { name: 'Redis command' }).focus()
  return {
    name: 'floor',
    url: floor.url,
    page,
    redis,
    address: floor.address,
    async close() {
      await page.context().close()
      redis.disconnect()
      await floor.stop()
    },
  }
}
