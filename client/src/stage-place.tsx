/** StagePlace: the stage with its title above, its caption below, and what stands there when there is nothing to draw. */
import type { Bytes } from '@rdd/shared/bytes'
import type { CatalogueIndex } from '@rdd/shared/commands/keys'
import type { PatternName } from '@rdd/shared/run'
import { type ComponentType, lazy, Suspense, useCallback, useMemo } from 'react'
import { AwaitDepth, useDepth } from './depth-later.tsx'
import type { Edit } from './layout/mark.ts'
import { Caption } from './panels/caption.tsx'
import { FilterBar } from './panels/keys/filter-bar.tsx'
import { later } from './panels/later.tsx'
import { LensChoice } from './panels/lens-choice.tsx'
import { EmptyDatabase, EmptyType } from './panels/states/empty.tsx'
import { Fence } from './panels/states/fence.tsx'
import { LeadNotice } from './panels/states/lead-notice.tsx'
import { RoadNotice } from './panels/states/road-notice.tsx'
import { usePage, useStore } from './panels/use.ts'
import { loadPlace, type PlaceProps } from './places/place.ts'
import { Stage } from './stage/stage.tsx'
import { comparedWith, isNarrow } from './store/place.ts'
import type { Playhead } from './store/playhead.ts'
import './stage-place.css'

const PatternStage = lazy(async () => ({ default: (await import('./stage/pattern-stage.tsx')).PatternStage }))
const StampedePlace = lazy(async () => ({ default: (await import('./stampede-place.tsx')).StampedePlace }))
const NoRun = lazy(async () => ({ default: (await import('./panels/pattern/no-run.tsx')).NoRun }))
const Cue = later(async () => (await import('./panels/lesson/cue.tsx')).Cue)
const CompareSets = later(async () => (await import('./panels/compare-sets.tsx')).CompareSets)
const WatchLimits = later(async () => (await import('./panels/watch-limits.tsx')).WatchLimits)
const MoreKeys = lazy(async () => ({ default: (await import('./panels/keys/more-keys.tsx')).MoreKeys }))

const places = new Map<string, ComponentType<PlaceProps>>()
/** The place of a chapter, fetched when it is first opened. */
function placeOf(path: string): ComponentType<PlaceProps> {
  const known = places.get(path)
  if (known !== undefined) return known
  const made = lazy(async () => ({ default: await loadPlace(path) }))
  places.set(path, made)
  return made
}

interface StagePlaceProps {
  playhead: Playhead
  index: CatalogueIndex
  presenting: boolean
  /** Keys the room carries of each type, by TYPE's word. */
  types: ReadonlyMap<string, number>
}

export function StagePlace({ playhead, index, presenting, types }: StagePlaceProps) {
  const page = usePage()
  const { chapter, db, filter, selected, lens, compared } = useStore(page.place)
  const { road, status } = useStore(page.room)
  const limits = useStore(page.limits)
  const standing = useStore(page.standing)
  const { tabs } = useStore(page.consoles.store)
  const ids = tabs.map(({ client }) => client.id).join(' ')
  const clients = useMemo(() => new Set(ids.split(' ')), [ids])
  const stale = road.state === 'lost' || status?.state === 'redis-down'

  // Without word from Redis its countdowns stand still, as the rest of the picture does.
  const redisNow = useMemo(() => {
    const since = page.link.redisNow()
    return stale ? () => since : page.link.redisNow
  }, [page, stale])

  const select = (key: Bytes) => page.place.update(was => ({ ...was, selected: key, edit: undefined }))
  /** Of those that were picked and are gone none takes a place. */
  const compare = (key: Bytes) =>
    page.place.update(was => {
      const there = was.compared.filter(one => playhead.state.view(db, one) !== undefined)
      return { ...was, compared: comparedWith(there, key) }
    })
  const edit = (part: Edit) => {
    page.place.update(was => ({ ...was, selected: part.key, edit: part }))
    page.prefs.update(was => ({ ...was, side: true }))
  }

  const stageOf = (pattern: PatternName) => (
    <Suspense>
      <PatternStage
        pattern={pattern}
        playhead={playhead}
        redisNow={redisNow}
        empty={
          <Suspense>
            <NoRun pattern={pattern} />
          </Suspense>
        }
      />
    </Suspense>
  )

  const Place = placeOf(chapter.path)
  const [depth, takeDepth] = useDepth(standing && road.state === 'live')
  const see = useCallback((keys: readonly Bytes[]) => page.sight.see(db, keys), [page, db])

  return (
    <main className="stage-place" data-stale={stale}>
      <div className="stage-head">
        <div className="titles">
          <h1>{chapter.title}</h1>
          <p className="subtitle">{chapter.subtitle}</p>
        </div>
        {chapter.path === 'keyspace' && <FilterBar playhead={playhead} types={types} />}
        {chapter.type === 'set' && <CompareSets playhead={playhead} />}
        {chapter.type !== undefined && <LensChoice type={chapter.type} />}
        {chapter.type !== undefined && lens === 'encoding' && <WatchLimits />}
      </div>
      <RoadNotice playhead={playhead} />
      {!presenting && <LeadNotice />}
      {chapter.pattern === 'stampede' ? (
        <Suspense>
          <StampedePlace playhead={playhead} stage={stageOf(chapter.pattern)} />
        </Suspense>
      ) : chapter.pattern !== undefined ? (
        stageOf(chapter.pattern)
      ) : chapter.place ? (
        <Fence>
          <Suspense fallback={<div className="stage" />}>
            <Place playhead={playhead} index={index} redisNow={redisNow} />
          </Suspense>
        </Fence>
      ) : (
        <Stage
          scene={chapter.type ?? 'keyspace'}
          db={db}
          playhead={playhead}
          redisNow={redisNow}
          filter={filter}
          clients={clients}
          lens={lens}
          limits={limits}
          compared={compared}
          depth={depth}
          onCompare={compare}
          selected={selected}
          onSelect={select}
          onEdit={edit}
          onSight={see}
          empty={
            chapter.type !== undefined && depth === undefined ? (
              <AwaitDepth onHere={takeDepth} />
            ) : chapter.type !== undefined ? (
              <EmptyType chapter={chapter} />
            ) : isNarrow(filter) ? (
              <Suspense>
                <MoreKeys playhead={playhead} />
              </Suspense>
            ) : (
              <EmptyDatabase playhead={playhead} />
            )
          }
        />
      )}
      {presenting && <Cue />}
      <Caption playhead={playhead} index={index} />
    </main>
  )
}
