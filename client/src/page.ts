/**
 * Page: what one open page is made of: the link, the stores it feeds, and what a person can do. The only module that
 * knows both sides: the link knows no store, the stores no link.
 */

import type { Bytes } from '@rdd/shared/bytes'
import type { Chapter } from '@rdd/shared/chapter'
import type { Catalogue } from '@rdd/shared/commands/catalogue'
import { indexCatalogue } from '@rdd/shared/commands/keys'
import { help } from '@rdd/shared/commands/local'
import type { KeyView } from '@rdd/shared/keyspace/view'
import type { ClientState } from '@rdd/shared/protocol'
import { createLeading } from './leading.ts'
import { createLessonClients } from './lesson-clients.ts'
import { createLessons } from './lessons.ts'
import { connect, Lost, Refused } from './link/link.ts'
import { Outcomes } from './link/outcomes.ts'
import { Sight } from './link/sight.ts'
import { askCatalogue } from './queries/room.ts'
import { createRuns } from './runs.ts'
import { chapterOf } from './store/chapters.ts'
import { type Came, createConsoles } from './store/consoles.ts'
import { LineHistory } from './store/line-history.ts'
import { createPlace } from './store/place.ts'
import type { Playhead } from './store/playhead.ts'
import { createPrefs, type Shelf } from './store/prefs.ts'
import { createProgress, progressOf } from './store/progress.ts'
import { createRecord, type Recording } from './store/record.ts'
import { createRoom, joinedRoom } from './store/room.ts'
import { keepStood, recallStood } from './store/stood.ts'
import { createStore } from './store/store.ts'

export interface PageOptions {
  /** 128 random bits of this tab, kept over reloads. */
  viewer: string
  /** Undefined: the server's default room. */
  room: string | undefined
  pathname: string
  /** 1-based number of the lesson's step, or of the run's hop, to stand at, as the address has it. */
  step: number | undefined
  shelf: Shelf
  /** What is kept for this tab of the browser alone. */
  tabShelf: Shelf
}

export type Page = ReturnType<typeof openPage>

const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), n => n.toString(16).padStart(2, '0')).join('')

export function openPage({ viewer, room: roomId, pathname, step, shelf, tabShelf }: PageOptions) {
  const now = () => performance.now()
  const room = createRoom()
  const place = createPlace(pathname)
  const prefs = createPrefs(shelf)
  /** What a person should know for a moment: a refusal, a link that was copied. */
  const shade = createStore<'light' | 'dark'>('light')
  const toast = createStore<{ text: string; mend: string | undefined } | undefined>(undefined)
  const dismissed = createStore<Recording | undefined>(undefined)
  const declined = createStore(false)
  let catalogue: Catalogue = { commands: [] }
  const commands = createStore(indexCatalogue(catalogue))

  const outcomes = new Outcomes()
  const record = createRecord({
    missing: (epoch, from, to) => link.missing({ epoch, from, to }),
    rejoin: () => void link.rejoin(),
  })
  const consoles = createConsoles({
    send,
    help: argv => help(catalogue, argv),
    exit: client =>
      void act(async () => {
        // A page without a client could run nothing: the last one makes room for a new one.
        const last = consoles.store.get().tabs.length === 1
        await link.closeClient({ client })
        if (last) consoles.added(await link.addClient({}))
      }),
    now,
  })

  const link = connect({
    viewer,
    room: roomId,
    handlers: {
      state(state) {
        const { road } = room.get()
        // Still connecting for the first time is not yet a loss.
        if (state.state === 'lost' && road.state === 'connecting' && !state.refusal) return
        const since = road.state === state.state ? road.since : now()
        room.update(was => ({
          ...was,
          road: { why: '', ...state, since },
        }))
      },
      joined(joined) {
        const same = record.store.get().live?.epoch === joined.epoch
        record.joined(joined)
        begin(joined.epoch)
        leading.joined(joined.led)
        room.update(was => joinedRoom(was, joined))
        consoles.joined(joined.clients)
        outcomes.rejoined(joined.clients, same)
        sight.joined()
        if (!same || catalogue.commands.length === 0) void learn(joined.room)
      },
      facts: ({ epoch, facts }) => record.facts(epoch, facts),
      entry({ client, entry }) {
        consoles.entry(client, entry)
        outcomes.entry(entry)
      },
      clients: consoles.clients,
      status: status => room.update(was => ({ ...was, status })),
      led: ({ place }) => leading.told(place),
      epoch: ({ epoch, why }) => record.began(epoch, why),
    },
  })

  const progress = createProgress(shelf)
  const lessonClients = createLessonClients({ consoles, link, shelf: tabShelf })
  const lessons = createLessons({
    consoles,
    clients: lessonClients,
    link,
    act,
    record: () => record.store.get(),
    place,
    progress,
  })
  const leading = createLeading({ lead: link.lead, record: record.store, place, progress })
  const sight = new Sight(link.watch)
  const runs = createRuns({
    link,
    act,
    record: () => record.store.get(),
    chapter: () => place.get().chapter,
    go,
    openFile: record.open,
  })

  async function send(client: string, argv: Bytes[], line: string): Promise<Came> {
    const id = randomId()
    const outcome = outcomes.send(id, client, line)
    try {
      await link.run({ client, id, argv, line })
    } catch (error) {
      if (error instanceof Refused) outcomes.notRun(id, refusalText(error))
      // A lost acknowledgement says nothing: the log decides once the page is back.
      else if (error instanceof Lost && !error.sent)
        outcomes.notRun(id, 'Not connected to the server: it did not run. Run it again once the page is live.')
    }
    const end = await outcome
    if (end.kind === 'entry') return { entry: end.entry }
    const unknown = end.kind === 'unknown'
    return { said: { text: unknown ? `Unknown outcome. ${end.why}` : end.why, tone: unknown ? 'unknown' : 'fault' } }
  }

  let asked = step
  /** Until the first join. */
  let fresh = true
  /** What was done in lessons belongs to one life of Redis; the step of the address is stood at once. */
  function begin(epoch: string): void {
    if (progress.get().epoch !== epoch) progress.set({ epoch, lessons: {} })
    const { pattern, path, taught } = place.get().chapter
    const stood = fresh && pattern ? recallStood(tabShelf, { epoch, path }) : undefined
    const step = asked
    asked = undefined
    fresh = false
    if (step !== undefined && pattern) void stand(step)
    else if (stood !== undefined) void standAt(stood.seq)
    else if (step !== undefined && taught) lessons.goTo(step - 1)
  }

  /** The hop a link leads to, as long as there is no run that has it. */
  const wantedHop = createStore<number | undefined>(undefined)
  async function stand(hop: number): Promise<void> {
    const { live } = record.store.get()
    if (live === undefined) return
    if (!runs.toHop(live, hop)) {
      await older(live)
      if (!runs.toHop(live, hop)) return wantedHop.set(hop)
    }
    // The hop is left for others before long: from here on the tab remembers where it stands.
    readdress()
  }

  /** Where this tab stood in the past of the log when it was left. */
  async function standAt(seq: number): Promise<void> {
    const { live } = record.store.get()
    if (live === undefined) return
    if (seq < live.getSnapshot().first) await older(live)
    const { first, last } = live.getSnapshot()
    if (seq >= first && seq <= last) live.seek(seq)
  }

  /** Fetches what the server has of the past and this page has not. */
  async function older(live: Playhead): Promise<void> {
    if (room.get().oldest > live.getSnapshot().first) return
    await act(async () => {
      const { epoch, base, facts } = await link.history()
      if (epoch === live.epoch) live.prepend(base, facts)
    })
  }

  /** The address of a chapter, with the step its lesson is at. */
  function addressOf(chapter: Chapter): string {
    const query = new URLSearchParams(location.search)
    const { at } = progressOf(progress.get(), chapter.path)
    query.delete('step')
    if (at > 0) query.set('step', String(at + 1))
    return `/${chapter.path}${query.size > 0 ? `?${query}` : ''}`
  }
  /** A link to the chapter as it stands: the step of its lesson, or the last hop of its run. */
  function linkHere(): URL {
    const { chapter } = place.get()
    const { shown, live } = record.store.get()
    const link = new URL(addressOf(chapter), location.origin)
    // a run from a file is not in the room
    const hop = shown !== undefined && shown === live && chapter.pattern ? runs.hopAt(shown) : 0
    if (hop > 0) link.searchParams.set('step', String(hop))
    const { id } = room.get()
    if (id) link.searchParams.set('room', id)
    return link
  }
  /** Goes to a chapter and gives it a place in the browser's history. */
  function go(chapter: Chapter): void {
    if (chapter === place.get().chapter) return
    wantedHop.set(undefined)
    history.pushState(null, '', addressOf(chapter))
    place.update(was => ({ ...was, chapter }))
  }
  // Reloading, or copying the address, comes back to this chapter and step.
  const readdress = () => {
    const { chapter } = place.get()
    if (asked === undefined && location.pathname !== '/') history.replaceState(null, '', addressOf(chapter))
  }
  progress.subscribe(readdress)
  wantedHop.subscribe(() => wantedHop.get() === undefined && readdress())
  addEventListener('pagehide', () => {
    const { path, pattern } = place.get().chapter
    const { live, shown } = record.store.get()
    const at = shown !== undefined && shown === live && pattern ? shown.getSnapshot() : undefined
    keepStood(tabShelf, shown && at?.mode === 'past' ? { epoch: shown.epoch, path, seq: at.seq } : undefined)
  })

  /** A server that was started again may be another one: its commands are asked for once an epoch. */
  async function learn(id: string): Promise<void> {
    await act(async () => {
      catalogue = await askCatalogue(id)
      commands.set(indexCatalogue(catalogue))
    })
  }

  /** Does something that may be refused, and says so if it is. */
  async function act(doing: () => Promise<unknown>): Promise<boolean> {
    try {
      await doing()
      return true
    } catch (error) {
      if (error instanceof Refused) toast.set({ text: error.message, mend: error.refusal.mend })
      else if (error instanceof Error) toast.set({ text: error.message, mend: undefined })
      return false
    }
  }

  // The stage shows the database the active client is in, until another is chosen in the header.
  let followed: number | undefined
  consoles.store.subscribe(() => {
    const db = consoles.activeTab()?.client.db
    if (db === followed || db === undefined) return
    followed = db
    place.update(was => ({ ...was, db, selected: undefined, edit: undefined }))
  })

  return {
    room,
    place,
    prefs,
    /** True once the room was drawn: what is not needed at once is fetched from then on, so that it delays nothing. */
    standing: createStore(false),
    /** The theme in force. */
    shade,
    toast,
    record,
    consoles,
    history: new LineHistory(shelf),
    link,
    sight,
    /** Runs through a caching pattern. */
    runs,
    lessons,
    lessonClients,
    leading,
    /** The hop a link leads to, until a run has it. */
    wantedHop,
    addressOf,
    linkHere,
    act,
    /** The closed recording whose news a person has put away. */
    dismissed,
    /** The thresholds of encodings by their names in CONFIG, as long as somebody looks at them. */
    limits: createStore<ReadonlyMap<string, string> | undefined>(undefined),
    /** Keyspace events of an attached server stay off: the person said so. */
    declined,
    /** Gives the prompt the keyboard's focus, and a line that is ready to run where one is given; set by the prompt. */
    focusPrompt: { current: (_text?: string): void => {} },
    /** The server's commands by name; empty until they are known. */
    commands,
    /** Runs lines through the active client, so that they stand in its console. */
    enter(lines: readonly string[]) {
      const tab = consoles.activeTab()
      if (tab) void consoles.enter(tab.client.id, lines)
    },
    /** Lines for a database: chosen first where the active client stands in another. */
    inDb(db: number, lines: readonly string[]): readonly string[] {
      return consoles.activeTab()?.client.db === db ? lines : [`SELECT ${db}`, ...lines]
    },
    /** The lines that make a key again. @throws Error when the room does not carry all of it */
    async copyable(view: KeyView): Promise<string> {
      const { commandsFor } = await import('@rdd/shared/commands/copy')
      const lines = commandsFor(view)
      if (lines) return lines.join('\n')
      throw new Error('The room carries only a part of this key. Copy it with DUMP, or in parts.')
    },
    /** A new connection in the place of one that ended, under the same name. */
    replace: (client: ClientState) =>
      act(async () => {
        await link.closeClient({ client: client.id })
        consoles.added(await link.addClient({ name: client.name }))
      }),
    /** To the oldest state there is, fetching what the server has and this page has not. */
    async first() {
      const { live, shown } = record.store.get()
      if (!shown) return
      if (shown === live) await older(shown)
      shown.first()
    },
    /** One fact on, in a pattern's chapter one hop; at the live end the next hop of a run, or the next step of a lesson. */
    forward() {
      const { shown, live } = record.store.get()
      if (!shown) return
      const { mode, seq, last } = shown.getSnapshot()
      if (place.get().chapter.pattern) runs.forward(shown)
      // Live is at the end, though the last facts may be still on their way to the stage.
      else if (mode !== 'live' && seq < last) shown.forward()
      else if (shown === live && lessons.store.get().lesson !== undefined) lessons.forward()
    },
    back() {
      const { shown } = record.store.get()
      if (shown && place.get().chapter.pattern) runs.back(shown)
      else shown?.back()
    },
    playOrPause() {
      const { shown } = record.store.get()
      if (shown && place.get().chapter.pattern) runs.playOrPause(shown)
      else if (shown?.getSnapshot().playing) shown.pause()
      else shown?.play()
    },
    go,
    /** The browser went back or forward. */
    moved: (pathname: string) => place.update(was => ({ ...was, chapter: chapterOf(pathname) })),
  }
}

const refusalText = ({ refusal }: Refused) => [refusal.message, refusal.mend].filter(Boolean).join(' ')
