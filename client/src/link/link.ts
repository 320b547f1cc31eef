/**
 * Link: the one road to the server, and the only place that knows socket.io. Whatever comes in is checked against its
 * schema before anything else sees it; whatever goes out is answered, refused with a reason, or reported as lost.
 * Nothing is sent twice: what the socket would keep for later while it is down is refused here instead.
 */
import {
  type Ack,
  acks,
  type EventName,
  type EventOf,
  events,
  type Joined,
  MAX_MESSAGE,
  type Refusal,
  type RequestName,
  type RequestOf,
  VERSION,
} from '@rdd/shared/protocol'
import type { Instant } from '@rdd/shared/time'
import { io } from 'socket.io-client'
import * as z from 'zod/mini'
import { Clock } from './clock.ts'

// Compiled checks need eval, which the page's Content-Security-Policy forbids.
z.config({ jitless: true })

/** A request the server refused, with its reason and mend. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.message)
    this.name = 'Refused'
    this.refusal = refusal
  }
}

/** A request without an answer. `sent` false: it never left the page. */
export class Lost extends Error {
  readonly sent: boolean
  constructor(sent: boolean, message: string) {
    super(message)
    this.name = 'Lost'
    this.sent = sent
  }
}

export type LinkState =
  | { state: 'connecting' }
  | { state: 'live' }
  /** `refusal`: the server answered and said no, so trying again would not help. */
  | { state: 'lost'; why: string; refusal?: Refusal }

export type Handlers = { [N in EventName]: (message: EventOf<N>) => void } & {
  state: (state: LinkState) => void
  joined: (joined: Joined) => void
}

export interface LinkOptions {
  /** 128 random bits of this browser tab, in [\w-]. */
  viewer: string
  /** Undefined: the server's default room. */
  room: string | undefined
  handlers: Handlers
}

export type Link = ReturnType<typeof connect>

const ANSWER_MS = 10_000
const CLOCK_MS = 10_000
const CLOCK_BURST = [0, 60, 150, 300, 700]

/** Opens the road and keeps it open: reconnects with growing pauses, and joins the room again each time. */
export function connect({ viewer, room, handlers }: LinkOptions) {
  const socket = io({
    transports: ['websocket', 'polling'],
    // A road that is closed before it is open tells nothing: it is given up soon, and tried again.
    timeout: 3000,
    reconnectionDelay: 300,
    reconnectionDelayMax: 3000,
  })
  const clock = new Clock(() => performance.now(), Date.now())
  /** What arrives while the page joins: handled after it. Undefined when it is not joining. */
  let early: (() => void)[] | undefined
  /** Round trip page-server, ms: the best lately. */
  let roundTrip = Number.POSITIVE_INFINITY
  let timers: ReturnType<typeof setTimeout>[] = []

  async function ask<T>(name: RequestName, message: unknown, schema: z.ZodMiniType<Ack<T>>): Promise<T> {
    if (!socket.connected) throw new Lost(false, 'The page is not connected to its server.')
    if (JSON.stringify(message).length > MAX_MESSAGE)
      throw new Refused({
        code: 'too-large',
        message: `This is more than the ${MAX_MESSAGE / 1_000_000} MB the server takes in one message.`,
        mend: 'Send it in parts, or with redis-cli.',
      })
    let raw: unknown
    try {
      raw = await socket.timeout(ANSWER_MS).emitWithAck(name, message)
    } catch {
      throw new Lost(true, 'The connection broke before the answer.')
    }
    const answer = z.safeParse(schema, raw)
    if (!answer.success) throw new Lost(true, `The server's answer to ${name} is not of the form this page knows.`)
    if ('refused' in answer.data) throw new Refused(answer.data.refused)
    return answer.data.ok
  }

  async function measure() {
    const sent = performance.now()
    try {
      const { at, errorMs } = await ask('clock', {}, acks.clock)
      const got = performance.now()
      clock.sample(sent, got, at, errorMs)
      // An old best fades, so that a road that became slower is told.
      roundTrip = Math.min(got - sent, roundTrip * 1.05)
    } catch {
      // the next one tells
    }
  }

  function measureOften() {
    stopMeasuring()
    timers = CLOCK_BURST.map(ms => setTimeout(measure, ms))
    timers.push(setInterval(measure, CLOCK_MS))
  }
  function stopMeasuring() {
    for (const timer of timers) clearTimeout(timer)
    timers = []
  }

  /** One join at a time: whoever asks for another while one is on its way has it already. */
  async function join() {
    if (early) return
    early = []
    try {
      const answer = await ask('join', { version: VERSION, viewer, ...(room && { room }) }, acks.join)
      const meanwhile = early
      early = undefined
      handlers.joined(answer)
      handlers.state({ state: 'live' })
      for (const handle of meanwhile) handle()
      measureOften()
    } catch (error) {
      early = undefined
      if (error instanceof Refused) {
        handlers.state({ state: 'lost', why: error.message, refusal: error.refusal })
        // What is refused for its own sake stays refused; a server without its Redis yet is worth another try.
        if (error.refusal.code === 'redis-down') timers.push(setTimeout(join, 1000))
      } else if (socket.connected) socket.disconnect().connect()
    }
  }

  function listen<N extends EventName>(
    name: N,
    schema: z.ZodMiniType<EventOf<N>>,
    handle: (message: EventOf<N>) => void,
  ) {
    socket.on(name as string, (raw: unknown) => {
      const message = z.safeParse(schema, raw)
      if (!message.success)
        console.warn(`A message "${name}" is passed over: it is not of the form this page knows.`, message.error.issues)
      else if (early) early.push(() => handle(message.data))
      else handle(message.data)
    })
  }
  listen('facts', events.facts, handlers.facts)
  listen('entry', events.entry, handlers.entry)
  listen('clients', events.clients, handlers.clients)
  listen('status', events.status, handlers.status)
  listen('led', events.led, handlers.led)
  listen('epoch', events.epoch, handlers.epoch)

  socket.on('connect', () => void join())
  socket.on('disconnect', reason => {
    stopMeasuring()
    handlers.state({ state: 'lost', why: whyLost(reason) })
    // socket.io does not come back by itself from a server that said goodbye.
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 1000)
  })
  socket.io.on('reconnect_attempt', () =>
    handlers.state({ state: 'lost', why: 'The server does not answer. Trying again.' }),
  )
  addEventListener('online', () => socket.connect())

  return {
    clock,
    /** Round trip page-server in ms, the best of late; undefined before the first. */
    roundTripMs: () => (Number.isFinite(roundTrip) ? roundTrip : undefined),
    /** Joins again: after a new epoch, or when what is here cannot be mended by asking for what is missing. */
    rejoin: join,
    run: (message: RequestOf<'run'>) => ask('run', message, acks.run),
    cancel: (message: RequestOf<'cancel'>) => ask('cancel', message, acks.cancel),
    addClient: (message: RequestOf<'addClient'>) => ask('addClient', message, acks.addClient),
    closeClient: (message: RequestOf<'closeClient'>) => ask('closeClient', message, acks.closeClient),
    reset: () => ask('reset', {}, acks.reset),
    resync: () => ask('resync', {}, acks.resync),
    missing: (message: RequestOf<'missing'>) => ask('missing', message, acks.missing),
    history: () => ask('history', {}, acks.history),
    watch: (message: RequestOf<'watch'>) => ask('watch', message, acks.watch),
    lead: (message: RequestOf<'lead'>) => ask('lead', message, acks.lead),
    consent: (message: RequestOf<'consent'>) => ask('consent', message, acks.consent),
    startRun: (message: RequestOf<'startRun'>) => ask('startRun', message, acks.startRun),
    stepRun: (message: RequestOf<'stepRun'>) => ask('stepRun', message, acks.stepRun),
    playRun: (message: RequestOf<'playRun'>) => ask('playRun', message, acks.playRun),
    finishRun: () => ask('finishRun', {}, acks.finishRun),
    abandonRun: () => ask('abandonRun', {}, acks.abandonRun),
    breakActor: (message: RequestOf<'breakActor'>) => ask('breakActor', message, acks.breakActor),
    meddle: (message: RequestOf<'meddle'>) => ask('meddle', message, acks.meddle),
    goOnFrom: (message: RequestOf<'goOnFrom'>) => ask('goOnFrom', message, acks.goOnFrom),
    redisNow: (): Instant => clock.redisNow(),
  }
}

function whyLost(reason: string): string {
  if (reason === 'io server disconnect') return 'The server ended the connection.'
  if (reason === 'ping timeout') return 'The server did not answer for a while.'
  return 'The connection to the server broke.'
}
