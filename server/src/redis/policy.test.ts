import { type Bytes, bytes } from '@rdd/shared/bytes'
import { type CatalogueIndex, findDoc, indexCatalogue } from '@rdd/shared/commands/keys'
import { beforeAll, describe, expect, it } from 'vitest'
import { startRedis } from '../../test/redis.ts'
import { loadCatalogue } from './catalogue.ts'
import type { Mode } from './connection-state.ts'
import { judge, type RoomRules } from './policy.ts'
import { Probe } from './probe.ts'

let docs: CatalogueIndex
beforeAll(async () => {
  const engine = await startRedis()
  const probe = await Probe.open(engine.address)
  docs = indexCatalogue(await loadCatalogue(([command = '', ...args]) => probe.call(command, ...args)))
  probe.close()
})

const maxmemory = 1024 ** 3
const own: RoomRules = { engine: 'own', dangerous: false, maxmemory }
const attached: RoomRules = { engine: 'attached', dangerous: false, maxmemory }
const trusted: RoomRules = { engine: 'attached', dangerous: true, maxmemory }

const argvOf = (line: string): Bytes[] => line.split(' ').map(bytes)
function verdict(line: string, room: RoomRules, mode: Mode = 'idle') {
  const argv = argvOf(line)
  return judge(argv, room, findDoc(docs, argv), mode)
}
const allowed = { allowed: true }
const refused = { refused: expect.objectContaining({ code: 'forbidden' }) }

const outOfProtocol = [
  'CLIENT REPLY OFF',
  'client reply skip',
  'SCRIPT DEBUG YES',
  'script debug sync',
  'SYNC',
  'PSYNC ? -1',
  'REPLCONF listening-port 1',
]
const harmful = [
  'SAVE',
  'BGSAVE SCHEDULE',
  'BGREWRITEAOF',
  'CONFIG REWRITE',
  'DEBUG RELOAD',
  'DEBUG LOADAOF',
  'DEBUG RESTART',
  'DEBUG CRASH-AND-RECOVER 1',
  'DEBUG SLEEP 11',
  'CLIENT PAUSE 10001',
  'MODULE LOAD /tmp/x.so',
  'MODULE LOADEX /tmp/x.so',
  'MODULE UNLOAD x',
  'MIGRATE 127.0.0.1 6379 k 0 10',
  'REPLICAOF 127.0.0.1 6379',
  'SLAVEOF NO ONE',
  'FAILOVER',
  'ACL SETUSER default off',
  'ACL DELUSER default',
  'ACL LOAD',
  'ACL SAVE',
  'CONFIG SET dir /tmp',
  'CONFIG SET requirepass x',
  'CONFIG SET port 1',
  'CONFIG SET appendonly yes',
  'CONFIG SET save 1',
  'CONFIG SET notify-keyspace-events KEA',
  'CONFIG SET busy-reply-threshold 100000',
  'CONFIG SET timeout 1',
  'CONFIG SET maxclients 1',
  'CONFIG SET maxmemory-clients 1mb',
  'CONFIG SET client-output-buffer-limit normal',
  'CONFIG SET hz 10 dir /tmp',
  'CONFIG SET maxmemory 0',
  'CONFIG SET maxmemory -1',
  'CONFIG SET maxmemory 10tb',
  'CONFIG SET maxmemory 900gb',
]

describe('on a room’s own server', () => {
  it.each([...outOfProtocol, ...harmful])('%s is refused with a reason, in any case and in MULTI', line => {
    for (const mode of ['idle', 'multi'] as const) {
      expect(verdict(line, own, mode)).toEqual(refused)
      expect(verdict(line.toLowerCase(), own, mode)).toEqual(refused)
    }
  })

  it.each([
    'SET k v',
    'FLUSHALL',
    'KEYS *',
    'EVAL return 0',
    'DEBUG SEGFAULT',
    'DEBUG SLEEP 10',
    'CLIENT REPLY ON',
    'CLIENT KILL ID 3',
    'CLIENT PAUSE 10000',
    'CLIENT NO-EVICT on',
    'MODULE LIST',
    'ACL SETUSER alice on',
    'ACL WHOAMI',
    'AUTH default x',
    'SCRIPT DEBUG NO',
    'SHUTDOWN ABORT',
    'SHUTDOWN nonsense',
    'NOSUCHCOMMAND x',
    'CONFIG',
    'CONFIG SET',
    'CONFIG SET hz',
    'CONFIG GET *',
    'CONFIG RESETSTAT',
    'CONFIG SET maxmemory 100mb maxmemory-policy allkeys-lru',
    'CONFIG SET MAXMEMORY 1',
    'CONFIG SET zset-max-listpack-entries 4 hash-max-ziplist-value 8 set-max-intset-entries 3',
    'CONFIG SET list-max-listpack-size -1 list-compress-depth 1 stream-node-max-entries 5',
    'CONFIG SET hz 10 lfu-decay-time 1 active-expire-effort 10 maxmemory-samples 10',
    'CONFIG SET slowlog-log-slower-than 0 latency-monitor-threshold 5 lazyfree-lazy-expire yes',
    '__proto__',
    'constructor x',
    'config __proto__',
  ])('%s goes to Redis', line => {
    expect(verdict(line, own)).toEqual(allowed)
  })

  it('maxmemory goes as far as the room’s share of the machine', () => {
    expect(verdict(`CONFIG SET maxmemory ${maxmemory}`, own)).toEqual(allowed)
    expect(verdict(`CONFIG SET maxmemory ${maxmemory + 1}`, own)).toEqual(refused)
  })

  it.each(['SHUTDOWN', 'shutdown nosave', 'SHUTDOWN SAVE NOW FORCE'])('%s is the room’s to answer', line => {
    expect(verdict(line, own)).toEqual({ allowed: true, intercept: 'shutdown' })
    expect(verdict(line, own, 'multi')).toEqual(allowed)
    expect(verdict(line, trusted)).toEqual(allowed)
  })

  it('MONITOR goes through once, and not where Redis would leave it unanswered', () => {
    expect(verdict('MONITOR', own)).toEqual(allowed)
    expect(verdict('MONITOR', own, 'subscribed')).toEqual(allowed)
    expect(verdict('MONITOR', own, 'monitor')).toEqual(refused)
    expect(verdict('monitor', trusted, 'multi')).toEqual(refused)
  })

  it('says what, why and what to do', () => {
    expect(verdict('config set maxmemory 0', own)).toEqual({
      refused: {
        code: 'forbidden',
        message: 'CONFIG SET is not run here. Redis would take more of this machine than it is lent.',
        mend: 'Anything from 1 to 1024mb.',
      },
    })
  })
})

describe('on somebody’s server', () => {
  const spared = [
    'EVAL return 0',
    'EVALSHA x 0',
    'EVAL_RO x 0',
    'EVALSHA_RO x 0',
    'FCALL f 0',
    'FCALL_RO f 0',
    'FUNCTION LOAD x',
    'FUNCTION FLUSH',
    'SCRIPT LOAD x',
    'SCRIPT KILL',
    'MODULE LIST',
    'CONFIG GET *',
    'CONFIG SET hz 10',
    'DEBUG SLEEP 1',
    'SHUTDOWN',
    'REPLICAOF NO ONE',
    'MIGRATE 127.0.0.1 6379 k 0 10',
    'ACL LIST',
    'ACL SETUSER x',
    'CLIENT KILL ID 3',
    'CLIENT LIST',
    'CLIENT PAUSE 1',
    'FLUSHALL',
    'FLUSHDB ASYNC',
    'SWAPDB 0 1',
    'KEYS *',
    'SAVE',
    'BGSAVE',
    'SORT k BY w_* GET p_*',
    'SORT_RO k BY w_*',
    'RESTORE k 0 x',
    'LATENCY DOCTOR',
    'SLOWLOG GET',
    'MONITOR',
    'CLUSTER RESET',
    'FAILOVER',
    'renamed-flushall',
  ]
  it.each([...spared, ...outOfProtocol])('%s is refused until a person agrees, in any case and in MULTI', line => {
    for (const mode of ['idle', 'multi'] as const) {
      expect(verdict(line, attached, mode)).toEqual(refused)
      expect(verdict(line.toLowerCase(), attached, mode)).toEqual(refused)
    }
  })

  it.each(spared)('%s goes to Redis once a person agreed', line => {
    expect(verdict(line, trusted)).toEqual(allowed)
  })

  it.each(outOfProtocol)('%s is refused even then', line => {
    expect(verdict(line, trusted)).toEqual(refused)
  })

  it.each([
    'SET k v',
    'GET k',
    'DEL k',
    'BLPOP k 0',
    'SUBSCRIBE c',
    'MULTI',
    'EXEC',
    'SCAN 0',
    'SELECT 1',
    'HELLO 3',
    'RESET',
    'OBJECT ENCODING k',
    'MEMORY USAGE k',
    'COMMAND DOCS get',
    'CLIENT ID',
    'TYPE k',
    'config',
  ])('%s goes to Redis at once', line => {
    expect(verdict(line, attached)).toEqual(allowed)
  })

  it('no command is in the categories admin, dangerous or scripting and yet goes through', () => {
    const through = [...docs.values()].filter(doc => {
      const [name, sub] = doc.name.split('|')
      return 'allowed' in judge([name, sub].filter(word => word !== undefined).map(bytes), attached, doc, 'idle')
    })
    const names = new Set(through.flatMap(doc => doc.categories))
    for (const category of ['admin', 'dangerous', 'scripting']) expect(names).not.toContain(category)
    expect(through.length).toBeGreaterThan(200)
  })

  it('names the mend', () => {
    expect(verdict('keys *', attached)).toEqual({
      refused: {
        code: 'forbidden',
        message:
          'KEYS is not run here. It can harm or block the server, or read all of it (ACL category @dangerous), and this server is not the page’s own.',
        mend: 'Switch dangerous commands on in the header, or start with REDIS_TRUST=full.',
      },
    })
  })
})
