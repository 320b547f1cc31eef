/** StampedePlace: three views of a stampede: a crowd in numbers, a few readers hop by hop, and the patterns compared. */
import { type ReactNode, useEffect, useState } from 'react'
import { Comparison } from './panels/pattern/comparison.tsx'
import { Crowd } from './panels/pattern/crowd.tsx'
import { usePage } from './panels/use.ts'
import { usePlayhead } from './panels/use-playhead.ts'
import { drive } from './stage/loop.ts'
import type { Playhead } from './store/playhead.ts'
import './stampede-place.css'

type View = 'crowd' | 'steps' | 'compare'
const views: [View, string][] = [
  ['crowd', 'A crowd'],
  ['steps', 'Step by step'],
  ['compare', 'Patterns compared'],
]

/** @param stage what is drawn of a run */
export function StampedePlace({ playhead, stage }: { playhead: Playhead; stage: ReactNode }) {
  const page = usePage()
  usePlayhead(playhead)
  // Time goes on where no stage is drawn that would drive it.
  useEffect(() => drive(playhead), [playhead])
  const run = page.runs.runOf(playhead)?.id
  const [{ view, seen }, setView] = useState<{ view: View; seen: string | undefined }>({ view: 'crowd', seen: run })
  // A run that begins is what one wants to look at now.
  if (run !== seen) setView({ view: run === undefined ? view : 'steps', seen: run })

  return (
    <>
      <div className="stampede-views" role="tablist" aria-label="Views">
        {views.map(([id, words]) => (
          <button
            type="button"
            role="tab"
            key={id}
            aria-selected={id === view}
            onClick={() => setView({ view: id, seen })}
          >
            {words}
          </button>
        ))}
      </div>
      {view === 'crowd' ? <Crowd /> : view === 'compare' ? <Comparison /> : stage}
    </>
  )
}
