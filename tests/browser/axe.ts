/**
 * axe: what it finds wrong with a page, in both themes. It runs in the page itself; its builder for Playwright would put
 * the program into the page anew for every run, and join what frames say in a second page, where we have no frames.
 */
import axe, { type Result } from 'axe-core'
import { expect } from './fixture.ts'
import type { RoomPage } from './room-page.ts'

declare global {
  interface Window {
    axe?: typeof axe
  }
}

/** The rules that look at colours: all that a theme can break. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/** A line for each rule that is broken, of the page or of a part of it: every rule in the light, those of colours in the dark. */
export async function violations(app: RoomPage, part = 'body'): Promise<string[]> {
  await wear(app, 'light')
  const light = await broken(app, part)
  await wear(app, 'dark')
  const dark = await broken(app, part, COLOURS)
  return [linesOf('light', light), linesOf('dark', dark)].flat()
}

/** The page hears of the system's theme in a frame of its own, and only then do its colours begin to change. */
async function wear({ page }: RoomPage, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme })
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
}

async function broken(app: RoomPage, part: string, only?: string[]): Promise<Result[]> {
  if (!(await app.page.evaluate(() => window.axe !== undefined))) await app.page.evaluate(axe.source)
  return app.page.evaluate(
    async ({ part, only }) => {
      if (window.axe === undefined || document.querySelector('iframe, frame') !== null)
        throw new Error('axe looks at one document, and is not in this one')
      // colours on their way from one theme to the other are those of neither
      const changing = document.getAnimations().filter(one => one instanceof CSSTransition)
      await Promise.allSettled(changing.map(({ finished }) => finished))
      const { violations } = await window.axe.run(part, {
        resultTypes: ['violations'],
        ...(only === undefined ? {} : { runOnly: only }),
      })
      return violations
    },
    { part, only },
  )
}

const linesOf = (theme: string, violations: readonly Result[]): string[] =>
  violations.map(
    ({ id, nodes }) =>
      `${theme}, ${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`,
  )
