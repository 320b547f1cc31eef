/** Key naming: the names of the room's keys as a tree that grows and shrinks with them. */
import { bytes, isBytes } from '@rdd/shared/bytes'
import { useCallback, useState } from 'react'
import { keyTree, treeOf } from '../layout/key-tree.ts'
import { usePage, useStore } from '../panels/use.ts'
import type { Draws } from '../stage/picture-scene.ts'
import { PictureStage } from '../stage/picture-stage.tsx'
import type { PlaceProps } from './place.ts'

export function Place({ playhead, redisNow }: PlaceProps) {
  const page = usePage()
  const { db } = useStore(page.place)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())

  const draws = useCallback<Draws>(
    at => {
      const views = [...at.state.keys(db).values()]
      const total = at.state.count(db)
      const root = treeOf(views)
      const touched = new Set<string>(
        at
          .told()
          .filter(change => change.db === db)
          .map(({ key }) => key),
      )
      return {
        frame: room => keyTree({ root, closed, total, touched }, room),
        data: { count: String(total) },
      }
    },
    [db, closed],
  )

  /** A part opens or closes; a key comes to the panel. */
  function go(to: string) {
    const [what, name] = [to.slice(0, to.indexOf(' ')), to.slice(to.indexOf(' ') + 1)]
    if (what === 'key')
      page.place.update(was => ({ ...was, selected: isBytes(name) ? name : bytes(name), edit: undefined }))
    else
      setClosed(was => {
        const next = new Set(was)
        if (!next.delete(name)) next.add(name)
        return next
      })
  }

  return (
    <PictureStage
      scene="key-naming"
      playhead={playhead}
      draws={draws}
      redisNow={redisNow}
      onGo={go}
      empty={
        playhead.state.count(db) === 0 ? (
          <p className="empty">No key has a name here yet. The lesson beside the stage makes the first ones.</p>
        ) : undefined
      }
    />
  )
}
