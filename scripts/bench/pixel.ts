/** Pixel: from a deed to the frame that shows it, once or many times. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { Alignment } from './clocks.ts'
import type { Sight } from './probe.ts'
import type { Site } from './site.ts'

/** Until nothing moves on the stage any more, and then for a while that is another one each time, against the frames' beat. */
export async function rest(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[data-settled="true"]') !== null)
  await sleep(5 + Math.random() * 40)
}

/** ms; `never`: it did not come within seconds, which is wrong and not slow; undefined: it was to be seen before. */
export type ToPixel = number | 'never' | undefined

/** The times of many; what never came is counted apart. */
export class Samples {
  readonly values: number[] = []
  never = 0

  take(ms: ToPixel): void {
    if (ms === 'never') this.never += 1
    else if (ms !== undefined) this.values.push(ms)
  }

  /** What was wrong with them, in sentences. */
  wrong(what: string): string[] {
    return this.never === 0 ? [] : [`${what}: ${this.never} changes never reached the screen.`]
  }
}

/** Enter pressed in the page on this line, to the frame that shows `sight`. */
export async function enterToPixel({ page }: Site, line: string, sight: Sight): Promise<ToPixel> {
  await page.keyboard.insertText(line)
  await rest(page)
  const waits = await page.evaluate(wanted => window.probe.expect(wanted), sight)
  await page.keyboard.press('Enter')
  if (!waits) return undefined
  const { drawn, pressed } = await page.evaluate(() => window.probe.seen())
  return drawn === null ? 'never' : drawn - pressed
}

/** Something written from this process, to the frame that shows `sight`, on our clock. */
export async function writeToPixel(
  page: Page,
  clock: Alignment,
  write: () => Promise<unknown>,
  sight: Sight,
): Promise<ToPixel> {
  if (!(await page.evaluate(wanted => window.probe.expect(wanted), sight))) return undefined
  const sent = performance.now()
  const [{ drawn }] = await Promise.all([page.evaluate(() => window.probe.seen()), write()])
  return drawn === null ? 'never' : drawn + clock.offset - sent
}
