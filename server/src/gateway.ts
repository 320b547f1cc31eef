/**
 * Gateway: socket.io at the border. Every message is checked against its schema before anything looks at it, every request
 * is answered, refusals with reason and mend. A page that reads too slowly is dropped rather than queued for without
 * bound: it comes back, joins, and gets the state anew.
 */
import { EventEmitter } from 'node:events'
import type { Server as HttpServer } from 'node:http'
import {
  type Ack,
  type AnswerOf,
  type ClientToServer,
  MAX_MESSAGE,
  type RequestName,
  type RequestOf,
  requests,
  type ServerToClient,
  VERSION,
} from '@rdd/shared/protocol'
import { Server, type Socket } from 'socket.io'
import * as z from 'zod/mini'
import type { Guard } from './http/guard.ts'
import { Rate } from './rate.ts'
import { Refused } from './refused.ts'
import type { Room, RoomListener } from './rooms/room.ts'

/** Requests a page may make in a second, and that may wait for the next; those that cost more than a look count as many. */
const RATE = 200
const COST: Partial<Record<RequestName, number>> = { join: 5, missing: 5, reset: 5, resync: 20, history: 50 }
/** Bytes that may wait for a page: for two seconds (a page that draws a lot reads nothing meanwhile), and at all. */
const BACKLOG = { long: 8_000_000, most: 64_000_000 }
/** ms between looks at that, and looks in two seconds. */
const SWEEP = 250
const LONG = 8

type Page = Socket<ClientToServer, ServerToClient>
type Seat = { room: Room; viewer: string }
export interface Gateway {
  /** Who hears what happens in a room. */
  listener(room: string): RoomListener
  /** From now on pages are let in. */
  admit(find: (room?: string) => Room): void
  close(): Promise<void>
}

export function createGateway(http: HttpServer, guard: Guard, log: (line: string) => void): Gateway {
  const io = new Server<ClientToServer, ServerToClient>(http, {
    serveClient: false,
    maxHttpBufferSize: MAX_MESSAGE,
    allowRequest: guard.allowRequest,
    pingInterval: 5_000,
    pingTimeout: 5_000,
  })
  let find: (room?: string) => Room = () => {
    throw new Refused('redis-down', 'The server is still starting.', 'Try again in a moment.')
  }

  io.on('connection', page => {
    let seat: Seat | undefined
    const rate = new Rate(RATE)
    const on = <N extends RequestName>(
      name: N,
      schema: z.ZodMiniType<RequestOf<N>>,
      act: (message: RequestOf<N>) => AnswerOf<N> | Promise<AnswerOf<N>>,
    ) => {
      const answer = async (raw: unknown): Promise<Ack<AnswerOf<N>>> => {
        try {
          const turn = rate.spend(COST[name] ?? 1)
          if (turn !== undefined) await turn
          if (page.disconnected) throw new Refused('not-joined', 'The page left before its turn came.')
          const checked = z.safeParse(schema, raw)
          if (!checked.success) throw malformed(name, raw, checked.error)
          return { ok: await act(checked.data) }
        } catch (error) {
          return { refused: refusalOf(error, log) }
        }
      }
      // the types promise what only the schema can check: what comes from outside may be anything, or nothing
      page.on<RequestName>(name, (raw: unknown, ack: unknown) => {
        void answer(raw).then(said => {
          if (typeof ack === 'function') ack(said)
        })
      })
    }
    on('join', requests.join, async ({ room: id, viewer }) => {
      const room = find(id)
      seat?.room.viewers.leave(page.id)
      if (seat) await page.leave(seat.room.id)
      seat = undefined
      const joined = room.join(page.id, viewer)
      seat = { room, viewer }
      // in this same turn: what happens from now on is heard, what happened before is in `joined`
      void page.join([room.id, viewerRoom(room.id, viewer)])
      return joined
    })
    const there = (): Seat => {
      if (seat === undefined) throw new Refused('not-joined', 'This page has not joined a room.', 'Reload the page.')
      return seat
    }
    on('run', requests.run, message => there().room.clients.run(there().viewer, message))
    on('cancel', requests.cancel, ({ client }) => there().room.clients.cancel(there().viewer, client))
    on('addClient', requests.addClient, message => there().room.clients.add(there().viewer, message))
    on('closeClient', requests.closeClient, ({ client }) => there().room.clients.close(there().viewer, client))
    on('reset', requests.reset, () => there().room.reset(there().viewer))
    on('resync', requests.resync, () => there().room.resync())
    on('missing', requests.missing, message => there().room.missing(message))
    on('history', requests.history, () => there().room.history())
    on('watch', requests.watch, message => there().room.watch(page.id, message))
    on('lead', requests.lead, ({ place }) => there().room.viewers.lead(page.id, place))
    on('consent', requests.consent, message => there().room.consent(message))
    on('clock', requests.clock, () => there().room.clock())
    page.onAny((name: string, ...rest: unknown[]) => {
      const ack = rest.at(-1)
      if (Object.hasOwn(requests, name) || typeof ack !== 'function') return
      ack({ refused: new Refused('bad-message', `This server knows no message ${name.slice(0, 60)}.`).refusal })
    })
    on('startRun', requests.startRun, message => there().room.runner.start(message))
    on('stepRun', requests.stepRun, message => there().room.runner.step(message))
    on('playRun', requests.playRun, message => there().room.runner.play(message))
    on('finishRun', requests.finishRun, () => there().room.runner.finish())
    on('abandonRun', requests.abandonRun, () => there().room.runner.abandon())
    on('breakActor', requests.breakActor, message => there().room.runner.break(message))
    on('meddle', requests.meddle, message => there().room.runner.meddle(message))
    on('goOnFrom', requests.goOnFrom, message => there().room.runner.goOnFrom(message))
    page.on('disconnect', () => seat?.room.viewers.leave(page.id))
  })

  /** Drops pages that stopped reading. `late`: looks in a row at which too much was waiting. */
  const late = new WeakMap<Page, number>()
  const sweep = setInterval(() => {
    for (const page of io.sockets.sockets.values()) {
      const bytes = backlogOf(page)
      const looks = bytes > BACKLOG.long ? (late.get(page) ?? 0) + 1 : 0
      late.set(page, looks)
      if (looks >= LONG || bytes > BACKLOG.most) drop(page)
    }
  }, SWEEP).unref()

  return {
    listener: room => ({
      onFacts: (epoch, facts) => void io.to(room).emit('facts', { epoch, facts }),
      onStatus: status => void io.to(room).emit('status', status),
      onLed: (by, place) => void io.to(room).except(by).emit('led', { place }),
      onEpoch: (epoch, why) => void io.to(room).emit('epoch', { epoch, why }),
      onEntry: (viewer, client, entry) => void io.to(viewerRoom(room, viewer)).emit('entry', { client, entry }),
      onClients: (viewer, clients) => void io.to(viewerRoom(room, viewer)).emit('clients', clients),
    }),
    admit: to => {
      find = to
    },
    close: async () => {
      clearInterval(sweep)
      await io.close()
    },
  }
}

const viewerRoom = (room: string, viewer: string) => `${room}/${viewer}`

/** Bytes that wait for a page: what engine.io holds back until the socket takes more, and what the socket holds. */
function backlogOf({ conn }: Page): number {
  const held: unknown = Reflect.get(conn, 'writeBuffer')
  let bytes = Number(Reflect.get(Object(webSocketOf(conn)), 'bufferedAmount') ?? 0)
  if (Array.isArray(held)) for (const { data } of held) bytes += typeof data === 'string' ? data.length : 0
  return bytes
}

/** Ends it now: an orderly end would wait until everything is read. */
function drop(page: Page): void {
  const socket = webSocketOf(page.conn)
  page.disconnect(true)
  page.conn.close(true)
  if (socket instanceof EventEmitter && 'terminate' in socket && typeof socket.terminate === 'function')
    socket.terminate()
}

/** The ws socket of a connection; undefined while it is polling. */
const webSocketOf = ({ transport }: Page['conn']): unknown => ('socket' in transport ? transport.socket : undefined)

function malformed(name: RequestName, raw: unknown, error: z.core.$ZodError): Refused {
  if (name === 'join' && typeof raw === 'object' && raw !== null && 'version' in raw && raw.version !== VERSION)
    return new Refused(
      'version',
      `This page speaks version ${raw.version} of the protocol, the server ${VERSION}.`,
      'Reload the page.',
    )
  const [issue] = error.issues
  const where = [name, ...(issue?.path ?? [])].map(String).join('.')
  return new Refused(
    'bad-message',
    `${where}: ${issue?.message ?? 'malformed'}.`,
    'Reload the page; if it stays, the page and the server differ.',
  )
}

function refusalOf(error: unknown, log: (line: string) => void) {
  if (error instanceof Refused) return error.refusal
  log(`A request failed: ${error instanceof Error ? error.stack : String(error)}`)
  return new Refused('failed', 'The server failed here; its own log says why.', 'Try again.').refusal
}
