/** Room: what the header and the states of the page say: the road, the server, and how it fares. */
import type { Joined, Refusal, RoomStatus, ServerInfo } from '@rdd/shared/protocol'
import { createStore, type Store } from './store.ts'

export interface Road {
  state: 'connecting' | 'live' | 'lost'
  /** What happened, in a sentence; empty while all is well. */
  why: string
  /** The server said no: trying again does not help. */
  refusal?: Refusal
  /** When it was lost, ms on the page's steady clock. */
  since: number
}

export interface RoomNow {
  road: Road
  /** Undefined until the first join. */
  id: string | undefined
  epoch: string | undefined
  server: ServerInfo | undefined
  status: RoomStatus | undefined
  /** Round trip page-server in ms. */
  roundTripMs: number | undefined
  /** Seq of the oldest fact the server still has. */
  oldest: number
}

export const createRoom = (): Store<RoomNow> =>
  createStore<RoomNow>({
    road: { state: 'connecting', why: '', since: 0 },
    id: undefined,
    epoch: undefined,
    server: undefined,
    status: undefined,
    roundTripMs: undefined,
    oldest: 0,
  })

export const joinedRoom = (now: RoomNow, joined: Joined): RoomNow => ({
  ...now,
  id: joined.room,
  epoch: joined.epoch,
  server: joined.server,
  status: joined.status,
  oldest: joined.oldest,
})
