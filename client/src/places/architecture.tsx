/** Architecture: the server itself, with live figures; a box leads to the chapter of its type. */
import { useCallback, useMemo } from 'react'
import { architecture } from '../layout/architecture.ts'
import { usePage, useStore } from '../panels/use.ts'
import { useConnections } from '../queries/connections.ts'
import { useInfo } from '../queries/info.ts'
import type { Draws } from '../stage/picture-scene.ts'
import { PictureStage } from '../stage/picture-stage.tsx'
import { chapterOf } from '../store/chapters.ts'
import type { PlaceProps } from './place.ts'
import { serverPicture } from './server-picture.ts'

export function Place({ playhead, redisNow }: PlaceProps) {
  const page = usePage()
  const { db } = useStore(page.place)
  const { id, road } = useStore(page.room)
  const { data } = useInfo(id, road.state === 'live')
  const connections = useConnections(id, road.state === 'live') ?? undefined
  const info = useMemo(() => (data === undefined ? undefined : new Map(Object.entries(data))), [data])

  const draws = useCallback<Draws>(
    at => {
      const picture = serverPicture(at, db, { info, connections })
      return {
        frame: room => architecture(picture, room),
        data: { count: String(picture.total) },
      }
    },
    [db, info, connections],
  )

  return (
    <PictureStage
      scene="architecture"
      playhead={playhead}
      draws={draws}
      redisNow={redisNow}
      onGo={to => page.address.go(chapterOf(to))}
    />
  )
}
