/** What write-behind labs share: three numbered writes, and what became of them. */
import type { Request } from '../ports.ts'
import { QUEUE } from '../ports.ts'
import type { Writer } from '../write-behind.ts'
import type { Service } from './services.ts'
import type { Stage } from './stage.ts'

const WRITES = ['1', '2', '3']

/** A write of product `id`. */
export const writeOf = (id: string): Request => ({
  table: 'products',
  id,
  ttlMs: 3_600_000,
  value: { name: `Written ${id}`, detail: id },
})

/** Three writes, each acknowledged to the app. */
export async function writeThree(stage: Stage, { save }: Service): Promise<void> {
  for (const id of WRITES) await stage.whole('A', ports => save(ports, writeOf(id)))
}

/** The writer's settings: what is pending may be claimed at once, as if long idle. */
export const settings = (stopping: () => boolean): Writer => ({
  consumer: 'writer',
  batchSize: 100,
  flushMs: 5_000,
  idleMs: 0,
  maxTries: 3,
  stopping,
})

/** Writes that were acknowledged and are in the queue, in the dead letters, or in neither and not in the database. */
export async function whereabouts(
  stage: Stage,
): Promise<{ 'lost writes': number; waiting: number; 'dead letters': number }> {
  const waiting = await (await stage.world.client('outsider')).queue.length()
  const dead = Number(await stage.world.command('XLEN', QUEUE.dead))
  let written = 0
  for (const id of WRITES) if ((await stage.row('products', id))?.name.startsWith('Written')) written++
  return { 'lost writes': Math.max(0, WRITES.length - written - waiting - dead), waiting, 'dead letters': dead }
}
