/** PatternStage: where React and d3 meet for a run. React renders an empty SVG group once; the scene draws into it. */
import type { RunView } from '@rdd/shared/run'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Playhead } from '../store/playhead.ts'
import { drive } from './loop.ts'
import { PatternScene } from './pattern-scene.ts'
import './stage.css'
import '../draw/draw.css'

interface PatternStageProps {
  pattern: RunView['pattern']
  playhead: Playhead
  /** ms since the epoch on Redis's clock, now. */
  redisNow: () => number
  /** What stands here while there is no run of this pattern. */
  empty: ReactNode
}

export function PatternStage({ pattern, playhead, redisNow, empty }: PatternStageProps) {
  const host = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const svg = useRef<SVGSVGElement>(null)
  const root = useRef<SVGGElement>(null)
  const drawn = useRef<PatternScene | undefined>(undefined)
  const [has, setHas] = useState(true)
  const looks = useRef({ pattern, redisNow })
  looks.current = { pattern, redisNow }

  useEffect(() => drive(playhead), [playhead])

  useEffect(() => {
    if (!host.current || !scroller.current || !svg.current || !root.current) return
    const at = { host: host.current, scroller: scroller.current, svg: svg.current, root: root.current }
    const made = new PatternScene(at, playhead, looks.current)
    made.onRun = setHas
    drawn.current = made
    return () => {
      drawn.current = undefined
      made.close()
    }
  }, [playhead])

  useLayoutEffect(() => {
    drawn.current?.look({ pattern, redisNow })
  }, [pattern, redisNow])

  return (
    <div className="stage" data-scene="pattern" data-settled="false" ref={host}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: nothing inside takes the focus, and it must scroll by keyboard too */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is no picture */}
      <div className="stage-scroll" ref={scroller} tabIndex={0} role="group" aria-label="Picture of the pattern">
        <svg ref={svg} className="scene" width="0" height="0" role="presentation">
          <g ref={root} />
        </svg>
      </div>
      {has ? null : <div className="stage-empty">{empty}</div>}
    </div>
  )
}
