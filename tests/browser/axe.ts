/** axe: what it finds wrong with a page. */
import AxeBuilder from '@axe-core/playwright'
import type { RoomPage } from './room-page.ts'

/** A line for each rule that is broken, of the page or of a part of it. */
export async function violations(app: RoomPage, part = 'body') {
  const { violations } = await new AxeBuilder({ page: app.page }).include(part).analyze()
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`,
  )
}
