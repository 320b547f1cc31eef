/**
 * Clocks: what time it is over there. An answer was read somewhere between asking and hearing, which bounds the
 * difference of two clocks from both sides; the bounds of many answers together are narrow, and half their width is the
 * error, which is said with every figure that crosses from one clock to another.
 */
import type { Page } from '@playwright/test'
import type { Redis } from 'ioredis'

export interface Alignment {
  /** Add this to a time over there to have it on our clock, ms. */
  offset: number
  errorMs: number
}

const ASKED = 40

/** @param ask the time over there, in ms */
async function align(ask: () => Promise<number>): Promise<Alignment> {
  let low = Number.NEGATIVE_INFINITY
  let high = Number.POSITIVE_INFINITY
  for (let i = 0; i < ASKED; i += 1) {
    const sent = performance.now()
    const there = await ask()
    const heard = performance.now()
    low = Math.max(low, sent - there)
    high = Math.min(high, heard - there)
  }
  return { offset: (low + high) / 2, errorMs: Math.abs(high - low) / 2 }
}

/** The page's performance.now on our performance.now. */
export const alignPage = (page: Page): Promise<Alignment> => align(() => page.evaluate(() => performance.now()))

/** Redis's TIME on our performance.now. */
export const alignRedis = (redis: Redis): Promise<Alignment> =>
  align(async () => {
    const [seconds, micros] = await redis.time()
    return Number(seconds) * 1000 + Number(micros) / 1000
  })
