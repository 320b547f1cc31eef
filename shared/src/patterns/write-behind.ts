/**
 * Write-behind: a write is answered as soon as Redis has it, in the cache and in a queue; a writer brings it to the
 * database later, many at a time. The queue is a stream with a consumer group: what a writer has taken stays pending
 * until it is acknowledged, and that happens after the commit. A writer that dies loses nothing: another claims its entries.
 */
import { decode, encode, type Found, keyOf, lifetime } from './entry.ts'
import { type Entry, type Ports, QUEUE, type Request } from './ports.ts'
import { isRefusal, newestOfEach, type Write } from './write.ts'

/**
 * KEYS: the key, the stream. ARGV: value, TTL in ms, item. The queue first: a script that fails half-way is not undone, and
 * a write that is queued will reach the database, while one that is only cached is lost.
 */
const QUEUE_AND_CACHE = `
local id = redis.call('XADD', KEYS[2], '*', 'item', ARGV[3])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return id`

/** Answered when Redis has it. @returns the id of its entry in the stream */
export function write({ cache }: Ports, write: Write, ttlMs: number): Promise<string | null> {
  const { table, ...draft } = write
  const args = [encode(draft), String(lifetime(draft, ttlMs)), JSON.stringify(write)]
  return cache.script('queue-and-cache', QUEUE_AND_CACHE, [keyOf(table, draft.id), QUEUE.stream], args)
}

/** On a miss the database answers. It is not cached: only a write knows whether the queue holds something newer. */
export async function read({ cache, database }: Ports, { table, id }: Request): Promise<Found | null> {
  const cached = await cache.get(keyOf(table, id)).catch(() => null)
  return cached === null ? database.find(table, id) : decode(cached)
}

/** How a writer works. Times are ms. */
export interface Writer {
  consumer: string
  /** Most entries in one statement. */
  batchSize: number
  /** How long the first entry of a batch may wait for others. */
  flushMs: number
  /** After how long an entry without acknowledgement is tried again, by whichever writer. */
  idleMs: number
  /** Tries before an entry goes to the dead letters. */
  maxTries: number
  /** Asked between two batches: true ends the writer, once the queue is empty. */
  stopping(): boolean
}

/** Writes until it is told to stop and nothing new is left. A failure of Redis or of the database is waited out. */
export async function runWriter(ports: Ports, writer: Writer): Promise<void> {
  for (;;) {
    const stopping = writer.stopping()
    const taken = await writeBatch(ports, writer).catch(() => null)
    if (stopping && !taken) return
    if (taken === null) await ports.clock.sleep(writer.flushMs)
  }
}

/** One round: first what another writer, or an earlier try, left pending; then what is new. @returns entries taken */
export async function writeBatch(ports: Ports, writer: Writer): Promise<number> {
  const batch = await ports.queue.claim(writer.consumer, writer.idleMs, writer.batchSize)
  await fill(ports, writer, batch)
  if (batch.length > 0) await store(ports, writer, batch)
  return batch.length
}

/** The first entry starts the clock: a lone write waits `flushMs` for company, never longer. */
async function fill({ queue, clock }: Ports, writer: Writer, batch: Entry[]): Promise<void> {
  let until = clock.now() + writer.flushMs
  while (batch.length < writer.batchSize) {
    const wait = writer.stopping() ? 0 : Math.max(0, until - clock.now())
    const more = await queue.read(writer.consumer, writer.batchSize - batch.length, wait)
    if (more.length === 0) return
    if (batch.length === 0) until = clock.now() + writer.flushMs
    batch.push(...more)
  }
}

/** Commits, then acknowledges. A batch that is refused is tried one by one: a bad entry holds up no other. */
async function store(ports: Ports, writer: Writer, batch: Entry[]): Promise<void> {
  try {
    for (const [table, rows] of newestOfEach(batch)) await ports.database.saveAll(table, rows)
  } catch (error) {
    const [entry] = batch
    if (entry === undefined || !isRefusal(error)) throw error
    if (batch.length > 1) for (const one of batch) await store(ports, writer, [one])
    else if (entry.deliveries >= writer.maxTries) await ports.queue.bury(entry, String(error))
    return
  }
  await ports.queue.acknowledge(...batch.map(entry => entry.id))
}

// The product service.

export function saveProduct(ports: Ports, { table, id, value, ttlMs }: Request): Promise<string | null> {
  return write(ports, { table, id, name: '', detail: '', ...value }, ttlMs)
}

export function getProduct(ports: Ports, request: Request): Promise<Found | null> {
  return read(ports, request)
}
