/** The chapters of the caching patterns for everybody: what axe can find, in both themes, before, in and after a run. */
import { violations } from './axe.ts'
import { expect, RoomPage, test } from './fixture.ts'
import { PATIENT, RunPage } from './run-page.ts'

for (const chapter of ['cache-aside', 'write-through', 'write-behind', 'read-through', 'stampede'])
  test(`no violation of WCAG that axe can find: ${chapter}, before, in and after a run`, async ({ page, room }) => {
    // axe looks at every element ten times over
    test.setTimeout(240_000)
    const app = new RoomPage(page, room.url)
    const pattern = new RunPage(app)
    await pattern.visit(chapter)
    await expect(pattern.side.locator('[data-database="ready"]')).toBeVisible(PATIENT)
    expect(await violations(app), 'before a run').toEqual([])

    await pattern.side.getByRole('button', { name: 'Lane', exact: true }).click()
    await pattern.side.getByRole('combobox', { name: 'Form of B' }).selectOption('notebook')
    await pattern.side.getByRole('button', { name: 'Start', exact: true }).click()
    await pattern.begun()
    await pattern.forward()
    await pattern.side.getByRole('button', { name: 'Stop Redis' }).click()
    await expect(pattern.actor('cache')).toHaveAttribute('data-state', 'down')
    await pattern.forward()
    expect(await violations(app), 'in a run, with Redis down').toEqual([])

    await pattern.side.getByRole('button', { name: 'Stop Redis' }).click()
    await pattern.side.getByRole('button', { name: 'Run to the end' }).click()
    await expect(pattern.side.getByText('The run is over.')).toBeVisible(PATIENT)
    const claims = pattern.side.getByRole('region', { name: 'Claims' })
    await claims.getByRole('button', { name: 'Show it' }).last().click()
    await expect(claims.locator('.lab')).toBeVisible(PATIENT)
    await pattern.still()
    expect(await violations(app), 'after it, with a claim shown').toEqual([])
    if (chapter !== 'stampede') return
    await page.getByRole('tab', { name: 'Patterns compared' }).click()
    await page.getByRole('main').getByRole('button', { name: /^Run/ }).click()
    await expect(page.getByRole('table', { name: 'Comparison' })).toBeVisible(PATIENT)
    expect(await violations(app, 'main'), 'the comparison').toEqual([])
  })
