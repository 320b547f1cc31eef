/** Pub/Sub on the stage: who publishes, what is listened to and by whom, and the message at the playhead. */
import type { Fact } from '@rdd/shared/fact'
import { comings, pubsub } from '../layout/pubsub.ts'
import { messageAt } from '../layout/pubsub-flight.ts'
import { talkOf } from '../layout/pubsub-talk.ts'
import type { Draws } from '../stage/picture-scene.ts'
import { PictureStage } from '../stage/picture-stage.tsx'
import type { Playhead } from '../store/playhead.ts'
import type { PlaceProps } from './place.ts'

/** ms a message is on its way at speed 1. */
const FLIGHT = 900
/** Facts before the playhead that are looked through. */
const LOOKED = 400

/** The facts up to the playhead, as far as they are looked through. */
function factsUpTo(playhead: Playhead): readonly Fact[] {
  const { seq, first } = playhead.getSnapshot()
  return playhead.facts.slice(Math.max(0, seq - first - LOOKED), Math.max(0, seq - first))
}

const draws: Draws = playhead => {
  const talk = talkOf(factsUpTo(playhead), playhead.state.listening())
  const { message } = talk
  return {
    frame: room => pubsub(talk, room).frame,
    moves: comings,
    data: { listeners: String(talk.listeners.length) },
    ...(message === undefined
      ? {}
      : {
          lasts: FLIGHT,
          above: (room, t) => {
            const { way } = pubsub(talk, room)
            return way === undefined ? [] : messageAt(way, message.payload, t)
          },
        }),
  }
}

export const Place = ({ playhead, redisNow }: PlaceProps) => (
  <PictureStage scene="pubsub" playhead={playhead} draws={draws} redisNow={redisNow} />
)
