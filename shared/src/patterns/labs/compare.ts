/** Compare: the same small workload through each pattern, and what it cost. Counted and timed on real connections. */
import * as z from 'zod/mini'
import type { Request, Table } from '../ports.ts'
import { get as readThrough } from '../read-through.ts'
import { settings } from './queue-counts.ts'
import { cacheKey, productService, queuedService, type Service, userService } from './services.ts'
import { Stage } from './stage.ts'
import { delay, loads, lost, staleness, type Writing } from './toll.ts'
import type { World } from './world.ts'

/** What is compared. Calls are those an answer waits for; times are ms, of this machine, at this moment. */
export const COLUMNS = [
  'calls a read',
  'calls a miss',
  'calls a write',
  'ms a read',
  'ms a write',
  'statements for ten writes',
  'keys cached, unread',
  'database loads',
  'rows behind',
  'ms behind',
  'ms stale',
  'lost with the processes',
  'lost with Redis',
] as const

export const Compared = z.object({
  rows: z.array(
    z.object({
      pattern: z.enum(['cache-aside', 'read-through', 'write-through', 'write-behind']),
      /** Null where the pattern has nothing to do with it. */
      values: z.record(z.enum(COLUMNS), z.nullable(z.number())),
    }),
  ),
})
export type Compared = z.infer<typeof Compared>
type Row = Compared['rows'][number]

const TTL_MS = 3_600_000
const WRITES = 10
const TIMED = 20

/** All patterns in their safe forms. */
export async function compare(world: World): Promise<Compared> {
  return {
    rows: [
      await one(world, 'cache-aside', 'users', userService('safe')),
      await one(world, 'read-through', 'users', { get: readThrough }),
      await one(world, 'write-through', 'products', productService('safe')),
      await one(world, 'write-behind', 'products', queuedService('safe')),
    ],
  }
}

type Comparable = Pick<Service, 'get'> & Partial<Service & ReturnType<typeof queuedService>>

async function one(world: World, pattern: Row['pattern'], table: Table, service: Comparable): Promise<Row> {
  await world.clean()
  const stage = new Stage(world)
  const ports = await stage.free('A')
  const { clock } = await world.client('A')
  const outsider = await world.client('outsider')
  const request = (id: string): Request => ({ table, id, ttlMs: TTL_MS, value: { name: `Written ${id}`, detail: id } })

  const count = () => [...stage.calls.values()].reduce((sum, n) => sum + n, 0)
  const calls = async (run: () => Promise<unknown>) => {
    const before = count()
    await run()
    return count() - before
  }
  const ms = async (run: (i: number) => Promise<unknown>) => {
    const begin = clock.now()
    for (let i = 0; i < TIMED; i++) await run(i)
    return (clock.now() - begin) / TIMED
  }

  const { save, runWriter } = service
  const read = () => service.get(ports, request('1'))
  // Cached by the write or by the read, as the pattern has it.
  await save?.(ports, request('1'))
  await read()
  const values: Row['values'] = {
    'calls a read': await calls(read),
    'ms a read': await ms(read),
    'calls a miss': null,
    'calls a write': null,
    'ms a write': null,
    'statements for ten writes': null,
    'keys cached, unread': null,
    'database loads': null,
    'rows behind': null,
    'ms behind': null,
    'ms stale': null,
    'lost with the processes': null,
    'lost with Redis': null,
  }
  await outsider.cache.delete(cacheKey('safe', table, '1'))
  values['calls a miss'] = await calls(read)
  if (save === undefined) {
    values['database loads'] = await loads(world, table, service)
    values['ms stale'] = await staleness(world, table, service)
    return { pattern, values }
  }
  values['calls a write'] = await calls(() => save(ports, request('2')))
  values['ms a write'] = await ms(() => save(ports, request('2')))
  await runWriter?.(
    ports,
    settings(() => true),
  )
  const statements = () =>
    ['save', 'saveAll'].reduce((sum, name) => sum + (stage.calls.get(`database.${name}`) ?? 0), 0)
  const before = statements()
  const fresh = Array.from({ length: WRITES }, (_, i) => `new-${i}`)
  for (const id of fresh) await save(ports, request(id))
  let behind = 0
  let unread = 0
  for (const id of fresh) {
    if ((await stage.row(table, id)) === null) behind++
    if ((await outsider.cache.get(cacheKey('safe', table, id))) !== null) unread++
  }
  await runWriter?.(
    ports,
    settings(() => true),
  )
  values['rows behind'] = behind
  values['keys cached, unread'] = unread
  values['statements for ten writes'] = statements() - before
  // from here on each figure begins in a clean world
  const writing: Writing = { save, ...(runWriter && { runWriter }) }
  values['database loads'] = await loads(world, table, service)
  values['ms stale'] = await staleness(world, table, service)
  values['ms behind'] = await delay(world, table, writing)
  values['lost with the processes'] = await lost(world, table, writing, 'processes')
  values['lost with Redis'] = await lost(world, table, writing, 'Redis')
  return { pattern, values }
}
