/**
 * Page: what one open page is made of: the link, the stores it feeds, and what a person can do. The only module that
 * knows both sides: the link knows no store, the stores no link.
 */
import type { Catalogue } from '@rdd/shared/commands/catalogue'
import { indexCatalogue } from '@rdd/shared/commands/keys'
import { help } from '@rdd/shared/commands/local'
import type { KeyView } from '@rdd/shared/keyspace/view'
import type { ClientState } from '@rdd/shared/protocol'
import { createAddress } from './address.ts'
import { createLeading } from './leading.ts'
import { createLessonClients } from './lesson-clients.ts'
import { createLessons } from './lessons.ts'
import { connect, Refused } from './link/link.ts'
import { Outcomes } from './link/outcomes.ts'
import { Sight } from './link/sight.ts'
import { askCatalogue } from './queries/room.ts'
import { createRuns } from './runs.ts'
import { createSend } from './sending.ts'
import { createConsoles } from './store/consoles.ts'
import { LineHistory } from './store/line-history.ts'
import { createPlace } from './store/place.ts'
import type { Playhead } from './store/playhead.ts'
import { createPrefs, type Shelf } from './store/prefs.ts'
import { createProgress } from './store/progress.ts'
import { createRecord, type Recording } from './store/record.ts'
import { createRoom, joinedRoom } from './store/room.ts'
import { createStore } from './store/store.ts'
import { createTransport } from './transport.ts'

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

export function openPage({ viewer, room: roomId, pathname, step, shelf, tabShelf }: PageOptions) {
  const now = () => performance.now()
  const room = createRoom()
  const place = createPlace(pathname)
  const prefs = createPrefs(shelf)
  const shade = createStore<'light' | 'dark'>('light')
  /** What a person should know for a moment: a refusal, a link that was copied. */
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
    send: createSend(() => link, outcomes),
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
        address.begin(joined.epoch)
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
    go: chapter => address.go(chapter),
    openFile: record.open,
  })
  const address = createAddress({
    step,
    place,
    room,
    record: () => record.store.get(),
    progress,
    runs,
    goToStep: lessons.goTo,
    older,
    tabShelf,
  })
  const transport = createTransport({ record: () => record.store.get(), place, runs, lessons, older })

  /** Fetches what the server has of the past and this page has not. */
  async function older(live: Playhead): Promise<void> {
    if (room.get().oldest > live.getSnapshot().first) return
    await act(async () => {
      const { epoch, base, facts } = await link.history()
      if (epoch === live.epoch) live.prepend(base, facts)
    })
  }

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
    address,
    transport,
    act,
    /** The closed recording whose news a person has put away. */
    dismissed,
    /** The thresholds of encodings by their names in CONFIG, as long as somebody looks at them. */
    limits: createStore<ReadonlyMap<string, string> | undefined>(undefined),
    /** Keyspace events of an attached server stay off: the person said so. */
    declined,
    /** Gives the prompt the keyboard's focus, and a line that is ready to run where one is given; set by the prompt. */
    focusPrompt: { current: (_text?: string): void => {} },
    /** On a narrow screen: lays the console over the stage; set by the app. */
    showConsole: { current: (): void => {} },
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
  }
}
