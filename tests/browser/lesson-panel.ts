/**
 * LessonPanel: the lesson beside the stage and its applications as a person uses them: by clicks alone, or by keys alone.
 */

import { expect, type Locator } from '@playwright/test'
import { type Lesson, stepsOf } from '@rdd/shared/lesson'
import type { RoomPage } from './room-page.ts'

/** The steps of a lesson, run by the mouse in their order. */
export class LessonPanel {
  readonly #app: RoomPage
  readonly #lines: readonly string[]
  /** Steps clicked so far. */
  #clicked = 0

  constructor(app: RoomPage, lesson: Lesson) {
    this.#app = app
    this.#lines = stepsOf(lesson).map(({ line }) => line)
  }

  get panel(): Locator {
    return this.#app.page.getByRole('complementary', { name: 'Lesson' })
  }
  step(n: number): Locator {
    return this.panel.locator(`ol[aria-label="Steps"] > li[data-step="${n}"]`)
  }

  /** Clicks Run of each step that comes, up to and with the next one of this line, and gives that one. */
  async clickTo(line: string): Promise<Locator> {
    const last = this.#lines.indexOf(line, this.#clicked)
    if (last === -1) throw new Error(`No step that comes says: ${line}`)
    while (this.#clicked <= last) {
      this.#clicked += 1
      const step = this.step(this.#clicked)
      await step.getByRole('button', { name: 'Run', exact: true }).click()
      // looks in every frame, where an assertion looks a few times a second
      await step.and(this.panel.locator('[data-state="done"]')).waitFor({ timeout: 20_000 })
    }
    return this.step(last + 1)
  }

  /** Clicks what is left of the lesson; every step came out as it says. */
  async clickToEnd(): Promise<void> {
    const last = this.#lines.at(-1)
    while (last !== undefined && this.#clicked < this.#lines.length) await this.clickTo(last)
    await expect(this.panel.locator('li[data-state="done"]')).toHaveCount(this.#lines.length)
    await expect(this.panel).not.toContainText('Not what this step says')
    await expect(this.panel).not.toContainText('No answer came')
  }
}

type Fields = Readonly<Record<string, string>>

/** An application of the chapter and its calls. */
export class ApplicationPanel {
  readonly #app: RoomPage
  readonly region: Locator
  readonly #name: string
  #calls = 0

  constructor(app: RoomPage, name: string) {
    this.#app = app
    this.#name = name
    this.region = app.page.getByRole('region', { name, exact: true })
  }

  /** Fills in the fields and clicks the operation; gives its call once it is over. */
  async click(operation: string, fields: Fields = {}): Promise<Locator> {
    const form = this.#form(operation)
    for (const [name, value] of Object.entries(fields)) {
      await this.#field(operation, name).click()
      await this.#field(operation, name).fill(value)
    }
    await form.getByRole('button').click()
    return this.#over()
  }

  /** The same with Tab, letters and Enter, from the operation's button on. */
  async type(operation: string, fields: Fields = {}): Promise<Locator> {
    const { keyboard } = this.#app.page
    const form = this.#form(operation)
    await form.getByRole('button').focus()
    for (const [name, value] of Object.entries(fields)) {
      // a field that is tabbed into has its text selected, so what is typed takes its place
      const wanted = this.#field(operation, name)
      for (const _ of await form.getByRole('textbox').all()) {
        if (await wanted.evaluate(field => field === document.activeElement)) break
        await keyboard.press('Tab')
      }
      await expect(wanted).toBeFocused()
      await (value === '' ? keyboard.press('Delete') : keyboard.insertText(value))
      await expect(wanted).toHaveValue(value)
    }
    await keyboard.press('Enter')
    return this.#over()
  }

  #form(operation: string): Locator {
    return this.region.getByRole('form', { name: operation, exact: true })
  }
  #field(operation: string, name: string): Locator {
    return this.#form(operation).getByRole('textbox', { name: `${operation}: ${name}`, exact: true })
  }

  /** The newest call and what it gave back. */
  call(): Locator {
    return this.region.getByRole('list', { name: `Calls of ${this.#name}` }).locator(`[data-call="${this.#calls}"]`)
  }
  get outcome(): Locator {
    return this.call().locator('.outcome')
  }
  async #over(): Promise<Locator> {
    this.#calls += 1
    await expect(this.outcome).toBeVisible()
    return this.outcome
  }
}
