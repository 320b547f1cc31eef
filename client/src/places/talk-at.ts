/** What is said and listened to where the playhead stands. */
import { type Talk, talkOf } from '../layout/pubsub-talk.ts'
import type { Playhead } from '../store/playhead.ts'

/** Facts before the playhead that are looked through. */
const LOOKED = 400

export function talkAt(playhead: Playhead): Talk {
  const { seq, first } = playhead.getSnapshot()
  const facts = playhead.facts.slice(Math.max(0, seq - first - LOOKED), Math.max(0, seq - first))
  return talkOf(facts, playhead.state.listening())
}
