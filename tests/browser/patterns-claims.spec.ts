/** What a pattern promises, what it costs and where the notebook breaks: each has a button that runs its experiment. */

import type { Locator } from '@playwright/test'
import { type Claim, catalogue } from '@rdd/shared/patterns/catalogue'
import { PatternName } from '@rdd/shared/run'
import { expect, test } from './fixture.ts'

/** The database starts with the first run; the comparison writes and waits. */
const LONG = { timeout: 60_000 }

for (const name of PatternName.options)
  test(`each claim of ${catalogue[name].title} shows its figures`, async ({ pattern }) => {
    test.setTimeout(240_000)
    await pattern.visit(name)
    const claims = pattern.side.getByRole('region', { name: 'Claims' })
    const { pros, cons, hazards } = catalogue[name]
    for (const claim of [...pros, ...cons, ...hazards]) {
      const item = claims.getByRole('listitem').filter({ hasText: claim.text })
      await item.getByRole('button', { name: 'Show it' }).click()
      await showsItsFigures(item, claim, catalogue[name].title)
    }
    await expect(claims.getByRole('button', { name: 'Show it' })).toHaveCount(
      pros.length + cons.length + hazards.length,
    )
  })

async function showsItsFigures(item: Locator, { experiment }: Claim, title: string): Promise<void> {
  if ('lab' in experiment) {
    const lab = item.locator(`[data-lab-result="${experiment.lab}"]`)
    const fault = lab.locator('tr[data-fault]')
    await expect(fault, experiment.lab).toHaveCount(1, LONG)
    const [notebook, safe] = await fault
      .getByRole('cell')
      .allInnerTexts()
      .then(cells => cells.map(text => Number(text.split(' ')[0])))
    expect(notebook, experiment.lab).toBeGreaterThan(0)
    expect(safe, experiment.lab).toBe(0)
    return
  }
  const table = item.getByRole('table')
  await expect(table.locator('tr[data-fault]'), experiment.compare).toContainText(title, LONG)
  await expect(table.getByRole('row')).toHaveCount(4)
  expect(await table.locator('tr[data-fault] .mono').innerText(), experiment.compare).toMatch(/^\d/)
}
