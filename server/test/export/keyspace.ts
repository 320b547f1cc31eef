/**
 * All that a Redis holds, so that two can be compared: every database, each key read by its type's own command, and
 * when it expires, roughly: one of two runs may be half a minute later. A key that is gone within that time is left out.
 * Ids that Redis made from its clock become `*`: they differ from run to run.
 */
import { Redis } from 'ioredis'
import type { Engine } from '../../src/engine/engine.ts'
import { urlOf } from './run.ts'

/** In ms. */
const MINUTE = 60_000
const SOON = MINUTE / 2
export async function keyspaceOf(engine: Engine): Promise<Record<string, unknown>> {
  const redis = new Redis(urlOf(engine))
  const all: Record<string, unknown> = {}
  for (const db of [0, 1, 2]) {
    await redis.select(db)
    for (const key of await redis.keysBuffer('*')) {
      const type = await redis.type(key)
      const ttl = await redis.pttl(key)
      if (ttl !== -1 && ttl <= SOON) continue
      all[`${db} ${shown(key)}`] = {
        type,
        expires:
          ttl < 0 ? 'never' : ttl <= 10 * MINUTE ? 'in minutes' : ttl <= 60 * MINUTE ? 'within the hour' : 'later',
        value: await valueAt(redis, type, key),
      }
    }
  }
  redis.disconnect()
  return all
}

const shown = (value: Buffer) => value.toString('latin1')
/** Written out, an id is of another time: those of today were made by a clock. */
const madeByClock = (text: string) =>
  text.replace(/^(\d{13})-\d+$/, (id, ms) => (Math.abs(Date.now() - Number(ms)) < 86_400_000 ? '*' : id))

/** Buffers as text, byte by byte. */
function plain(reply: unknown): unknown {
  if (Buffer.isBuffer(reply)) return madeByClock(shown(reply))
  return Array.isArray(reply) ? reply.map(plain) : reply
}

async function valueAt(redis: Redis, type: string, key: Buffer): Promise<unknown> {
  switch (type) {
    case 'string':
      return plain(await redis.getBuffer(key))
    case 'hash':
      return pairs(await redis.callBuffer('HGETALL', key)).toSorted()
    case 'list':
      return plain(await redis.lrangeBuffer(key, 0, -1))
    case 'set':
      return (await redis.smembersBuffer(key)).map(shown).toSorted()
    case 'zset':
      return plain(await redis.callBuffer('ZRANGE', key, '0', '-1', 'WITHSCORES'))
    case 'stream':
      return streamOf(redis, key)
    default:
      throw new Error(`no reader for ${type}`)
  }
}

function pairs(reply: unknown): string[] {
  const flat = plain(reply)
  if (!Array.isArray(flat)) return []
  return flat.flatMap((field, i) => (i % 2 === 0 ? [JSON.stringify([field, flat[i + 1]])] : []))
}

/** Entries, and each group with its consumers and what they owe, without the times of delivery. */
async function streamOf(redis: Redis, key: Buffer): Promise<unknown> {
  const entries = plain(await redis.callBuffer('XRANGE', key, '-', '+'))
  const groups = plain(await redis.callBuffer('XINFO', 'GROUPS', key))
  const named = Array.isArray(groups) ? groups.map(group => String(group[1])) : []
  const owed = []
  for (const group of named) {
    const pending = await redis.callBuffer('XPENDING', key, Buffer.from(group, 'latin1'), '-', '+', '1000')
    const consumers = plain(await redis.callBuffer('XINFO', 'CONSUMERS', key, Buffer.from(group, 'latin1')))
    owed.push({
      group,
      pending: Array.isArray(pending) ? pending.map(([id, consumer, , times]) => plain([id, consumer, times])) : [],
      consumers: Array.isArray(consumers) ? consumers.map(consumer => String(consumer[1])).toSorted() : [],
    })
  }
  return { entries, groups, owed }
}
