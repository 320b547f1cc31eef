/** A viewer without a page: joins a room over the same socket, hears its facts, runs commands. */
import { randomBytes } from 'node:crypto'
import { bytes } from '@rdd/shared/bytes'
import type { Ack, ClientToServer, EventOf, Joined, LogEntry, ServerToClient } from '@rdd/shared/protocol'
import { VERSION } from '@rdd/shared/protocol'
import { io, type Socket } from 'socket.io-client'
import { Decoder, Encoder } from 'socket.io-parser'

export interface Viewer {
  joined: Joined
  /** Calls back with every message of facts. */
  onFacts: (listener: (message: EventOf<'facts'>) => void) => void
  /** Runs a command on this viewer's client; resolves with its line of the log. */
  run: (argv: string[]) => Promise<LogEntry>
  /** Leaves, and takes its client with it. */
  close: () => void
}

function ok<T>(ack: Ack<T>): T {
  if ('refused' in ack) throw new Error(ack.refused.message)
  return ack.ok
}

/** Does not read the facts: what fifty pages on their own machines do with them is no cost of the server. */
class DeafDecoder extends Decoder {
  override add(packet: unknown): void {
    if (typeof packet !== 'string' || !packet.startsWith('2["facts",')) super.add(packet)
  }
}

/**
 * @param room the default room when absent
 * @param options.deaf lets the facts that come pass unread
 */
export async function joinRoom(url: string, room?: string, { deaf = false } = {}): Promise<Viewer> {
  const socket: Socket<ServerToClient, ClientToServer> = io(url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { origin: url },
    ...(deaf ? { parser: { Encoder, Decoder: DeafDecoder } } : {}),
  })
  const waiting = new Map<string, (entry: LogEntry) => void>()
  socket.on('entry', ({ entry }) => {
    if (entry.kind !== 'reply' && entry.kind !== 'refused') return
    waiting.get(entry.id)?.(entry)
    waiting.delete(entry.id)
  })
  const viewer = randomBytes(16).toString('hex')
  const joined = ok(
    await socket.emitWithAck('join', { version: VERSION, viewer, ...(room === undefined ? {} : { room }) }),
  )
  const client = joined.clients[0]?.client.id ?? ''
  let id = 0
  return {
    joined,
    onFacts: listener => void socket.on('facts', listener),
    async run(argv) {
      id += 1
      const name = `${id}`
      const entry = new Promise<LogEntry>(resolve => waiting.set(name, resolve))
      ok(await socket.emitWithAck('run', { client, id: name, argv: argv.map(bytes), line: argv.join(' ') }))
      return entry
    },
    close: () => void socket.emitWithAck('closeClient', { client }).finally(() => socket.disconnect()),
  }
}
