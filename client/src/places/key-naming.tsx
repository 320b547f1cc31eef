/** Key naming: the names of the room's keys as a tree that grows and shrinks with them. */
import { bytes, isBytes } from '@rdd/shared/bytes'
import { useCallback, useLayoutEffect, useMemo, useState } from 'react'
import { keyTree, rowOf } from '../layout/key-tree.ts'
import { type Turned, waysTo } from '../layout/names.ts'
import { everything } from '../layout/order.ts'
import { usePage, useStore } from '../panels/use.ts'
import type { Draws } from '../stage/picture-scene.ts'
import { PictureStage } from '../stage/picture-stage.tsx'
import { chapterOf } from '../store/chapters.ts'
import { NamesAt } from './names-at.ts'
import type { PlaceProps } from './place.ts'

export function Place({ playhead, redisNow }: PlaceProps) {
  const page = usePage()
  const { consoles } = page
  const { db, filter } = useStore(page.place)
  // who comes from the keys of a prefix finds it open
  const [turned, setTurned] = useState<Turned>(() => new Map(waysTo(filter.prefix).map(prefix => [prefix, true])))
  const names = useMemo(() => new NamesAt(playhead, db), [playhead, db])
  useLayoutEffect(() => names.follow(), [names])

  const draws = useCallback<Draws>(
    at => {
      const total = at.state.count(db)
      const root = names.root()
      const touched = new Set<string>(
        at
          .told()
          .filter(change => change.db === db)
          .map(({ key }) => key),
      )
      const fact = at.fact(at.getSnapshot().seq)
      const own = consoles.store
        .get()
        .tabs.some(({ client }) => fact?.kind === 'command' && client.id === fact.client.id)
      const followed = fact?.kind === 'command' && fact.db === db && (own || at.getSnapshot().mode === 'past')
      const about = followed ? fact.keys.at(-1) : undefined
      return {
        sight: () => about && rowOf({ root, turned }, about),
        frame: room => keyTree({ root, turned, total, touched }, room),
        data: { count: String(total) },
      }
    },
    [consoles, db, names, turned],
  )

  /** A part opens or closes, or leads to its keys; a key comes to the panel. */
  function go(to: string) {
    const [what, name] = [to.slice(0, to.indexOf(' ')), to.slice(to.indexOf(' ') + 1)]
    if (what === 'key')
      page.place.update(was => ({ ...was, selected: isBytes(name) ? name : bytes(name), edit: undefined }))
    else if (what === 'all') {
      page.place.update(was => ({ ...was, filter: { ...everything, sort: was.filter.sort, prefix: name } }))
      page.address.go(chapterOf('keyspace'))
    } else setTurned(was => new Map(was).set(name, what === 'open'))
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
