/** Architecture: the server itself, with live figures; a box leads to the chapter of its type. */
import { typeName } from '@rdd/shared/keyspace/view'
import { useCallback, useMemo } from 'react'
import { architecture } from '../layout/architecture.ts'
import { usePage, useStore } from '../panels/use.ts'
import { useInfo } from '../queries/info.ts'
import type { Draws } from '../stage/picture-scene.ts'
import { PictureStage } from '../stage/picture-stage.tsx'
import { chapterOf } from '../store/chapters.ts'
import type { PlaceProps } from './place.ts'

export function Place({ playhead, redisNow }: PlaceProps) {
  const page = usePage()
  const { db } = useStore(page.place)
  const { id, road } = useStore(page.room)
  const { data } = useInfo(id, road.state === 'live')
  const info = useMemo(() => (data === undefined ? undefined : new Map(Object.entries(data))), [data])

  const draws = useCallback<Draws>(
    at => {
      const { state } = at
      const views = [...state.keys(db).values()]
      const total = state.count(db)
      const touched = new Set(
        at.told().flatMap(({ db: where, after, before }) => {
          const view = after ?? before
          return where === db && view !== undefined ? [typeName(view)] : []
        }),
      )
      const past = at.getSnapshot().mode === 'past'
      return {
        frame: room => architecture({ views, total, info, touched, past }, room),
        data: { count: String(total) },
      }
    },
    [db, info],
  )

  return (
    <PictureStage
      scene="architecture"
      playhead={playhead}
      draws={draws}
      redisNow={redisNow}
      onGo={to => page.go(chapterOf(to))}
    />
  )
}
