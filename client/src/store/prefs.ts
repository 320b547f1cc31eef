/** Prefs: how a person likes the page, kept in their browser. What is kept is checked, since anything may stand there. */
import { LANGUAGES } from '@rdd/shared/commands/export/languages'
import * as z from 'zod/mini'
import { createStore, type Store } from './store.ts'

const Prefs = z.object({
  theme: z._default(z.enum(['system', 'light', 'dark']), 'system'),
  chapters: z._default(z.boolean(), true),
  side: z._default(z.boolean(), true),
  console: z._default(z.boolean(), true),
  /** Which form of a command is shown in lessons. */
  language: z._default(z.enum(LANGUAGES), 'redis-cli'),
  /** On a narrow screen the sheet of a lesson is low: what its steps do is in sight above it. */
  lessonLow: z._default(z.boolean(), false),
  /** Height of the console, CSS px; absent until a person chose one. */
  consoleHeight: z.optional(z.number()),
})
export type Prefs = z.infer<typeof Prefs>

/** What a store keeps over reloads: localStorage, or a Map in a test. */
export interface Shelf {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

const KEY = 'rdd:prefs'

/** The prefs of last time, and a store that keeps what changes. */
export function createPrefs(shelf: Shelf): Store<Prefs> {
  const store = createStore<Prefs>(read(shelf))
  store.subscribe(() => keep(shelf, KEY, store.get()))
  return store
}

function read(shelf: Shelf): Prefs {
  const kept = z.safeParse(Prefs, recall(shelf, KEY))
  return kept.success ? kept.data : z.parse(Prefs, {})
}

/** What stands there as JSON; undefined for nothing, or for what is no JSON. */
export function recall(shelf: Shelf, key: string): unknown {
  try {
    return JSON.parse(shelf.getItem(key) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps a value; a browser that refuses (private mode, a full disk) only forgets. */
export function keep(shelf: Shelf, key: string, value: unknown): void {
  try {
    shelf.setItem(key, JSON.stringify(value))
  } catch {
    // forgotten at the next visit
  }
}
