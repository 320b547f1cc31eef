/**
 * Every caching row of the notebook, with the database a PostgreSQL server that DATABASE_URL names: the request is stepped
 * forward and back, and at each stop the scene is checked against Redis and against Postgres themselves.
 */
import { test as base } from '@playwright/test'
import type { Operation } from '@rdd/shared/protocol'
import { Redis } from 'ioredis'
import { type Postgres, startPostgres } from '../set-up/postgres.ts'
import { startServer } from '../set-up/server.ts'
import { expect, newRoom, RoomPage } from './fixture.ts'
import { PATIENT, RunPage } from './run-page.ts'

interface Witnesses {
  redis(): Promise<Redis>
  /** The rows of the room's tables, as Postgres has them: `users 1 v1 Alice alice@example.com`. */
  rows(): Promise<string[]>
}

const test = base.extend<{ pattern: RunPage; witnesses: Witnesses }, { postgres: Postgres }>({
  postgres: [
    async ({ browserName: _ }, use) => {
      const postgres = await startPostgres()
      await use(postgres)
      await postgres.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  pattern: async ({ page, postgres }, use) => {
    const server = await startServer({ DATABASE_URL: postgres.url })
    const room = await newRoom(server)
    await use(new RunPage(new RoomPage(page, (chapter = '') => `${server.url}/${chapter}?room=${room}`)))
    await server.stop()
  },
  witnesses: async ({ page, pattern: _, postgres }, use) => {
    let made: Redis | undefined
    await use({
      async redis() {
        if (made === undefined) {
          const { origin, searchParams } = new URL(page.url())
          const answer = await fetch(`${origin}/api/rooms/${searchParams.get('room')}/address`)
          const { url }: { url: string } = await answer.json()
          made = new Redis(url)
        }
        return made
      },
      async rows() {
        const { rows: schemas } = await postgres.pool.query<{ name: string }>(
          "SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'rdd_%'",
        )
        expect(schemas).toHaveLength(1)
        const all: string[] = []
        for (const table of ['users', 'products']) {
          const { rows } = await postgres.pool.query<Record<string, string>>(
            `SELECT id, version, name, detail FROM ${schemas[0]?.name}.${table} ORDER BY id`,
          )
          for (const { id, version, name, detail } of rows) all.push(`${table} ${id} v${version} ${name} ${detail}`)
        }
        return all
      },
    })
    made?.disconnect()
  },
})

/** A row of the notebook's coverage, and what is asked of the pattern one after the other. */
const ROWS: [row: string, chapter: string, ...operations: Operation[]][] = [
  ['D7 cache-aside, its miss and its hit', 'cache-aside', 'get', 'get'],
  ['D8 write-through, both writes before the answer', 'write-through', 'update'],
  ['D9 write-behind, answered first and written later', 'write-behind', 'update'],
  ['D10 read-through, the layer owns the loader', 'read-through', 'get', 'get'],
  ['C10 the user service', 'cache-aside', 'create', 'get', 'update', 'invalidate', 'get', 'invalidate-pattern'],
  ['C10 the memoising wrapper, its miss and its hit', 'cache-aside', 'get-memoised', 'get-memoised'],
  ['C11 the product service', 'write-through', 'create', 'update', 'get'],
  ['C12 write-behind: write, read, the writer', 'write-behind', 'create', 'get'],
  ['C13 get, refresh, invalidate', 'read-through', 'get', 'refresh', 'invalidate'],
  ['the stampede: behind a lock, and refreshed early', 'stampede', 'get', 'refresh'],
]

for (const [row, chapter, ...operations] of ROWS)
  test(`${row}: forward and back, as Redis and Postgres have it`, async ({ pattern, witnesses }) => {
    test.slow()
    await pattern.visit(chapter)
    for (const operation of operations) {
      await pattern.side.getByRole('combobox', { name: 'Operation of A' }).selectOption(operation)
      await pattern.side.getByRole('button', { name: 'Start', exact: true }).click()
      await pattern.begun()
      await expect(pattern.side.locator('[data-database="ready"]')).toContainText(/^\W*PostgreSQL 18/)
      await agrees(pattern, witnesses, operation)
      while (!(await pattern.over())) {
        await pattern.forward()
        await agrees(pattern, witnesses, operation)
      }
      await pattern.backAndForward()
      await pattern.app.live.click()
    }
  })

test('somebody else changes the row, then the copy, and lets it run out: as Redis and Postgres have it', async ({
  pattern,
  witnesses,
}) => {
  test.slow()
  await pattern.visit('cache-aside')
  const redis = await witnesses.redis()
  const again = async (words: string) => {
    await pattern.side.getByRole('button', { name: words, exact: true }).click()
    await pattern.begun()
    await pattern.toEnd()
    await agrees(pattern, witnesses, words)
  }
  const meddle = async (words: string) => {
    await pattern.side.getByRole('button', { name: words, exact: true }).click()
  }
  await again('Start')
  const before = (await witnesses.rows()).find(row => row.startsWith('users 1 '))

  await meddle('Change the row')
  await expect.poll(witnesses.rows).not.toContain(before)
  await agrees(pattern, witnesses, 'the row is changed')
  // the copy knows nothing of it
  await again('Again: now it is cached')
  await expect(pattern.counter('stale-reads')).toHaveText('1')

  const copy = await redis.get('cache:users:1')
  await meddle('Change the cached value')
  await expect.poll(() => redis.get('cache:users:1')).not.toBe(copy)
  await agrees(pattern, witnesses, 'the copy is changed')

  await meddle('TTL runs out')
  await expect.poll(() => redis.exists('cache:users:1')).toBe(0)
  await agrees(pattern, witnesses, 'the TTL has run out')
  // it is not cached now, and the button does not say so
  await again('Again')
  await expect(pattern.counter('stale-reads')).toHaveText('0')
  await expect(pattern.counter('database-loads')).toHaveText('1')

  await meddle('Evict the key')
  await expect.poll(() => redis.exists('cache:users:1')).toBe(0)
  await agrees(pattern, witnesses, 'the key is evicted')
})

/** The scene shows the rows Postgres has, the keys Redis has with their expiries, and what waits in the queue. */
async function agrees(pattern: RunPage, witnesses: Witnesses, what: string): Promise<void> {
  const { stage } = pattern.app
  await expect(async () => {
    await pattern.still()
    const rows = await witnesses.rows()
    const seen = await stage.evaluate(host =>
      [...host.querySelectorAll<SVGElement>('[data-row]')].map(({ dataset, textContent }) => ({
        head: `${dataset.table} ${dataset.row} v${dataset.version} `,
        text: textContent ?? '',
      })),
    )
    expect(seen.length, what).toBeGreaterThanOrEqual(3)
    for (const { head, text } of seen) {
      const [row, ...others] = rows.filter(one => one.startsWith(head))
      expect(others).toEqual([])
      expect(text).toContain(row?.slice(head.length).split(' ')[0] ?? `a row ${head}`)
    }
    const redis = await witnesses.redis()
    const keys = await stage.evaluate(host =>
      [...host.querySelectorAll<SVGElement>('[data-actor="cache"] [data-key]:not([data-leaving])')].map(
        ({ dataset }) => ({ name: dataset.key ?? '', expiresAt: dataset.expiresAt }),
      ),
    )
    for (const { name, expiresAt } of keys) expect(await redis.pexpiretime(name)).toBe(Number(expiresAt ?? -1))
    const queue = /^writebehind:/
    const own = (await redis.keys('*')).filter(name => !queue.test(name))
    expect(
      keys
        .map(({ name }) => name)
        .filter(name => !queue.test(name))
        .toSorted(),
    ).toEqual(own.toSorted().slice(0, 4))
    const entries = stage.locator('[data-actor="queue"] [data-entry]')
    if (await stage.locator('[data-actor="queue"]').count())
      expect(await entries.count()).toBe(Math.min(2, await redis.xlen('writebehind:stream')))
  }).toPass(PATIENT)
}
