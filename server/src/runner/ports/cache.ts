/** The cache port on a real Redis. Each method's command stands once: it is what is run and what the hop shows. */
import type { Cache } from '@rdd/shared/patterns/ports'
import { integer, list, type Node, text } from '../../redis/raw.ts'
import type { Argv, RedisLink } from '../redis-link.ts'

export const cacheCommands = {
  get: (key: string): Argv => ['GET', key],
  set: (key: string, value: string, ttlMs: number): Argv => ['SET', key, value, 'PX', ttlMs],
  setIfAbsent: (key: string, value: string, ttlMs: number): Argv => ['SET', key, value, 'NX', 'PX', ttlMs],
  delete: (...keys: string[]): Argv => ['DEL', ...keys],
  unlink: (...keys: string[]): Argv => ['UNLINK', ...keys],
  keys: (match: string): Argv => ['KEYS', match],
  scan: (cursor: string, match: string): Argv => ['SCAN', cursor, 'MATCH', match],
  ttl: (key: string): Argv => ['PTTL', key],
  script: (_name: string, source: string, keys: string[], args: string[]): Argv => [
    'EVAL',
    source,
    keys.length,
    ...keys,
    ...args,
  ],
}

export function cachePort(link: RedisLink): Cache {
  return {
    get: async key => textOrNull(await link.call(cacheCommands.get(key))),
    set: async (key, value, ttlMs) => {
      await link.call(cacheCommands.set(key, value, ttlMs))
    },
    setIfAbsent: async (key, value, ttlMs) => (await link.call(cacheCommands.setIfAbsent(key, value, ttlMs))) !== null,
    delete: async (...keys) => integer(await link.call(cacheCommands.delete(...keys))),
    unlink: async (...keys) => integer(await link.call(cacheCommands.unlink(...keys))),
    keys: async match => list(await link.call(cacheCommands.keys(match))).map(text),
    scan: async (cursor, match) => {
      const [next, keys] = list(await link.call(cacheCommands.scan(cursor, match)))
      return { cursor: text(next), keys: list(keys).map(text) }
    },
    ttl: async key => integer(await link.call(cacheCommands.ttl(key))),
    script: async (...script) => textOrNull(await link.call(cacheCommands.script(...script))),
  }
}

const textOrNull = (node: Node): string | null => (node === null ? null : String(node))
