/**
 * Trace: ports that say what they do. For each call: which line of the pattern it is, whom it asks, the very command or
 * statement, and, once there is one, the answer in words. What is done about it is the caller's.
 */
import { bytes } from '@rdd/shared/bytes'
import { quote } from '@rdd/shared/commands/parse'
import type { Entry, Ports } from '@rdd/shared/patterns/ports'
import type { Hop } from '@rdd/shared/run'
import { cacheCommands } from './ports/cache.ts'
import { shown, statements } from './ports/database.ts'
import { queueCommands } from './ports/queue.ts'
import type { Argv } from './redis-link.ts'

/** Characters of a text that a hop keeps. */
const LONGEST = 400

export interface Asked {
  /** As it stands in the pattern's file: `cache.get`. */
  call: string
  to: 'cache' | 'queue' | 'database'
  text: string
  /** Of `cache.script`: its name. */
  script?: string
}
export interface Answer {
  text: string
  outcome: NonNullable<Hop['outcome']>
}
/** Round one call. `say` puts its answer into words. */
export type Round = <T>(asked: Asked, go: () => Promise<T>, say: (value: T) => Answer) => Promise<T>

/** The ports, with `round` about every call of the cache, the queue and the database. */
export function traced({ cache, queue, database, ...rest }: Ports, round: Round): Ports {
  const redis =
    (to: 'cache' | 'queue') =>
    <T>(call: string, argv: Argv | Argv[], go: () => Promise<T>, say: (value: T) => Answer, script?: string) =>
      round({ call: `${to}.${call}`, to, text: cut(textOf(argv)), ...(script && { script }) }, go, say)
  const [inCache, inQueue] = [redis('cache'), redis('queue')]
  const sql = <T>(call: string, text: string, go: () => Promise<T>, say: (value: T) => Answer) =>
    round({ call: `database.${call}`, to: 'database', text: cut(text) }, go, say)
  const of = cacheCommands
  return {
    ...rest,
    cache: {
      get: key =>
        inCache(
          'get',
          of.get(key),
          () => cache.get(key),
          value => (value === null ? { text: '(nil)', outcome: 'miss' } : { text: cut(value), outcome: 'hit' }),
        ),
      set: (...args) => inCache('set', of.set(...args), () => cache.set(...args), said('OK')),
      setIfAbsent: (...args) =>
        inCache(
          'setIfAbsent',
          of.setIfAbsent(...args),
          () => cache.setIfAbsent(...args),
          set => ok(set ? 'OK' : '(nil)'),
        ),
      delete: (...keys) => inCache('delete', of.delete(...keys), () => cache.delete(...keys), ok),
      unlink: (...keys) => inCache('unlink', of.unlink(...keys), () => cache.unlink(...keys), ok),
      keys: match =>
        inCache(
          'keys',
          of.keys(match),
          () => cache.keys(match),
          keys => ok(keys.join(' ') || '(empty)'),
        ),
      scan: (...args) =>
        inCache(
          'scan',
          of.scan(...args),
          () => cache.scan(...args),
          page => ok([page.cursor, ...page.keys].join(' ')),
        ),
      ttl: key => inCache('ttl', of.ttl(key), () => cache.ttl(key), ok),
      script: (name, source, keys, args) =>
        inCache(
          'script',
          // the script by its name: its source stands in the pattern's file
          of.script(name, name, keys, args),
          () => cache.script(name, source, keys, args),
          value => ok(value ?? '(nil)'),
          name,
        ),
    },
    queue: {
      push: item => inQueue('push', queueCommands.push(item), () => queue.push(item), said('OK')),
      pop: () =>
        inQueue(
          'pop',
          queueCommands.pop(),
          () => queue.pop(),
          item => ok(item ?? '(nil)'),
        ),
      add: item => inQueue('add', queueCommands.add(item), () => queue.add(item), ok),
      read: (...args) => inQueue('read', queueCommands.read(...args), () => queue.read(...args), entries),
      acknowledge: (...ids) =>
        inQueue('acknowledge', queueCommands.acknowledge(...ids), () => queue.acknowledge(...ids), ok),
      claim: (...args) => inQueue('claim', queueCommands.claim(...args), () => queue.claim(...args), entries),
      bury: (...args) => inQueue('bury', queueCommands.bury(...args), () => queue.bury(...args), said('OK')),
      length: () => inQueue('length', queueCommands.length(), () => queue.length(), ok),
    },
    database: {
      find: (...args) =>
        sql(
          'find',
          shown(statements.find(...args)),
          () => database.find(...args),
          row => ok(row ? JSON.stringify(row) : '0 rows'),
        ),
      save: (...args) =>
        sql(
          'save',
          shown(statements.save(...args)),
          () => database.save(...args),
          row => ok(JSON.stringify(row)),
        ),
      saveAll: (table, rows) =>
        sql('saveAll', shown(statements.saveAll(table, rows)), () => database.saveAll(table, rows), said('committed')),
      remove: (...args) =>
        sql(
          'remove',
          shown(statements.remove(...args)),
          () => database.remove(...args),
          gone => ok(`DELETE ${gone ? 1 : 0}`),
        ),
    },
  }
}

const ok = (value: string | number): Answer => ({ text: cut(String(value)), outcome: 'ok' })
const said = (text: string) => (): Answer => ok(text)
const entries = (all: Entry[]): Answer => ok(all.map(({ id, item }) => `${id} ${item}`).join(', ') || '(empty)')
/** An error in words. */
export const messageOf = (error: unknown) => (error instanceof Error ? error.message || error.name : String(error))
/** As much of a text as a hop keeps. */
export const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)

/** One command, or those of a transaction, as redis-cli takes them. */
function textOf(argv: Argv | Argv[]): string {
  const many = (all: Argv | Argv[]): all is Argv[] => Array.isArray(all[0])
  if (many(argv)) return ['MULTI', ...argv.map(textOf), 'EXEC'].join('; ')
  return argv.map(word).join(' ')
}

/** Single quotes where the word has double ones: JSON stays readable. */
function word(value: string | number): string {
  const text = String(value)
  return /^[^'\\\p{C}]*"[^'\\\p{C}]*$/u.test(text) ? `'${text}'` : quote(bytes(text))
}
