/**
 * Measure: N readers at a key that runs out, in real time, with one guard or another. Loads and latencies are of real
 * runs; only the slowness of the database is added, and said to be.
 */
import * as z from 'zod/mini'
import { around } from '../around.ts'
import { getUser } from '../cache-aside.notebook.ts'
import type { Ports, Request } from '../ports.ts'
import { getEarly as getEarlyNotebook } from '../stampede-early.notebook.ts'
import { getEarly } from '../stampede-early.ts'
import { getLocked } from '../stampede-lock.ts'
import { getStale } from '../stampede-stale.ts'
import type { World } from './world.ts'

export const Guard = z.enum(['none', 'lock', 'early', 'early-notebook', 'stale'])
export type Guard = z.infer<typeof Guard>

const READ: Record<Guard, (ports: Ports, request: Request) => Promise<unknown>> = {
  none: getUser,
  lock: getLocked,
  early: getEarly,
  'early-notebook': getEarlyNotebook,
  stale: getStale,
}

/** A whole number, also as the text a query has it as. */
const whole = (least: number, most: number) => z.coerce.number().check(z.multipleOf(1), z.gte(least), z.lte(most))

/** POST /api/labs/crowd?guard=&readers=&spreadMs=&addedMs= */
export const Crowd = z.object({
  guard: Guard,
  readers: whole(1, 200),
  /** ms over which they come, half of them before the key runs out; 0: all at the moment it has. */
  spreadMs: whole(0, 5_000),
  /** Added to each question to the database. */
  addedMs: whole(0, 1_000),
})
export type Crowd = z.infer<typeof Crowd>

export const Measured = z.object({
  guard: Guard,
  /** Database loads while the crowd was there. */
  loads: z.int(),
  /** For each reader, in order of arrival: when it came, and how long it waited. ms; `at` from the first one's. */
  readers: z.array(z.object({ at: z.number(), ms: z.number() })),
})
export type Measured = z.infer<typeof Measured>

/** App processes, each with connections of its own, that the readers are spread over. */
const APPS = 20
/** ms the key lives after it was loaded. */
const TTL_MS = 2_000

/** Takes about three seconds and the spread. Throws when a reader fails. */
export async function measure(world: World, { guard, readers, spreadMs, addedMs }: Crowd): Promise<Measured> {
  await world.clean()
  const request: Request = { table: 'users', id: '1', ttlMs: Math.max(TTL_MS, spreadMs) }
  let loads = 0
  const background: Promise<unknown>[] = []

  const app = async (name: string): Promise<Ports> => {
    const client = await world.client(name)
    await client.database.find('users', '1')
    await client.cache.get('warm')
    await world.slow(name, 'database', addedMs)
    let last: Promise<unknown> = Promise.resolve()
    const ports: Ports = {
      ...around({ ...client, background: { run: () => {} } }, (call, _args, go) => {
        if (call !== 'database.find') return go()
        loads++
        // One connection, one question at a time.
        const mine = last.then(go)
        last = mine.catch(() => {})
        return mine
      }),
      background: { run: work => void background.push(work(ports).catch(() => {})) },
    }
    return ports
  }
  const apps: Ports[] = []
  for (let i = 0; i < Math.min(APPS, readers); i++) apps.push(await app(`app ${i + 1}`))
  const [first] = apps
  if (first === undefined) throw new RangeError('There is nobody to read.')
  const { clock } = first

  await READ[guard](first, request)
  loads = 0
  // A moment later than the TTL: all clocks agree by then that it is over.
  const begin = clock.now() + request.ttlMs + 20 - spreadMs / 2
  const reads = Array.from({ length: readers }, async (_, i) => {
    const due = (i * spreadMs) / readers
    const own = apps[i % apps.length] ?? first
    await own.clock.sleep(Math.max(0, begin + due - clock.now()))
    const at = clock.now()
    await READ[guard](own, request)
    return { at: at - begin, ms: clock.now() - at }
  })
  const told = await Promise.all(reads)
  await Promise.all(background)
  return { guard, loads, readers: told }
}
