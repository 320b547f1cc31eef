/** RunPage: a caching pattern's chapter as a person uses it, on top of what every page of a room has. */
import { expect } from '@playwright/test'
import type { RoomPage, Said } from './room-page.ts'

/** Starting the database is part of the first run. */
export const PATIENT = { timeout: 30_000 }

/** A hop that was let through. */
const PASSED = '[data-hop]:is([data-state="done"], [data-state="failed"])'

/** A pattern's chapter and the buttons of a run. */
export class RunPage {
  readonly app: RoomPage
  constructor(app: RoomPage) {
    this.app = app
  }

  async open(chapter: string): Promise<void> {
    await this.app.open(chapter)
    await expect(this.app.stage).toHaveAttribute('data-scene', 'pattern')
  }
  /** The same, where another view than the run's is in front. */
  async visit(chapter: string): Promise<void> {
    await this.app.page.goto(this.app.url(chapter))
    await expect(this.side.getByRole('form', { name: 'Request' })).toBeVisible()
    // what steers time stands beside a run, not beside the numbers of a crowd
    const view = (name: string) => this.app.page.getByRole('tab', { name }).click()
    if (chapter === 'stampede') await view('Step by step')
    await this.hurry()
    if (chapter === 'stampede') await view('A crowd')
  }
  async hurry(): Promise<void> {
    // nobody is here to watch it move
    await this.app.speed.selectOption('8')
  }
  /** The one click of a first visit. */
  async start(): Promise<void> {
    await this.app.stage.getByRole('button', { name: /^Start/ }).click()
    await this.begun()
  }
  async begun(): Promise<void> {
    await expect(this.app.stage.locator('[data-hop][data-state="waiting"]').first()).toBeAttached(PATIENT)
    await this.still()
  }
  get side() {
    return this.app.page.getByRole('complementary', { name: 'Pattern' })
  }
  hop(n: number) {
    return this.app.stage.locator(`[data-hop="${n}"]`)
  }
  actor(name: string) {
    return this.app.stage.locator(`[data-actor="${name}"]`)
  }
  row(id: string) {
    return this.app.stage.locator(`[data-row="${id}"]`)
  }
  lane(name: string) {
    return this.side.locator(`[data-lane="${name}"]`)
  }
  counter(name: string) {
    return this.side.locator(`[data-counter="${name}"] dd`)
  }
  async still(): Promise<void> {
    await this.app.settled()
  }
  /** Hops that were let through. */
  async passed(): Promise<number> {
    return this.app.stage.locator(PASSED).count()
  }
  /** Lets one hop through and waits until it has arrived; at the end of a run the last step may let none through. */
  async forward(): Promise<void> {
    const before = await this.passed()
    await this.app.page.keyboard.press('PageDown')
    await this.app.page
      .waitForFunction(
        ([passed, before]) =>
          document.querySelectorAll(`main ${passed}`).length > before ||
          document.querySelector('.pattern-side')?.textContent?.includes('The run is over.') === true,
        [PASSED, before] as const,
        PATIENT,
      )
      .catch(() => {})
    expect((await this.passed()) > before || (await this.over())).toBe(true)
    await this.still()
  }
  /** One hop of a lane, by its own button. */
  async step(lane: string): Promise<void> {
    const before = await this.passed()
    await this.side.getByRole('button', { name: `Step ${lane}`, exact: true }).click()
    await expect.poll(async () => (await this.passed()) > before || (await this.ended(lane)), PATIENT).toBe(true)
    await this.still()
  }
  /** Whether a lane has come to its end, one way or the other. */
  async ended(lane: string): Promise<boolean> {
    return /done|failed/.test((await this.lane(lane).getAttribute('data-lane-state')) ?? '')
  }
  async laneToEnd(lane: string): Promise<void> {
    for (let i = 0; i < 30 && !(await this.ended(lane)); i += 1) await this.step(lane)
    await expect(this.lane(lane)).toHaveAttribute('data-lane-state', /done|failed/)
  }
  /** Steps a lane until it waits with a hop from, or to, an actor. */
  async stepUntil(lane: string, end: 'from' | 'to', actor: string): Promise<void> {
    const waits = this.app.stage.locator(
      `[data-hop][data-lane="${lane}"][data-state="waiting"][data-${end}="${actor}"]`,
    )
    for (let i = 0; i < 30 && (await waits.count()) === 0; i += 1) await this.step(lane)
    await expect(waits).toHaveCount(1)
  }
  /** To the stop before. */
  async back(): Promise<void> {
    const at = await this.app.seq()
    await this.app.page.keyboard.press('PageUp')
    await this.app.page
      .waitForFunction(at => Number(document.querySelector<HTMLElement>('main [data-scene]')?.dataset.seq) < at, at)
      .catch(() => {})
    expect(await this.app.seq()).toBeLessThan(at)
    await this.still()
  }
  async over(): Promise<boolean> {
    return (
      (await this.app.stage.locator('[data-hop="1"]').count()) > 0 &&
      (await this.side.getByText('The run is over.').count()) > 0
    )
  }
  /** Steps to the end; gives what was seen at each stop. */
  async toEnd(): Promise<void> {
    for (let i = 0; i < 60 && !(await this.over()); i += 1) await this.forward()
    await expect(this.side.getByText('The run is over.')).toBeVisible()
    await this.still()
  }
  /** So many stops back, or to where the run begins, and forward again: every stop tells what it told. */
  async backAndForward(steps = Number.POSITIVE_INFINITY): Promise<void> {
    const seen = [{ at: await this.app.seq(), facts: await this.facts() }]
    for (let i = 0; i < steps && (steps < Number.POSITIVE_INFINITY || (await this.passed()) > 0); i += 1) {
      await this.back()
      seen.unshift({ at: await this.app.seq(), facts: await this.facts() })
    }
    expect(seen.length).toBeGreaterThan(2)
    const end = seen.length - 1
    for (const [i, { at, facts }] of seen.entries()) {
      if (i === 0) continue
      await this.app.page.keyboard.press('PageDown')
      // the last stop is the end of the log, where a look of a witness may have come since
      await (i < end ? this.app.standsAt(at) : this.app.reaches(at))
      expect(await this.facts(), `at ${at}, going forward`).toEqual(facts)
    }
  }
  /** All the facts the stage tells, without what only the clock moves. */
  facts(): Promise<Said[]> {
    return this.app.stage.evaluate(stage =>
      [...stage.querySelectorAll<SVGElement>('[data-actor], [data-hop], [data-key], [data-row], [data-entry]')].map(
        node => {
          const { due: _, ...data } = node.dataset
          const timed = node.querySelector('[role="timer"]') !== null
          return {
            text: timed ? '' : (node.textContent ?? ''),
            data: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value ?? ''])),
          }
        },
      ),
    )
  }
  /** Every hop as the stage has it. */
  hops(): Promise<{ n: number; from: string; to: string; state: string; ms: boolean }[]> {
    return this.app.stage.evaluate(stage =>
      [...stage.querySelectorAll<SVGElement>('[data-hop]')]
        .map(({ dataset }) => ({
          n: Number(dataset.hop),
          from: dataset.from ?? '',
          to: dataset.to ?? '',
          state: dataset.state ?? '',
          ms: dataset.ms !== undefined,
        }))
        .sort((a, b) => a.n - b.n),
    )
  }
}
