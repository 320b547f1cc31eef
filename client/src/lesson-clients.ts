/**
 * LessonClients: the connections that lessons and applications make for themselves, and when these end: when their chapter
 * is left or reset, or when another chapter needs the room. What a person made by hand is not touched, nor the first client.
 */
import type { ClientState } from '@rdd/shared/protocol'
import * as z from 'zod/mini'
import { type Link, Refused } from './link/link.ts'
import { type Consoles, isBusy, type Tab } from './store/consoles.ts'
import { keep, recall, type Shelf } from './store/prefs.ts'

const Made = z.array(
  z.object({
    id: z.string(),
    /** As it was asked for: where somebody else in the room has that name, the client got another. */
    name: z.string(),
    /** Path of the chapter that used it last. */
    chapter: z.string(),
  }),
)
type Made = z.infer<typeof Made>
type Own = Made[number] & { tab: Tab }

const KEY = 'rdd:lesson-clients'

interface LessonClientsParts {
  consoles: Consoles
  link: Pick<Link, 'addClient' | 'closeClient'>
  /** Kept for this tab of the browser alone, as its clients are. */
  shelf: Shelf
}

export type LessonClients = ReturnType<typeof createLessonClients>

export function createLessonClients({ consoles, link, shelf }: LessonClientsParts) {
  const kept = z.safeParse(Made, recall(shelf, KEY))
  let made: Made = kept.success ? kept.data : []
  let ending: Promise<unknown> = Promise.resolve()

  function know(next: Made): void {
    made = next
    keep(shelf, KEY, made)
  }

  /** Those of `made` that are there, the first client of the page aside. */
  function own(): Own[] {
    const [, ...others] = consoles.store.get().tabs
    return made.flatMap(one => {
      const tab = others.find(({ client }) => client.id === one.id)
      return tab === undefined ? [] : [{ ...one, tab }]
    })
  }

  /** Ends them; one that cannot be ended now is still known, and ended the next time. */
  function end(some: readonly Own[]): Promise<unknown> {
    ending = Promise.allSettled(some.map(({ id }) => link.closeClient({ client: id }).then(() => gone(id))))
    return ending
  }

  function gone(id: string): void {
    know(made.filter(one => one.id !== id))
    consoles.clients(consoles.store.get().tabs.flatMap(({ client }) => (client.id === id ? [] : client)))
  }

  function find(name: string | undefined): ClientState | undefined {
    const { tabs } = consoles.store.get()
    if (name === undefined) return tabs[0]?.client
    return own().find(one => one.name === name)?.tab.client ?? tabs.find(({ client }) => client.name === name)?.client
  }

  /** A new client; where the page has its fill, one of another chapter makes room. */
  async function make(name: string | undefined, chapter: string): Promise<ClientState> {
    const wanted = name === undefined ? {} : { name }
    try {
      return await link.addClient(wanted)
    } catch (error) {
      const others = own().filter(one => one.chapter !== chapter && !isBusy(one.tab))
      const spare = others.find(({ tab }) => isQuiet(tab)) ?? others[0]
      if (!(error instanceof Refused && error.refusal.code === 'too-many') || spare === undefined) throw error
      await end([spare])
      return link.addClient(wanted)
    }
  }

  return {
    /**
     * The page's first client, or the one of that name, made where there is none; in front.
     * @param chapter path of the one that uses it
     * @throws Refused where there is no room for it
     */
    async named(name: string | undefined, chapter: string): Promise<ClientState> {
      await ending
      const found = find(name)
      const client = found ?? (await make(name, chapter))
      if (found === undefined) consoles.added(client)
      else consoles.activate(client.id)
      const others = made.filter(one => one.id !== client.id)
      if (name !== undefined && (found === undefined || others.length < made.length))
        know([...others, { id: client.id, name, chapter }])
      return client
    },
    /**
     * A person is in this chapter now: what others made ends. One that is still in the middle of something, a
     * subscription or a transaction, stays until its lesson is over; one that waits always does.
     */
    left(now: string, isOver: (chapter: string) => boolean): void {
      const some = own().filter(
        ({ tab, chapter }) => chapter !== now && (isQuiet(tab) || (isOver(chapter) && !isBusy(tab))),
      )
      if (some.length > 0) void end(some)
    },
    /** A chapter begins again: all that it made ends, whatever it does. */
    reset: (chapter: string) => end(own().filter(one => one.chapter === chapter)),
  }
}

/** It does nothing, and its connection is in no state that would be lost with it. */
const isQuiet = (tab: Tab): boolean => !isBusy(tab) && (tab.client.state === 'idle' || tab.client.state === 'gone')
