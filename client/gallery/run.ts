/** Runs for figures: a script of calls, told as far as a given hop. */
import type { KeyView } from '@rdd/shared/keyspace/view'
import type { ActorName, Hop, RunView } from '@rdd/shared/run'
import type { Moment } from '../src/layout/pattern.ts'

type Call = [
  lane: string,
  call: string,
  from: ActorName,
  to: ActorName,
  asked: string,
  answered: string,
  ms: number,
  outcome?: Hop['outcome'],
  addedMs?: number,
]

export interface Scripted {
  pattern: RunView['pattern']
  lanes: [name: string, operation: string, form?: 'safe' | 'notebook'][]
  calls: Call[]
  /** The app asks its layer before the first call of each lane, and has its answer after the last. */
  asks?: true
}

const select = (table: string) => `SELECT id, name, detail, version FROM ${table} WHERE id`
const alice = '{"id":"1","name":"Alice","detail":"alice@example.com","version":1}'
const tables: RunView['tables'] = {
  users: ['Alice', 'Bob', 'Carol', 'Dave', 'Erin'].map((name, i) => ({
    id: String(i + 1),
    name,
    detail: `${name.toLowerCase()}@example.com`,
    version: 1,
  })),
  products: ['Lamp', 'Chair', 'Desk'].map((name, i) => ({
    id: String(i + 1),
    name,
    detail: String(1900 + i * 250),
    version: 1,
  })),
}

export const cacheAside: Scripted = {
  pattern: 'cache-aside',
  lanes: [['A', 'getUser("1")']],
  calls: [
    ['A', 'cache.get', 'app', 'cache', 'GET cache:users:1', '(nil)', 0.21, 'miss'],
    ['A', 'cache.set', 'app', 'cache', 'SET lease:{cache:users:1} 9f2c4a1b7d PX 10000', 'OK', 0.18, 'ok'],
    ['A', 'database.find', 'app', 'database', `${select('users')} = '1'`, alice, 2.4, 'ok', 40],
    [
      'A',
      'cache.script',
      'app',
      'cache',
      `EVAL store-if-leased 2 cache:users:1 lease:{cache:users:1} 9f2c4a1b7d '${alice}' 3600000`,
      '1',
      0.34,
      'ok',
    ],
  ],
}

export const race: Scripted = {
  pattern: 'cache-aside',
  lanes: [
    ['A', 'getUser("1")', 'notebook'],
    ['B', 'saveUser("1")', 'notebook'],
    ['C', 'getUser("2")'],
  ],
  calls: [
    ['A', 'cache.get', 'app', 'cache', 'GET user:1', '(nil)', 0.21, 'miss'],
    ['A', 'database.find', 'app', 'database', `${select('users')} = '1'`, alice, 1.2, 'ok'],
    [
      'B',
      'database.save',
      'app',
      'database',
      "INSERT INTO users (id, name, detail) VALUES ('1', 'Alicia', 'a@example.com') ON CONFLICT (id) DO UPDATE",
      '{"id":"1","name":"Alicia","detail":"a@example.com","version":2}',
      2.1,
      'ok',
    ],
    ['B', 'cache.delete', 'app', 'cache', 'DEL user:1', '0', 0.2, 'ok'],
    ['A', 'cache.set', 'app', 'cache', `SET user:1 '${alice}' PX 3600000`, 'OK', 0.2, 'ok'],
    [
      'C',
      'cache.get',
      'app',
      'cache',
      'GET cache:users:2',
      '{"id":"2","name":"Bob","detail":"bob@example.com","version":1}',
      0.2,
      'hit',
    ],
  ],
}

const lamp = '{"id":"1","name":"Lamp","detail":"2100","version":2}'
export const writeThrough: Scripted = {
  pattern: 'write-through',
  lanes: [['A', 'saveProduct("1")']],
  calls: [
    [
      'A',
      'database.save',
      'layer',
      'database',
      "INSERT INTO products (id, name, detail) VALUES ('1', 'Lamp', '2100') ON CONFLICT (id) DO UPDATE SET name = …",
      lamp,
      3.1,
      'ok',
    ],
    [
      'A',
      'cache.script',
      'layer',
      'cache',
      `EVAL set-if-newer 1 cache:products:1 '${lamp}' 2 3600000`,
      '1',
      0.31,
      'ok',
    ],
  ],
}
export const readThrough: Scripted = {
  pattern: 'read-through',
  lanes: [['A', 'get("1")']],
  calls: cacheAside.calls.map(([lane, call, , to, ...rest]) => [lane, call, 'layer', to, ...rest] as Call),
}
const item = '{"table":"products","id":"1","name":"Lamp","detail":"2100"}'
export const writeBehind: Scripted = {
  pattern: 'write-behind',
  lanes: [
    ['A', 'saveProduct("1")'],
    ['writer', 'runWriter()'],
  ],
  calls: [
    [
      'A',
      'cache.script',
      'layer',
      'cache',
      `EVAL queue-and-cache 2 cache:products:1 writebehind:stream '${lamp}' 3600000 '${item}'`,
      '1795449600000-0',
      0.4,
      'ok',
    ],
    [
      'writer',
      'queue.read',
      'writer',
      'queue',
      'XREADGROUP GROUP writers w1 COUNT 10 STREAMS writebehind:stream >',
      `1795449600000-0 ${item}`,
      0.3,
      'ok',
    ],
    [
      'writer',
      'database.saveAll',
      'writer',
      'database',
      "INSERT INTO products (id, name, detail, stamp) VALUES ('1', 'Lamp', '2100', '1795449600000-0') ON CONFLICT (id) DO",
      'committed',
      2.2,
      'ok',
    ],
    [
      'writer',
      'queue.acknowledge',
      'writer',
      'queue',
      'MULTI; XACK writebehind:stream writers 1795449600000-0; EXEC',
      '1',
      0.3,
      'ok',
    ],
  ],
}

/** Everything a lane calls, for so many lanes at once, every other one in the notebook's form, one call of each in turn. */
export function crowd(of: 'write-through' | 'read-through' | 'write-behind' | 'cache-aside', lanes: number): Scripted {
  const names = [...'ABCDEF'].slice(0, lanes)
  const form = (i: number) => (i % 2 === 0 ? 'safe' : 'notebook')
  const scripts = { 'write-through': writeThrough, 'read-through': readThrough, 'cache-aside': cacheAside }
  const behind = (i: number): Call[] =>
    form(i) === 'safe'
      ? writeBehind.calls.slice(0, 1)
      : [
          ['A', 'cache.set', 'layer', 'cache', `SET product:1 '${lamp}' EX 3600`, 'OK', 0.3, 'ok'],
          ['A', 'queue.push', 'layer', 'queue', `RPUSH writebehind:queue '${item}'`, '1', 0.4, 'ok', 300],
          ['A', 'database.find', 'layer', 'database', `${select('products')} = '1'`, lamp, 1112.7, 'ok', 300],
        ]
  const mine = names.map((name, i) =>
    (of === 'write-behind' ? behind(i) : scripts[of].calls).map(([, ...rest]): Call => [name, ...rest]),
  )
  const turns = Math.max(...mine.map(calls => calls.length))
  const calls = Array.from({ length: turns }, (_, turn) => mine.flatMap(one => one.slice(turn, turn + 1))).flat()
  const operation = of === 'write-through' || of === 'write-behind' ? 'saveProduct("1")' : 'getUser("1")'
  return {
    pattern: of,
    lanes: [
      ...names.map((name, i): Scripted['lanes'][number] => [name, operation, form(i)]),
      ...(of === 'write-behind' ? [['writer', 'runWriter()'] satisfies Scripted['lanes'][number]] : []),
    ],
    calls: of === 'write-behind' ? [...calls, ...writeBehind.calls.slice(1)] : calls,
    ...(of === 'cache-aside' ? {} : { asks: true }),
  }
}

/** The hops of a script, each as it is once it is over. */
function hopsOf({ lanes, calls, asks }: Scripted): Hop[] {
  const hops: Hop[] = []
  const add = (hop: Omit<Hop, 'n' | 'state'>) => hops.push({ n: hops.length + 1, state: 'done', ...hop })
  for (const [i, [lane, call, from, to, asked, answered, ms, outcome, addedMs]] of calls.entries()) {
    const own = lanes.find(([name]) => name === lane)
    const through = asks === true && from === 'layer'
    const layer = { lane, call: 'layer.call', from: 'app', to: 'layer' } as const
    const isMine = ([other]: Call) => other === lane
    if (through && calls.findIndex(isMine) === i) add({ ...layer, direction: 'asked', text: own?.[1] ?? '' })
    add({ lane, call, direction: 'asked', from, to, text: asked })
    add({
      ...{ lane, call, direction: 'answered', from: to, to: from, text: answered, ms },
      ...(outcome === undefined ? {} : { outcome }),
      ...(addedMs === undefined ? {} : { addedMs }),
    })
    if (through && calls.findLastIndex(isMine) === i)
      add({ ...layer, direction: 'answered', from: 'layer', to: 'app', text: returned(own?.[1]), outcome: 'ok' })
  }
  return hops
}

const returned = (operation = ''): string => (operation.startsWith('get') ? alice : lamp)

/** How many hops a script has. */
export const lengthOf = (script: Scripted): number => hopsOf(script).length

/**
 * The run after `over` hops; the next one waits at the gate, or is on its way.
 * @param keys the keys of the room then
 */
export function told(script: Scripted, over: number, keys: KeyView[], flying = false): Moment {
  const { pattern, lanes } = script
  const hops = hopsOf(script)
  const seen = hops.slice(0, over + 1).map((hop): Hop => {
    if (hop.n <= over) return hop
    const { ms: _, addedMs: __, outcome: ___, ...bare } = hop
    return { ...bare, state: flying ? 'flying' : 'waiting' }
  })
  const done = seen.filter(({ state }) => state === 'done')
  const count = (test: (hop: Hop) => boolean) => done.filter(test).length
  return {
    keys: new Map(keys.map(view => [view.key, view])),
    run: {
      id: 'figure',
      pattern,
      state: over >= hops.length ? 'done' : 'paused',
      hops: seen,
      lanes: lanes.map(([name, operation, form = 'safe']) => {
        const mine = done.filter(hop => hop.lane === name)
        const over = hops.filter(hop => hop.lane === name).length === mine.length
        return {
          name,
          operation,
          form,
          state: over ? 'done' : 'held',
          ...(over && name !== 'writer' ? { outcome: returned(operation) } : {}),
          ms: mine.reduce((sum, hop) => sum + (hop.ms ?? 0), 0),
          addedMs: mine.reduce((sum, hop) => sum + (hop.addedMs ?? 0), 0),
        }
      }),
      actors: {},
      counters: {
        hits: count(hop => hop.outcome === 'hit'),
        misses: count(hop => hop.outcome === 'miss'),
        databaseLoads: count(hop => hop.call === 'database.find' && hop.direction === 'answered'),
        databaseWrites: 0,
        staleReads: 0,
        lostWrites: 0,
      },
      tables,
      database: 'PostgreSQL 18.4, embedded',
    },
  }
}
