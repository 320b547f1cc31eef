/**
 * The wire between page and server: one schema for each message, checked at the border, inferred everywhere else.
 * docs/protocol.md holds the rules by number; a message of another version is refused with `version`.
 */
import * as z from 'zod/mini'
import { Bytes, bytes, isBytes } from './bytes.ts'
import { Actor, Effects, Fact } from './fact.ts'
import { Listened } from './keyspace/listening.ts'
import { Reply } from './reply.ts'
import { ActorState, PatternName, RunView } from './run.ts'
import { Instant } from './time.ts'

export const VERSION = 2
/** Largest message the server takes, in bytes; the page checks it before sending. */
export const MAX_MESSAGE = 1_000_000
/** Most arguments of one command from the page. */
export const MAX_ARGS = 100_000

export const Id = z.string().check(z.regex(/^[\w-]{1,64}$/))
const FromPage = Bytes.check(z.refine(isBytes, 'not the text form of bytes'))

/** Why a request was refused, in a word for code, a sentence for people, and the mend. */
export const Refusal = z.object({
  code: z.enum([
    'bad-message',
    'version',
    'unknown-room',
    'unknown-client',
    'busy',
    'too-large',
    'too-many',
    'forbidden',
    'redis-down',
    'not-joined',
    'not-found',
    'failed',
  ]),
  message: z.string(),
  mend: z.optional(z.string()),
})
export type Refusal = z.infer<typeof Refusal>
/** Every acknowledgement: the answer, or the refusal. */
export type Ack<T> = { ok: T } | { refused: Refusal }
export const ackOf = <T extends z.ZodMiniType>(ok: T) => z.union([z.object({ ok }), z.object({ refused: Refusal })])

// ---- page to server -------------------------------------------------------------------------------------------------

/** `viewer`: random 128 bits of this browser tab, kept over reloads: its clients come back to it. */
export const Join = z.object({ version: z.literal(VERSION), room: z.optional(Id), viewer: Id })
/** `id`: random, made by the page, so that an answer lost on the way can be found again in the client's log. */
export const Run = z.object({
  client: Id,
  id: Id,
  argv: z.array(FromPage).check(z.minLength(1), z.maxLength(MAX_ARGS)),
  /** The line as typed: what the log shows. */
  line: z.string(),
})
export const OfClient = z.object({ client: Id })
export const AddClient = z.object({ name: z.optional(z.string().check(z.regex(/^[\w.-]{1,32}$/))) })
/** Facts from..to, both included: what fills a hole. */
export const Missing = z.object({ epoch: Id, from: z.int(), to: z.int() })
/** The keys this page draws: the ones that stay right during a flood. At most 200. */
export const Watch = z.object({ db: z.int(), keys: z.array(FromPage).check(z.maxLength(200)) })
/** Attached servers only: the careful defaults a person may lift. */
export const Consent = z.object({
  dangerous: z.optional(z.boolean()),
  events: z.optional(z.boolean()),
  monitor: z.optional(z.boolean()),
})
export const Nothing = z.object({})

const RowId = z.string().check(z.regex(/^[\w-]{1,32}$/))
const RowValue = z.object({ name: z.string().check(z.maxLength(200)), detail: z.string().check(z.maxLength(200)) })
export const Operation = z.enum([
  'get',
  'get-memoised',
  'create',
  'update',
  'invalidate',
  'invalidate-pattern',
  'refresh',
])
export type Operation = z.infer<typeof Operation>
/** A run through a pattern: each lane is a client with one request. It takes the place of the room's run before it. */
export const StartRun = z.object({
  pattern: PatternName,
  lanes: z
    .array(
      z.object({ operation: Operation, form: z.enum(['safe', 'notebook']), id: RowId, value: z.optional(RowValue) }),
    )
    .check(z.minLength(1), z.maxLength(6)),
  ttlMs: z.int().check(z.gte(1), z.lte(86_400_000)),
  /** Held at the first hop; otherwise it plays. */
  paused: z.boolean(),
})
/** Lets one hop through: of that lane, or of the lane held longest. */
export const StepRun = z.object({ lane: z.optional(z.string().check(z.maxLength(20))) })
/** A hop every so many ms, or none by itself. */
export const PlayRun = z.object({ on: z.boolean(), everyMs: z.int().check(z.gte(20), z.lte(10_000)) })
/** `slow` adds `addedMs` to each call, said as added. */
export const BreakActor = z.object({
  actor: z.enum(['cache', 'database', 'writer']),
  state: ActorState,
  addedMs: z.optional(z.int().check(z.gte(0), z.lte(10_000))),
})
/** Behind the cache's back: let its key run out or be evicted, change its value, change the row. */
export const Meddle = z.object({ what: z.enum(['expire', 'evict', 'change-cache', 'change-row']), id: RowId })
/** The keys and rows of that point of the log, restored: what came after is left behind. */
export const GoOnFrom = z.object({ seq: z.int() })

/** Where a page that leads stands: whoever follows goes there too. */
export const LedPlace = z.object({
  /** The path of its chapter, without the slash. */
  chapter: z.string().check(z.regex(/^[a-z-]{1,40}$/)),
  db: z.int().check(z.gte(0), z.lte(99_999)),
  lens: z.enum(['value', 'bits', 'encoding']),
  /** 0-based number of the lesson's step that comes next. */
  step: z.optional(z.int().check(z.gte(0), z.lte(10_000))),
  /** The fact it looks at; absent: what happens now. */
  seq: z.optional(z.int()),
  /** The sets it compares by hand, in that order; absent: none. */
  compared: z.optional(z.array(FromPage).check(z.minLength(1), z.maxLength(3))),
})
export type LedPlace = z.infer<typeof LedPlace>
/** The page leads from there; null: it leads no more. The last one to lead is the one that is followed. */
export const Lead = z.object({ place: z.nullable(LedPlace) })

// ---- server to page -------------------------------------------------------------------------------------------------

/** What an engine lacks, and why: shown, never a crash. */
export const Lack = z.object({
  what: z.enum(['events', 'monitor', 'dangerous', 'new-room', 'memory', 'encoding']),
  why: z.string(),
})
export const ServerInfo = z.object({
  engine: z.enum(['own', 'attached']),
  /** redis or valkey */
  product: z.string(),
  version: z.string(),
  /** For people: never with a password. */
  address: z.string(),
  databases: z.int(),
  lacks: z.array(Lack),
})
export type ServerInfo = z.infer<typeof ServerInfo>

/** What a client is doing. `since`: ms on Redis's clock. */
export const ClientState = z.object({
  id: Id,
  name: z.string(),
  db: z.int(),
  /** `multi`: in a transaction; `waiting`: a command has no reply yet; `gone`: its connection died. */
  state: z.enum(['idle', 'multi', 'waiting', 'subscribed', 'monitor', 'gone']),
  resp: z.union([z.literal(2), z.literal(3)]),
  /** For `waiting`: the command. For `subscribed`: the channels. */
  what: z.string(),
  since: Instant,
})
export type ClientState = z.infer<typeof ClientState>

/** One line of a client's log. `n` rises by one for each and is never reused. */
export const LogEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reply'),
    n: z.int(),
    id: Id,
    db: z.int(),
    line: z.string(),
    reply: Reply,
    tookUs: z.number(),
    waitedMs: z.optional(z.number()),
    /** The fact at which it began to wait. */
    since: z.optional(z.int()),
    /** The fact it became, if it became one. */
    seq: z.optional(z.int()),
  }),
  /** Pushed by the server: a message, a MONITOR line, an invalidation. `skipped`: as many before it were not kept. */
  z.object({ kind: z.literal('push'), n: z.int(), reply: Reply, skipped: z.optional(z.int()) }),
  /** Refused by us, or lost: `unknown` means Redis may or may not have run it. */
  z.object({
    kind: z.literal('refused'),
    n: z.int(),
    id: Id,
    db: z.int(),
    line: z.string(),
    outcome: z.enum(['refused', 'unknown']),
    message: z.string(),
    mend: z.optional(z.string()),
  }),
  /** Said by us: the server restarted, a script was killed. */
  z.object({ kind: z.literal('notice'), n: z.int(), text: z.string() }),
])
export type LogEntry = z.infer<typeof LogEntry>

export const ClientLog = z.object({ client: ClientState, entries: z.array(LogEntry) })

export const RoomStatus = z.object({
  state: z.enum(['live', 'redis-down', 'busy']),
  /** What happened, in a sentence. */
  text: z.string(),
  viewers: z.int(),
  /** What is heard of Redis: MONITOR is off during a flood, and on an attached server until somebody agrees. */
  monitor: z.boolean(),
  events: z.boolean(),
  dangerous: z.boolean(),
})
export type RoomStatus = z.infer<typeof RoomStatus>

export const Joined = z.object({
  room: Id,
  epoch: Id,
  /** State right after `base.seq`; `facts` go on from there without a hole. */
  base: z.object({
    seq: z.int(),
    at: Instant,
    effects: Effects,
    waiting: z.array(Fact),
    run: z.optional(RunView),
    listening: z.optional(z.array(z.object({ client: Actor, to: z.array(Listened) }))),
  }),
  facts: z.array(Fact),
  /** Seq of the oldest fact the server still has: `history` brings those before `facts`. */
  oldest: z.int(),
  clients: z.array(ClientLog),
  server: ServerInfo,
  status: RoomStatus,
  /** Where the page that leads stands; null: nobody leads. */
  led: z.nullable(LedPlace),
})
export type Joined = z.infer<typeof Joined>

export const acks = {
  join: ackOf(Joined),
  /** Taken: the answer comes as a LogEntry with this `n`. A refusal is a LogEntry too. */
  run: ackOf(z.object({ n: z.int() })),
  /** True when there was something to cancel. */
  cancel: ackOf(z.boolean()),
  addClient: ackOf(ClientState),
  closeClient: ackOf(z.null()),
  reset: ackOf(z.null()),
  resync: ackOf(z.null()),
  missing: ackOf(z.object({ epoch: Id, facts: z.array(Fact) })),
  /** The ring whole, from its checkpoint: what First needs. */
  history: ackOf(z.object({ epoch: Id, base: Joined.shape.base, facts: z.array(Fact) })),
  watch: ackOf(z.null()),
  lead: ackOf(z.null()),
  consent: ackOf(RoomStatus),
  startRun: ackOf(z.object({ run: z.string() })),
  stepRun: ackOf(z.null()),
  playRun: ackOf(z.null()),
  finishRun: ackOf(z.null()),
  abandonRun: ackOf(z.null()),
  breakActor: ackOf(z.null()),
  meddle: ackOf(z.null()),
  goOnFrom: ackOf(z.null()),
  /** Redis's clock now, as the server knows it, and the error of that in ms. */
  clock: ackOf(z.object({ at: Instant, errorMs: z.number() })),
}
export const requests = {
  join: Join,
  run: Run,
  cancel: OfClient,
  addClient: AddClient,
  closeClient: OfClient,
  reset: Nothing,
  resync: Nothing,
  missing: Missing,
  history: Nothing,
  watch: Watch,
  lead: Lead,
  consent: Consent,
  startRun: StartRun,
  stepRun: StepRun,
  playRun: PlayRun,
  finishRun: Nothing,
  abandonRun: Nothing,
  breakActor: BreakActor,
  meddle: Meddle,
  goOnFrom: GoOnFrom,
  clock: Nothing,
}
export type Requests = typeof requests
export type RequestName = keyof Requests
export type RequestOf<N extends RequestName> = z.infer<Requests[N]>
export type AnswerOf<N extends RequestName> = Extract<z.infer<(typeof acks)[N]>, { ok: unknown }>['ok']

export const events = {
  /** In order; a hole is filled with `missing`. Another epoch than the page's: join again. */
  facts: z.object({ epoch: Id, facts: z.array(Fact) }),
  entry: z.object({ client: Id, entry: LogEntry }),
  /** The clients of this viewer, whenever one changes. */
  clients: z.array(ClientState),
  status: RoomStatus,
  /** The page that leads went somewhere, or leads no more. */
  led: Lead,
  /** The room began anew (its Redis died, or it was replaced): join again. The old log stays as a recording. */
  epoch: z.object({ epoch: Id, why: z.string() }),
}
export type Events = typeof events
export type EventName = keyof Events
export type EventOf<N extends EventName> = z.infer<Events[N]>

// socket.io's own maps, inferred
export type ClientToServer = {
  [N in RequestName]: (message: RequestOf<N>, ack: (answer: Ack<AnswerOf<N>>) => void) => void
}
export type ServerToClient = { [N in EventName]: (message: EventOf<N>) => void }

// ---- HTTP: asked, not happened ----------------------------------------------------------------------------------------

const DatabaseText = z.pipe(z.string().check(z.regex(/^\d{1,5}$/, 'not a database number')), z.transform(Number))
/** GET /api/rooms/:room/keys?db=0&match=*&type=&cursor=0 : `type` absent: all; `cursor`: of the page before, 0 at first. */
export const KeysQuery = z.object({
  db: DatabaseText,
  match: z._default(FromPage, bytes('*')),
  type: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/, 'not a type'))),
  cursor: z._default(z.string().check(z.regex(/^\d{1,20}$/, 'not a cursor')), '0'),
})
/** A page of SCAN for keys beyond those carried. */
export const KeyPage = z.object({ cursor: z.string(), keys: z.array(z.object({ key: Bytes, type: z.string() })) })
/** GET /api/rooms/:room/key?db=&key= */
export const KeyQuery = z.object({ db: DatabaseText, key: FromPage })
/** What only a question can tell; touches nothing that LRU or LFU count. */
export const KeyDetail = z.object({
  idleSeconds: z.nullable(z.int()),
  frequency: z.nullable(z.int()),
  refcount: z.nullable(z.int()),
  policy: z.string(),
})
/** GET /api/rooms/:room/limits : the thresholds at which encodings change, as CONFIG GET names them. Empty: CONFIG is denied. */
export const Limits = z.record(z.string(), z.string())
/** GET /api/rooms/:room/info : INFO by its own names, of the sections a picture of the server needs. */
export const Info = z.record(z.string(), z.string())
/**
 * GET /api/rooms/:room/connections : whose the connections are that Redis has now, by CLIENT LIST. `eyes`: what the playground
 * looks with. `consoles`: clients of its pages. `runs`: apps and writers of a pattern. `others`: other programs, with the names
 * they gave themselves, as far as they did. Null: Redis does not say.
 */
export const Connections = z.nullable(
  z.object({ eyes: z.int(), consoles: z.int(), runs: z.int(), others: z.int(), names: z.array(z.string()) }),
)
export type Connections = z.infer<typeof Connections>
/** GET /api/rooms/:room/address : where another program can join in (own rooms, loopback only). */
export const Address = z.object({ url: z.string() })
/** GET /api/database : the one all rooms share, started when a pattern is first opened. `said`: `PostgreSQL 18.4, embedded`. */
export const DatabaseStatus = z.discriminatedUnion('state', [
  z.object({ state: z.literal('off') }),
  z.object({ state: z.literal('starting'), percent: z.number(), doing: z.string() }),
  /** `why` it is not the embedded one: PGlite stands in for it. */
  z.object({ state: z.literal('ready'), said: z.string(), why: z.optional(z.string()) }),
  /** What happened and what to do; the next run tries again. */
  z.object({ state: z.literal('failed'), why: z.string() }),
])
export type DatabaseStatus = z.infer<typeof DatabaseStatus>
/** POST /api/rooms */
export const NewRoom = z.object({ room: Id })
export type Limits = z.infer<typeof Limits>
export type Info = z.infer<typeof Info>
export type KeyPage = z.infer<typeof KeyPage>
export type KeyDetail = z.infer<typeof KeyDetail>
export type KeysQuery = z.infer<typeof KeysQuery>
export type KeyQuery = z.infer<typeof KeyQuery>
export type Address = z.infer<typeof Address>
export type NewRoom = z.infer<typeof NewRoom>
