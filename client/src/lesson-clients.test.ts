/** Which tabs a person sees in the console as lessons open clients, and as chapters are left, reset and come back to. */
import type { ClientState, RequestOf } from '@rdd/shared/protocol'
import { instant } from '@rdd/shared/time'
import { expect, test } from 'vitest'
import { createLessonClients } from './lesson-clients.ts'
import { Lost, Refused } from './link/link.ts'
import { createConsoles } from './store/consoles.ts'

/** As many as the server lets a page have. */
const MOST = 4

/** A page that just joined, with its first client, and a shelf that outlives it. */
function open(shelf = new Map<string, string>(), there: ClientState[] = [client('1', 'you')]) {
  let made = there.length
  const server = {
    clients: there,
    /** Names that somebody else in the room has. */
    taken: new Set<string>(),
    away: false,
  }
  const consoles = createConsoles({
    send: () => new Promise(() => {}),
    help: () => '',
    exit: () => {},
    now: () => 0,
  })
  consoles.clients(server.clients)
  const link = {
    async addClient({ name }: RequestOf<'addClient'>) {
      if (server.clients.length >= MOST)
        throw new Refused({ code: 'too-many', message: `A page has at most ${MOST} clients.` })
      made += 1
      const added = client(`${made}`, name === undefined || server.taken.has(name) ? `client-${made}` : name)
      server.clients = [...server.clients, added]
      return added
    },
    async closeClient({ client: id }: { client: string }) {
      if (server.away) throw new Lost(true, 'no answer')
      server.clients = server.clients.filter(one => one.id !== id)
      return null
    },
  }
  const lessonClients = createLessonClients({
    consoles,
    link,
    shelf: { getItem: key => shelf.get(key) ?? null, setItem: (key, value) => shelf.set(key, value) },
  })
  return {
    ...{ server, consoles, lessonClients, shelf },
    /** The names on the tabs, the one in front in brackets. */
    tabs() {
      const { tabs, active } = consoles.store.get()
      return tabs.map(({ client: { id, name } }) => (id === active ? `[${name}]` : name)).join(' ')
    },
    /** A person opens a tab by hand. */
    async byHand(name: string) {
      consoles.added(await link.addClient({ name }))
    },
    /** A client's state is told. */
    is(name: string, state: ClientState['state']) {
      server.clients = server.clients.map(one => (one.name === name ? { ...one, state } : one))
      consoles.clients(server.clients)
    },
    /** The person goes to another chapter; `over`: chapters whose lessons are over. */
    async goes(to: string, ...over: string[]) {
      lessonClients.left(to, chapter => over.includes(chapter))
      // who asks for a client next waits for the ends under way
      await lessonClients.named(undefined, to)
    },
  }
}
type Page = ReturnType<typeof open>

function client(id: string, name: string): ClientState {
  return { id, name, db: 0, state: 'idle', resp: 2, what: '', since: instant(0) }
}
const uses = (page: Page, chapter: string, name?: string) => page.lessonClients.named(name, chapter)

test('a second client gets a tab in front the first time, and comes to the front after that', async () => {
  const page = open()
  await uses(page, 'lists', 'B')
  expect(page.tabs()).toBe('you [B]')
  await uses(page, 'lists')
  expect(page.tabs()).toBe('[you] B')
  await uses(page, 'lists', 'B')
  expect(page.tabs()).toBe('you [B]')
})

test('where somebody else in the room has the name, the tab has another, and is found again all the same', async () => {
  const page = open()
  page.server.taken.add('B')
  await uses(page, 'lists', 'B')
  await uses(page, 'lists')
  await uses(page, 'lists', 'B')
  expect(page.tabs()).toBe('you [client-2]')
})

test('the tabs of a chapter go when it is left, what a person made by hand stays', async () => {
  const page = open()
  await page.byHand('mine')
  await uses(page, 'lists', 'B')
  await page.goes('lists')
  expect(page.tabs()).toBe('[you] mine B')
  await page.goes('hashes')
  expect(page.tabs()).toBe('[you] mine')
})

test('one that is asked for while it ends is opened anew', async () => {
  const page = open()
  const { id } = await uses(page, 'lists', 'B')
  page.lessonClients.left('hashes', () => false)
  const again = await uses(page, 'lists', 'B')
  expect(again.id).not.toBe(id)
  expect(page.tabs()).toBe('you [B]')
})

test('what has ended is not kept for the next visit', async () => {
  const page = open()
  await uses(page, 'lists', 'B')
  await page.goes('hashes')
  expect([...page.shelf.values()]).toEqual(['[]'])
})

test('a tab of that name that a person made is used, and stays theirs', async () => {
  const page = open()
  await page.byHand('B')
  await uses(page, 'lists', 'B')
  expect(page.tabs()).toBe('you [B]')
  await page.goes('hashes')
  await page.lessonClients.reset('lists')
  expect(page.tabs()).toBe('[you] B')
})

test('a tab goes with the chapter that used it last', async () => {
  const page = open()
  await uses(page, 'lists', 'B')
  await uses(page, 'streams', 'B')
  await page.goes('streams')
  expect(page.tabs()).toBe('[you] B')
  await page.goes('lists')
  expect(page.tabs()).toBe('[you]')
})

test.each(['multi', 'subscribed'] as const)(
  'one in the middle of something (%s) stays until its lesson is over',
  async state => {
    const page = open()
    await uses(page, 'transactions', 'B')
    page.is('B', state)
    await page.goes('lists')
    expect(page.tabs()).toBe('[you] B')
    await page.goes('lists', 'transactions')
    expect(page.tabs()).toBe('[you]')
  },
)

test('one that waits stays even then, until its chapter begins again', async () => {
  const page = open()
  await uses(page, 'lists', 'B')
  page.is('B', 'waiting')
  await page.goes('hashes', 'lists')
  expect(page.tabs()).toBe('[you] B')
  await page.lessonClients.reset('lists')
  expect(page.tabs()).toBe('[you]')
})

test('one with lines still to run stays', async () => {
  const page = open()
  const { id } = await uses(page, 'lists', 'B')
  void page.consoles.enter(id, ['PING'])
  await page.goes('hashes', 'lists')
  expect(page.tabs()).toBe('[you] B')
})

test('a full page makes room with a tab of another chapter, a quiet one rather than one in the middle', async () => {
  const page = open()
  await uses(page, 'transactions', 'in MULTI')
  await uses(page, 'lists', 'quiet')
  await uses(page, 'streams', 'own')
  page.is('in MULTI', 'multi')
  await uses(page, 'streams', 'new')
  expect(page.tabs()).toBe('you in MULTI own [new]')
  await uses(page, 'streams', 'newer')
  expect(page.tabs()).toBe('you own new [newer]')
})

test('where no other chapter has one to spare, the person is told that there is no room', async () => {
  const page = open()
  await page.byHand('mine')
  await uses(page, 'lists', 'B')
  page.is('B', 'waiting')
  await uses(page, 'streams', 'C')
  await expect(uses(page, 'streams', 'D')).rejects.toThrow('A page has at most 4 clients.')
  expect(page.tabs()).toBe('you mine B [C]')
})

test('what could not be ended while the server was away is ended the next time', async () => {
  const page = open()
  await uses(page, 'lists', 'B')
  page.server.away = true
  await page.goes('hashes')
  expect(page.tabs()).toBe('[you] B')
  page.server.away = false
  await page.goes('sets')
  expect(page.tabs()).toBe('[you]')
})

test('after a reload it is still known which tabs are whose', async () => {
  const before = open()
  await before.byHand('mine')
  await uses(before, 'lists', 'B')
  const after = open(before.shelf, before.server.clients)
  expect(after.tabs()).toBe('[you] mine B')
  await after.goes('hashes')
  expect(after.tabs()).toBe('[you] mine')
})

test('what a browser kept that makes no sense is as nothing', async () => {
  const page = open(new Map([['rdd:lesson-clients', '{"id": 7}']]))
  await uses(page, 'lists', 'B')
  await page.goes('hashes')
  expect(page.tabs()).toBe('[you]')
})

test('the first tab never goes, whoever made it', async () => {
  const page = open()
  await uses(page, 'lists', 'B')
  // the person closes the tab before it
  page.server.clients = page.server.clients.slice(1)
  page.consoles.clients(page.server.clients)
  await page.goes('hashes')
  await page.lessonClients.reset('lists')
  expect(page.tabs()).toBe('[B]')
})
