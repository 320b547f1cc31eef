/**
 * RoomPage: a page as a person uses it. It finds things only by their roles and by the facts the DOM contract promises, so
 * a test says what is seen and not how it is drawn; it waits for those facts and never for time.
 */
import { expect, type Locator, type Page } from '@playwright/test'

/** What one thing on the stage says about itself: its text and its data attributes. */
export interface Said {
  text: string
  data: Record<string, string>
}

export class RoomPage {
  readonly page: Page
  /** The address of a chapter. */
  readonly url: (chapter?: string) => string

  constructor(page: Page, url: (chapter?: string) => string) {
    this.page = page
    this.url = url
  }

  /**
   * Goes to a chapter of the room and waits until it is live and still.
   * @param watched movements are what the test looks at: they take their time. Else the playback is at its fastest.
   */
  async open(chapter = 'keyspace', { watched = false } = {}): Promise<void> {
    await this.page.goto(this.url(chapter))
    await this.ready()
    // what stands there is the same at each speed, and a movement costs by its frames
    if (!watched && (await this.speed.isVisible())) await this.speed.selectOption('8')
  }

  async ready(): Promise<void> {
    await expect(this.connection).toHaveAttribute('data-connection', 'live')
    await expect(this.stage).toHaveAttribute('data-settled', 'true')
    await expect(this.stage).toHaveAttribute('data-seq', /\d/)
  }

  // ---- places ---------------------------------------------------------------------------------------------------------

  get stage(): Locator {
    return this.page.locator('main [data-scene]')
  }
  get connection(): Locator {
    return this.page.locator('header [data-connection]')
  }
  get caption(): Locator {
    return this.page.locator('main [role="status"]')
  }
  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: 'Key' })
  }
  get prompt(): Locator {
    return this.page.getByRole('form', { name: 'Console' }).getByRole('textbox', { name: 'Redis command' })
  }
  get log(): Locator {
    return this.page.getByRole('log')
  }
  get replies(): Locator {
    return this.log.locator('[data-reply]')
  }
  /** The newest line of the console. */
  get reply(): Locator {
    return this.replies.last()
  }
  get playback(): Locator {
    return this.page.getByRole('group', { name: 'Playback' })
  }
  get speed(): Locator {
    return this.page.getByRole('combobox', { name: 'Speed' })
  }
  get timeLine(): Locator {
    return this.page.getByRole('slider', { name: 'Time line' })
  }
  get live(): Locator {
    return this.page.getByRole('button', { name: /^live/ })
  }
  step(name: 'First' | 'Back' | 'Play' | 'Pause' | 'Forward' | 'Last'): Locator {
    return this.playback.getByRole('button', { name, exact: true })
  }
  /** A key on the stage; one that is on its way out is not meant. */
  key(name: string): Locator {
    return this.stage.locator(`[data-key="${inQuotes(name)}"]:not([data-leaving])`)
  }
  tab(name: string | RegExp): Locator {
    return this.page.getByRole('tab', { name })
  }

  // ---- the console ----------------------------------------------------------------------------------------------------

  /** Types a line and presses Enter. */
  async enter(line: string): Promise<void> {
    await this.prompt.fill(line)
    await this.prompt.press('Enter')
  }

  /** Number of the last reply in the console in front; 0 without one. */
  async lastNumber(): Promise<number> {
    return this.log.evaluate(log =>
      Number([...log.querySelectorAll('[data-reply]')].at(-1)?.getAttribute('data-reply') ?? 0),
    )
  }

  /** Runs a line and gives its reply exactly as printed. */
  async run(line: string): Promise<string> {
    const next = (await this.lastNumber()) + 1
    await this.enter(line)
    await this.#frames(n => document.querySelector(`[role="log"] [data-reply="${n}"]`) !== null, next)
    const answered = this.log.locator(`[data-reply="${next}"]`)
    await expect(answered).toBeAttached()
    return (await answered.textContent()) ?? ''
  }

  /** Opens another client and gives its name; its tab is in front. */
  async addClient(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add a client' }).click()
    const field = this.page.getByRole('textbox', { name: 'Name of the new client' })
    await field.fill(name)
    await field.press('Enter')
    await expect(this.tab(name)).toHaveAttribute('aria-selected', 'true')
  }

  // ---- the stage ------------------------------------------------------------------------------------------------------

  async seq(): Promise<number> {
    return Number(await this.stage.getAttribute('data-seq'))
  }

  /** Until nothing moves on the stage. */
  async settled(): Promise<void> {
    await this.#frames(() => document.querySelector('main [data-scene][data-settled="true"]') !== null, 0)
    await expect(this.stage).toHaveAttribute('data-settled', 'true')
  }

  /** Until the stage stands still at a fact. */
  async standsAt(seq: number): Promise<void> {
    await this.#frames(
      n => document.querySelector(`main [data-scene][data-seq="${n}"][data-settled="true"]`) !== null,
      seq,
    )
    await expect(this.stage).toHaveAttribute('data-seq', String(seq))
    await this.settled()
  }

  /** Until the stage shows fact `seq`, or a later one, and nothing moves. */
  async reaches(seq: number): Promise<void> {
    await expect.poll(() => this.seq()).toBeGreaterThanOrEqual(seq)
    await this.settled()
  }

  /** Looks in every frame, where an assertion looks a few times a second; the assertion after it says what is missing. */
  async #frames(holds: (n: number) => boolean, n: number): Promise<void> {
    await this.page.waitForFunction(holds, n, { timeout: 10_000 }).catch(() => {})
  }

  /** Every fact the stage tells, in the order of the document: what stepping back must bring back exactly. */
  facts(): Promise<Said[]> {
    return this.stage.evaluate(stage =>
      [...stage.querySelectorAll<HTMLElement | SVGElement>('[data-key], [data-key] *')]
        .filter(node => Object.keys(node.dataset).length > 0)
        .map(node => {
          const { due: _, ...data } = node.dataset
          const own = node.dataset.key === undefined
          return {
            text: own ? (node.textContent ?? '') : '',
            data: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value ?? ''])),
          }
        }),
    )
  }

  /** The parts of a key that carry an attribute, as [attributes, text]. */
  parts(key: string, attribute: string): Promise<Said[]> {
    return this.key(key).evaluate(
      (card, name) =>
        [...card.querySelectorAll<HTMLElement | SVGElement>(`[data-${name}]`)].map(node => ({
          text: node.textContent ?? '',
          data: Object.fromEntries(Object.entries(node.dataset).map(([key, value]) => [key, value ?? ''])),
        })),
      attribute,
    )
  }
}

/** A text inside a quoted CSS attribute value. */
function inQuotes(text: string): string {
  return text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\a ')
}
