/** Reference: a stage that holds tables instead of a picture. It says the same facts about itself, and time goes on in it. */
import { type ReactNode, useEffect } from 'react'
import { usePlayhead } from '../panels/use-playhead.ts'
import { drive } from '../stage/loop.ts'
import type { Playhead } from '../store/playhead.ts'
import './reference.css'

interface ReferenceProps {
  /** Its name in the page's contract, `guide`. */
  scene: string
  /** Rows shown. */
  count: number
  playhead: Playhead
  children: ReactNode
}

export function Reference({ scene, count, playhead, children }: ReferenceProps) {
  const { seq } = usePlayhead(playhead)
  useEffect(() => drive(playhead), [playhead])
  return (
    <div className="reference" data-scene={scene} data-settled="true" data-seq={seq} data-count={count}>
      {children}
    </div>
  )
}
