/**
 * Write-behind as the notebook has it: cache, then queue, in two steps; the writer pops into a list of its own, and whatever
 * is in that list when it ends is gone. One failure of Redis ends it; an item that fails is dropped.
 */

import { keyOf, orDefault } from './entry.notebook.ts'
import { decode, encode, type Found } from './entry.ts'
import type { Ports, Request } from './ports.ts'
import { Write } from './write.ts'
import type { Writer } from './write-behind.ts'

export async function write({ cache, queue }: Ports, write: Write, ttlMs: number): Promise<boolean> {
  const { table, ...draft } = write
  await cache.set(keyOf(table, draft.id), encode(draft), orDefault(ttlMs))
  await queue.push(JSON.stringify(write))
  return true
}

export async function read({ cache }: Ports, { table, id }: Request): Promise<Found | null> {
  const cached = await cache.get(keyOf(table, id))
  return cached === null ? null : decode(cached)
}

/** ms between two looks at an empty queue. */
const POLL_MS = 100

export async function runWriter(ports: Ports, writer: Writer): Promise<void> {
  const { queue, clock } = ports
  let flushedAt = clock.now()
  let batch: Write[] = []
  while (!writer.stopping()) {
    const item = await queue.pop()
    if (item !== null) batch.push(Write.parse(JSON.parse(item)))
    const due = batch.length > 0 && clock.now() - flushedAt >= writer.flushMs
    if (batch.length >= writer.batchSize || due) {
      await flush(ports, batch)
      batch = []
      flushedAt = clock.now()
    }
    if (item === null) await clock.sleep(POLL_MS)
  }
}

/** One statement an item. What fails is printed in the notebook; either way it is gone. */
async function flush({ database }: Ports, batch: Write[]): Promise<void> {
  for (const { table, ...draft } of batch) await database.save(table, draft).catch(() => null)
}

export function saveProduct(ports: Ports, { table, id, value, ttlMs }: Request): Promise<boolean> {
  return write(ports, { table, id, name: '', detail: '', ...value }, ttlMs)
}

export function getProduct(ports: Ports, request: Request): Promise<Found | null> {
  return read(ports, request)
}
