/**
 * Site: a page open on a server on a Redis: the playground, or the floor it is measured against. Both can be typed into,
 * written to from outside, and looked at in the same way.
 */
import { type Browser, chromium, type Page } from '@playwright/test'
import { Address } from '@rdd/shared/protocol'
import type { Redis } from 'ioredis'
import * as z from 'zod/mini'
import { type RunningServer, startServer } from '../../tests/set-up/server.ts'
import { browserFlags } from '../lib/browser-flags.mjs'
import { findChromium } from '../lib/get-chromium.mjs'
import { installProbe } from './probe.ts'
import { connectTo, fill, type RedisAddress } from './redis.ts'
import { joinRoom } from './viewer.ts'

export interface Site {
  name: string
  url: string
  page: Page
  redis: Redis
  address: RedisAddress
  close: () => Promise<void>
}

export interface App extends Site {
  server: RunningServer
  room: string
}

export const launch = (): Promise<Browser> => {
  const program = findChromium()
  return chromium.launch({ args: browserFlags, ...(program === null ? {} : { executablePath: program }) })
}

/** A page with the probe in it, in a context of its own: its cache is empty. */
export async function probedPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  // tsx names the functions it compiles by a helper that the page does not have
  await context.addInitScript('globalThis.__name = f => f')
  await context.addInitScript(installProbe)
  return context.newPage()
}

export interface Place {
  server: RunningServer
  room: string
  address: RedisAddress
  redis: Redis
  close: () => Promise<void>
}

/** The server alone, and its room's own Redis with so many keys in it. */
export async function openServer(keys: number): Promise<Place> {
  const server = await startServer()
  const viewer = await joinRoom(server.url)
  const { room } = viewer.joined
  viewer.close()
  const response = await fetch(`${server.url}/api/rooms/${room}/address`)
  const url = new URL(z.parse(Address, await response.json()).url)
  const address = { host: url.hostname, port: Number(url.port), password: url.password }
  const redis = connectTo(address)
  await fill(redis, keys)
  return {
    server,
    room,
    address,
    redis,
    async close() {
      redis.disconnect()
      await server.stop()
    },
  }
}

/** The playground, its room's own Redis holding so many keys, open on All keys. */
export async function openApp(browser: Browser, keys: number): Promise<App> {
  const place = await openServer(keys)
  const page = await probedPage(browser)
  await page.goto(`${place.server.url}/keyspace`)
  await page.locator(`[data-scene="keyspace"][data-settled="true"]`).waitFor()
  if (keys > 0) await page.locator(`[data-count="${keys}"]`).waitFor()
  await page.getByRole('textbox', { name: 'Redis command' }).focus()
  return {
    ...place,
    name: 'page',
    url: place.server.url,
    page,
    async close() {
      await page.context().close()
      await place.close()
    },
  }
}
