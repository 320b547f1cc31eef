/** axe: what it finds wrong with a page, in both themes. */
import AxeBuilder from '@axe-core/playwright'
import type { RoomPage } from './room-page.ts'

/** The rules that look at colours: all that a theme can break. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/** A line for each rule that is broken, of the page or of a part of it: every rule in the light, those of colours in the dark. */
export async function violations(app: RoomPage, part = 'body'): Promise<string[]> {
  await app.page.emulateMedia({ colorScheme: 'light' })
  const light = await new AxeBuilder({ page: app.page }).include(part).analyze()
  await app.page.emulateMedia({ colorScheme: 'dark' })
  const dark = await new AxeBuilder({ page: app.page }).include(part).withRules(COLOURS).analyze()
  return [linesOf('light', light), linesOf('dark', dark)].flat()
}

const linesOf = (theme: string, { violations }: Awaited<ReturnType<AxeBuilder['analyze']>>): string[] =>
  violations.map(
    ({ id, nodes }) =>
      `${theme}, ${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`,
  )
