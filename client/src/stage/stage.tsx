/**
 * Stage: where React and d3 meet. React renders an empty SVG group once; from then on the scene draws into it and React
 * only passes on what the person does.
 */
import type { Bytes } from '@rdd/shared/bytes'
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { markOf } from '../draw/drawn.ts'
import type { Lens } from '../layout/around.ts'
import type { Edit } from '../layout/mark.ts'
import { everything, type Filter } from '../layout/order.ts'
import type { Playhead } from '../store/playhead.ts'
import type { Depth } from './depth.ts'
import { step } from './keyboard.ts'
import { drive } from './loop.ts'
import { Scene, type SceneName } from './scene.ts'
import './stage.css'
import '../draw/draw.css'

export interface StageProps {
  scene: SceneName
  db: number
  playhead: Playhead
  /** ms since the epoch on Redis's clock, now. */
  redisNow: () => number
  /** Which keys All keys lays out, and in what order; replace it to change it. Type scenes pass over it. */
  filter?: Filter
  /** Ids of this page's clients: what their commands touch scrolls into view. */
  clients?: ReadonlySet<string>
  /** Replace it to look through another; All keys passes over it. */
  lens?: Lens
  /** The thresholds of encodings by their names in CONFIG; replace it when they changed. */
  limits?: ReadonlyMap<string, string> | undefined
  /** Sets a person put together, in the scene of sets; replace it to change it. */
  compared?: readonly Bytes[]
  /** What draws the scenes of types and what moves in any; undefined until it is fetched. */
  depth: typeof Depth | undefined
  /** C was pressed on the card of a set: it is to be compared, or no longer. */
  onCompare?: (key: Bytes) => void
  selected: Bytes | undefined
  onSelect: (key: Bytes) => void
  /** A part of a key was clicked; `at` is where it stands on the screen. */
  onEdit: (edit: Edit, at: DOMRect) => void
  /** Which keys are in sight, whenever that changes. */
  onSight: (keys: readonly Bytes[]) => void
  /** What stands here while there is no key to show, or no way to draw one. */
  empty?: ReactNode
}

const noClients: ReadonlySet<string> = new Set()
const noKeys: readonly Bytes[] = []

export function Stage(props: StageProps) {
  const { scene, db, playhead, redisNow, filter = everything, clients = noClients, selected } = props
  const { lens = 'value', limits, compared = noKeys, depth } = props
  const host = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const svg = useRef<SVGSVGElement>(null)
  const root = useRef<SVGGElement>(null)
  const drawn = useRef<Scene | undefined>(undefined)
  const [count, setCount] = useState<number | undefined>(undefined)
  const looks = { scene, db, filter, redisNow, clients, lens, limits, compared, depth }
  const first = useRef(looks)
  first.current = looks

  useEffect(() => drive(playhead), [playhead])

  useEffect(() => {
    if (!host.current || !scroller.current || !svg.current || !root.current) return
    const at = { host: host.current, scroller: scroller.current, svg: svg.current, root: root.current }
    const made = new Scene(at, playhead, first.current)
    made.onCount = setCount
    drawn.current = made
    return () => {
      drawn.current = undefined
      made.close()
    }
  }, [playhead])

  // before the browser paints, so that no page is ever seen with the scene's name and another scene's keys
  useLayoutEffect(() => {
    drawn.current?.look({ scene, db, filter, redisNow, clients, lens, limits, compared, depth })
  }, [scene, db, filter, redisNow, clients, lens, limits, compared, depth])

  useEffect(() => {
    drawn.current?.choose(selected)
  }, [selected])

  const { onSight } = props
  useEffect(() => {
    if (playhead) drawn.current?.watch(onSight)
  }, [onSight, playhead])

  const keyOf = (target: EventTarget): Bytes | undefined => {
    const name = target instanceof Element ? target.closest('.card')?.getAttribute('data-key') : undefined
    return drawn.current?.places.find(({ view }) => view.key === name)?.view.key
  }

  const click = (event: MouseEvent) => {
    const key = keyOf(event.target)
    if (key === undefined || !(event.target instanceof Element)) return
    props.onSelect(key)
    const part = event.target.closest('.editable')
    if (part === null) return
    const mark = markOf(part)
    if (mark?.kind === 'group' && mark.edit !== undefined) props.onEdit(mark.edit, part.getBoundingClientRect())
  }

  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || drawn.current === undefined) return
    const key = keyOf(event.target)
    if (event.key === 'Enter' && key !== undefined) {
      props.onSelect(key)
      return
    }
    if (event.key.toLowerCase() === 'c' && scene === 'set' && key !== undefined) {
      props.onCompare?.(key)
      return
    }
    const { places } = drawn.current
    const next = step(places, key === undefined ? -1 : places.findIndex(({ view }) => view.key === key), event.key)
    const to = next === undefined ? undefined : places[next]
    if (to === undefined) return
    event.preventDefault()
    drawn.current.focus(to.view.key)
  }

  return (
    <div className="stage" data-scene={scene === 'zset' ? 'sorted-set' : scene} data-settled="false" ref={host}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the cards inside are what is focused and clicked */}
      <div className="stage-scroll" ref={scroller} onClick={click} onKeyDown={press}>
        <svg ref={svg} className="scene" width="0" height="0" role="presentation">
          <g ref={root} />
        </svg>
      </div>
      {count === 0 || (scene !== 'keyspace' && depth === undefined) ? (
        <div className="stage-empty">{props.empty}</div>
      ) : null}
    </div>
  )
}
