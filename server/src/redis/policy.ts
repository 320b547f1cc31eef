/**
 * Policy: what the room does not pass on to Redis, and why. Redis refuses what is wrong; this refuses what Redis would
 * do. Three tables: what takes a connection out of the protocol we speak (always), what reaches past a private server to
 * the machine or takes away what the page lives on (own), and what a stranger's server must not suffer until a person has
 * agreed (attached). A command in a transaction is judged when it is queued.
 */
import type { Bytes } from '@rdd/shared/bytes'
import type { CommandDoc } from '@rdd/shared/commands/catalogue'
import type { Refusal } from '@rdd/shared/protocol'
import type { Mode } from './connection-state.ts'

export type RoomRules = {
  engine: 'own' | 'attached'
  /** Attached only: a person has agreed to dangerous commands. */
  dangerous: boolean
  /** Own only: bytes, the most that CONFIG SET maxmemory may ask for. */
  maxmemory: number
}
/** `shutdown`: the room answers itself, by replacing its server. */
export type Verdict = { allowed: true; intercept?: 'shutdown' } | { refused: Refusal }

type No = { why: string; mend?: string }
/** Why not, and what to do instead. Undefined: these arguments are fine. `args` in lower case, behind the command. */
type Rule = (args: readonly string[], at: { mode: Mode; maxmemory: number }) => No | undefined
type Rules = Readonly<Record<string, Rule>>

const never =
  (why: string, mend?: string): Rule =>
  () =>
    mend === undefined ? { why } : { why, mend }
const only =
  (when: (args: readonly string[]) => boolean, rule: Rule): Rule =>
  (args, at) =>
    when(args) ? rule(args, at) : undefined

const replication = never('It turns this connection into a replica’s, and what comes then is no reply.')

/** By command, or `command|subcommand`. */
const everywhere: Rules = {
  'client|reply': only(
    ([mode]) => mode === 'off' || mode === 'skip',
    never('Without replies nobody could tell what happened: the console waits for each one.'),
  ),
  'script|debug': only(
    ([mode]) => mode === 'yes' || mode === 'sync',
    never('The Lua debugger takes the connection over.', 'Use redis-cli --ldb in a terminal.'),
  ),
  monitor: (_, { mode }) => {
    if (mode === 'monitor') return { why: 'This client does already, and Redis leaves a second MONITOR unanswered.' }
    if (mode === 'multi')
      return {
        why: 'In a transaction Redis may leave it unanswered.',
        mend: 'Run it before MULTI, or in another client.',
      }
    return undefined
  },
  sync: replication,
  psync: replication,
  replconf: replication,
}

const keepsNothing: No = {
  why: 'This room’s Redis keeps nothing on disk.',
  mend: 'DUMP gives the bytes of one key; Copy in the inspector gives its commands.',
}
const disk: Rule = () => keepsNothing
const others = never('This room’s Redis talks to no other server.')
const modules = never('A module is a program: it would run on this machine with all our rights.')
const account = only(
  ([user]) => user === 'default',
  never('The page itself is signed in as default.', 'Use another user name: ACL SETUSER alice on nopass ~* +@all.'),
)
const SECONDS = 10

const own: Rules = {
  save: disk,
  bgsave: disk,
  bgrewriteaof: disk,
  'config|rewrite': disk,
  'debug|reload': disk,
  'debug|loadaof': disk,
  'debug|config-rewrite-force-all': disk,
  'acl|load': disk,
  'acl|save': disk,
  'config|set': configSet,
  'debug|restart': never(
    'It would come back without this room’s settings.',
    'SHUTDOWN gives the room a new, empty server.',
  ),
  'debug|crash-and-recover': never(
    'It would come back without this room’s settings.',
    'SHUTDOWN gives the room a new, empty server; DEBUG SEGFAULT shows a real crash.',
  ),
  'debug|sleep': only(
    ([seconds]) => Number(seconds) > SECONDS,
    never('Redis answers nobody while it sleeps.', `At most ${SECONDS} seconds.`),
  ),
  'client|pause': only(
    ([ms]) => Number(ms) > SECONDS * 1000,
    never('The page is paused with everybody else, and CLIENT UNPAUSE too.', `At most ${SECONDS * 1000} ms.`),
  ),
  'module|load': modules,
  'module|loadex': modules,
  'module|unload': modules,
  migrate: others,
  replicaof: others,
  slaveof: others,
  failover: others,
  'acl|setuser': account,
  'acl|deluser': account,
}

/** What may be tried: memory, eviction, expiry, encodings, the two logs. Ranges are Redis's to check. */
const settable = [
  /^maxmemory(-policy|-samples|-eviction-tenacity)?$/,
  /^(hash|list|set|zset)-max-(listpack|ziplist|intset)-(entries|value|size)$/,
  /^(list-compress-depth|hll-sparse-max-bytes|stream-node-max-(bytes|entries))$/,
  /^(hz|dynamic-hz|active-expire-effort|activerehashing)$/,
  /^(lfu|slowlog|latency|lazyfree)-[a-z-]+$/,
  /^(activedefrag|active-defrag-[a-z-]+)$/,
]
const mendSettings = 'maxmemory*, hz, lfu-*, lazyfree-*, slowlog-*, latency-* and the encoding limits may be set here.'

function configSet(args: readonly string[], { maxmemory }: { maxmemory: number }): No | undefined {
  for (let i = 0; i + 1 < args.length; i += 2) {
    const [name = '', value = ''] = args.slice(i, i + 2)
    if (name === 'notify-keyspace-events') return { why: 'The page sees changes by it.' }
    if (name === 'save' || name === 'appendonly') return keepsNothing
    if (!settable.some(pattern => pattern.test(name)))
      return { why: `${name} is about the machine or the page’s own connections.`, mend: mendSettings }
    if (name === 'maxmemory' && !(memory(value) > 0 && memory(value) <= maxmemory))
      return {
        why: 'Redis would take more of this machine than it is lent.',
        mend: `Anything from 1 to ${Math.floor(maxmemory / 1024 ** 2)}mb.`,
      }
  }
  return undefined
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  kb: 1024,
  m: 1e6,
  mb: 1024 ** 2,
  g: 1e9,
  gb: 1024 ** 3,
}
/** Bytes, as Redis reads `100mb`; NaN where it would not. */
function memory(text: string): number {
  const match = /^(\d+)([a-z]*)$/.exec(text)
  return Number(match?.[1]) * (units[match?.[2] ?? ''] ?? Number.NaN)
}

/** ACL categories an attached server is spared, and the reason. */
const careful: Readonly<Record<string, string>> = {
  admin: 'It administers the server',
  dangerous: 'It can harm or block the server, or read all of it',
  scripting: 'A script can run any command, and for any time',
}
const mendCareful = 'Switch dangerous commands on in the header, or start with REDIS_TRUST=full.'

/**
 * Whether a client may run a command.
 * @param doc from the server's own catalogue; undefined when it lists no such command
 * @param mode what the client's connection is in the middle of
 */
export function judge(argv: readonly Bytes[], room: RoomRules, doc: CommandDoc | undefined, mode: Mode): Verdict {
  const [name = '', ...args] = argv.map(arg => arg.toLowerCase())
  const sub = `${name}|${args[0]}`
  const at = { mode, maxmemory: room.maxmemory }
  for (const table of room.engine === 'own' ? [everywhere, own] : [everywhere]) {
    const no = find(table, name)?.(args, at)
    if (no !== undefined) return refuse(name, no)
    const subNo = find(table, sub)?.(args.slice(1), at)
    if (subNo !== undefined) return refuse(sub, subNo)
  }
  if (room.engine === 'own') return { allowed: true, ...(isShutdown(name, args, mode) && { intercept: 'shutdown' }) }
  return room.dangerous ? { allowed: true } : carefully(doc?.name ?? name, doc)
}

function carefully(name: string, doc: CommandDoc | undefined): Verdict {
  if (doc === undefined)
    return refuse(name, {
      why: 'This server’s command table does not list it, so nobody knows what it does.',
      mend: `Check the spelling. ${mendCareful}`,
    })
  const category = doc.categories.find(category => Object.hasOwn(careful, category))
  if (category === undefined) return { allowed: true }
  const why = `${careful[category]} (ACL category @${category}), and this server is not the page’s own.`
  return refuse(name, { why, mend: mendCareful })
}

/** Not in a transaction, where Redis refuses it; and SHUTDOWN ABORT or nonsense is Redis's to answer. */
const isShutdown = (name: string, args: readonly string[], mode: Mode): boolean =>
  name === 'shutdown' && mode !== 'multi' && args.every(arg => ['save', 'nosave', 'now', 'force'].includes(arg))

const find = (rules: Rules, name: string): Rule | undefined => (Object.hasOwn(rules, name) ? rules[name] : undefined)

function refuse(name: string, { why, mend }: No): Verdict {
  const message = `${name.slice(0, 60).replace('|', ' ').toUpperCase()} is not run here. ${why}`
  return { refused: { code: 'forbidden', message, ...(mend !== undefined && { mend }) } }
}
