/**
 * Toll: what a pattern costs, each figure from a run: how many loads readers cause, how long they may be given an old row,
 * how long the database is behind, and what of ten answered writes is left after a crash.
 */
import type { Request, Table } from '../ports.ts'
import { settings } from './queue-counts.ts'
import type { queuedService, Service } from './services.ts'
import { Stage, sameRow } from './stage.ts'
import type { World } from './world.ts'

/** ms a key lives whose row is changed behind the cache's back. */
export const STALE_TTL_MS = 200
/** ms the writer waits for company. */
export const FLUSH_MS = 100
/** Writes that are answered before something dies. */
export const ANSWERED = 10
/** Rows written anew, and reads of those, each row as often as any other. */
export const READ = { rows: 10, reads: 50 }
/** ms after which a figure is given up. */
const PATIENCE = 5_000

export type Writing = Pick<Service, 'save'> & Partial<Pick<ReturnType<typeof queuedService>, 'runWriter'>>

const written = (table: Table, id: string, ttlMs = 3_600_000): Request => ({
  table,
  id,
  ttlMs,
  value: { name: `Written ${id}`, detail: id },
})

/** Loads that reads of rows just written cause. A pattern that writes none finds them written by somebody else. */
export async function loads(
  world: World,
  table: Table,
  { get, save }: Pick<Service, 'get'> & Partial<Writing>,
): Promise<number> {
  await world.clean()
  const stage = new Stage(world)
  const ports = await stage.free('A')
  const { database } = await world.client('outsider')
  const requests = Array.from({ length: READ.rows }, (_, i) => written(table, `new-${i}`))
  for (const request of requests) {
    const { id, value = { name: id, detail: id } } = request
    await (save === undefined ? database.save(table, { id, ...value }) : save(ports, request))
  }
  for (let i = 0; i < READ.reads / READ.rows; i++) for (const request of requests) await get(ports, request)
  return stage.calls.get('database.find') ?? 0
}

/** ms from the change of a row by somebody who knows no cache until a reader is given the new one. */
export async function staleness(
  world: World,
  table: Table,
  { get, save }: Pick<Service, 'get'> & Partial<Writing>,
): Promise<number> {
  await world.clean()
  const stage = new Stage(world)
  const ports = await stage.free('A')
  const outsider = await world.client('outsider')
  const request = written(table, '1', STALE_TTL_MS)
  // where the pattern caches what it writes, that is how the row comes into the cache
  await save?.(ports, request)
  await get(ports, request)
  const changed = await outsider.database.save(table, { id: '1', name: 'Changed', detail: 'elsewhere' })
  return until(outsider.clock, async () => sameRow(await get(ports, request), changed))
}

/** ms from the answer to a write until the database has it, while the writer works. */
export async function delay(world: World, table: Table, { save, runWriter }: Writing): Promise<number> {
  await world.clean()
  const stage = new Stage(world)
  const { clock } = await world.client('outsider')
  let stopping = false
  // in real time, as the writer of a run works
  const writer = runWriter?.(
    { ...(await stage.free('writer')), ...(await world.client('writer')) },
    { ...settings(() => stopping), flushMs: FLUSH_MS, idleMs: PATIENCE },
  )
  const request = written(table, '1')
  await save(await stage.free('A'), request)
  const took = await until(clock, async () => (await stage.row(table, '1'))?.name === request.value?.name)
  stopping = true
  await writer
  return took
}

/**
 * Of ten answered writes those that never reach the database. `processes`: the app and the writer are killed, the writer
 * with a batch in its hands, and begin anew. `Redis`: it loses its memory.
 */
export async function lost(
  world: World,
  table: Table,
  { save, runWriter }: Writing,
  what: 'processes' | 'Redis',
): Promise<number> {
  await world.clean()
  const stage = new Stage(world)
  const ids = Array.from({ length: ANSWERED }, (_, i) => `new-${i}`)
  for (const id of ids) await save(await stage.free('A'), written(table, id))

  if (what === 'Redis') await world.command('FLUSHALL')
  else {
    await kill(world, 'A')
    if (runWriter) {
      const dying = settings(() => false)
      await stage.start('writer', ports => runWriter(ports, dying))
      // the notebook's now waits for more; the safe one is about to commit
      await stage.to('writer', 'asked', 'clock.sleep', 'database.saveAll')
      stage.gate.abandon('writer')
      await kill(world, 'writer')
    }
  }
  const heir = { ...settings(() => true), consumer: 'heir' }
  if (runWriter) await runWriter(await stage.free('heir'), heir)

  let missing = 0
  for (const id of ids) if ((await stage.row(table, id)) === null) missing++
  return missing
}

async function kill(world: World, lane: string): Promise<void> {
  await world.cut(lane, 'cache')
  await world.cut(lane, 'database')
}

/** ms until something is so, asked again and again. @throws Error when it never is */
async function until(clock: { now(): number }, isSo: () => Promise<boolean>): Promise<number> {
  const begin = clock.now()
  while (!(await isSo())) if (clock.now() - begin > PATIENCE) throw new Error(`It was not so after ${PATIENCE} ms.`)
  return clock.now() - begin
}
