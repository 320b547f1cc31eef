/** Pub/Sub on the stage: who publishes, what is listened to and by whom, and the message at the playhead. */
import { comings, pubsub } from '../layout/pubsub.ts'
import { messageAt, passing } from '../layout/pubsub-flight.ts'
import type { Draws } from '../stage/picture-scene.ts'
import { PictureStage } from '../stage/picture-stage.tsx'
import type { PlaceProps } from './place.ts'
import { talkAt } from './talk-at.ts'

/** ms a message is on its way at speed 1. */
const FLIGHT = 900
const draws: Draws = playhead => {
  const talk = talkAt(playhead)
  const { message } = talk
  return {
    frame: room => pubsub(talk, room).frame,
    moves: comings,
    data: { listeners: String(talk.listeners.length) },
    ...(message === undefined
      ? {}
      : {
          lasts: FLIGHT,
          passing: (marks, room, t) => {
            const { way } = pubsub(talk, room)
            return way === undefined ? marks : passing(marks, messageAt(way, message.payload, t))
          },
        }),
  }
}

export const Place = ({ playhead, redisNow }: PlaceProps) => (
  <PictureStage scene="pubsub" playhead={playhead} draws={draws} redisNow={redisNow} />
)
