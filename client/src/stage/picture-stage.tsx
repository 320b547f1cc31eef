/** PictureStage: where React and d3 meet for a picture of the whole room. React renders an empty SVG group once. */
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import type { Playhead } from '../store/playhead.ts'
import { drive } from './loop.ts'
import { type Draws, PictureScene } from './picture-scene.ts'
import './stage.css'
import '../draw/draw.css'

interface PictureStageProps {
  /** Its name in the page's contract, `architecture`. */
  scene: string
  playhead: Playhead
  /** What is drawn where the playhead stands; replace it when what it is made of changed. */
  draws: Draws
  /** ms since the epoch on Redis's clock, now. */
  redisNow: () => number
  /** A mark that says where it leads (`data-to`) was clicked, or Enter was pressed on it. */
  onGo?: (to: string) => void
  /** What stands over the picture while there is nothing to draw. */
  empty?: ReactNode
}

export function PictureStage({ scene, playhead, draws, redisNow, onGo, empty }: PictureStageProps) {
  const host = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const svg = useRef<SVGSVGElement>(null)
  const root = useRef<SVGGElement>(null)
  const drawn = useRef<PictureScene | undefined>(undefined)
  const looks = useRef({ draws, redisNow })
  looks.current = { draws, redisNow }

  useEffect(() => drive(playhead), [playhead])

  useEffect(() => {
    if (!host.current || !scroller.current || !svg.current || !root.current) return
    const at = { host: host.current, scroller: scroller.current, svg: svg.current, root: root.current }
    const made = new PictureScene(at, playhead, looks.current.draws, looks.current.redisNow)
    drawn.current = made
    return () => {
      drawn.current = undefined
      made.close()
    }
  }, [playhead])

  useLayoutEffect(() => {
    drawn.current?.look(draws, redisNow)
  }, [draws, redisNow])

  const go = (event: MouseEvent | KeyboardEvent) => {
    if ('key' in event && event.key !== 'Enter') return
    const to = event.target instanceof Element ? event.target.closest('[data-to]')?.getAttribute('data-to') : undefined
    if (to) onGo?.(to)
  }

  return (
    <div className="stage" data-scene={scene} data-settled="false" ref={host}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is no picture */}
      <div
        className="stage-scroll"
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it must scroll by keyboard too
        tabIndex={0}
        role="group"
        aria-label="Picture"
        onClick={go}
        onKeyDown={go}
      >
        <svg ref={svg} className="scene" width="0" height="0" role="presentation">
          <g ref={root} />
        </svg>
      </div>
      {empty ? <div className="stage-empty">{empty}</div> : null}
    </div>
  )
}
