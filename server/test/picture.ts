/** All that can be seen of a state, for comparison. */
import type { RoomState } from '@rdd/shared/keyspace/state'

export const picture = (state: RoomState) => ({
  keys: new Map(state.counts().map(([db]) => [db, new Map(state.keys(db))])),
  counts: state.counts(),
  waiting: state.waiting(),
})
