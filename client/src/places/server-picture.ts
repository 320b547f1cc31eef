/** What there is to draw of the server where the playhead stands. */
import { typeName } from '@rdd/shared/keyspace/view'
import type { ServerPicture } from '../layout/architecture.ts'
import type { Playhead } from '../store/playhead.ts'

/** INFO and the connections are as the page has them now. */
export function serverPicture(
  at: Playhead,
  db: number,
  { info, connections }: Pick<ServerPicture, 'info' | 'connections'>,
): ServerPicture {
  const { state } = at
  const touched = new Set(
    at.told().flatMap(({ db: where, after, before }) => {
      const view = after ?? before
      return where === db && view !== undefined ? [typeName(view)] : []
    }),
  )
  const views = [...state.keys(db).values()]
  return { views, total: state.count(db), info, connections, touched, past: at.getSnapshot().mode === 'past' }
}
