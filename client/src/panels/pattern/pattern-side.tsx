/** PatternSide: beside a run, one thing at a time: what can be done with it, or the scene as text. */
import type { PatternName } from '@rdd/shared/run'
import { useState } from 'react'
import type { Playhead } from '../../store/playhead.ts'
import { TextTab } from '../text-tab.tsx'
import { PatternPanel } from './pattern-panel.tsx'
import './pattern.css'

export function PatternSide({ playhead, pattern }: { playhead: Playhead; pattern: PatternName }) {
  const [asText, setAsText] = useState(false)
  return (
    <aside className="side pattern-side" aria-label="Pattern">
      <div className="side-tabs" role="tablist" aria-label="Side panel">
        <button type="button" role="tab" aria-selected={!asText} onClick={() => setAsText(false)}>
          Pattern
        </button>
        <button type="button" role="tab" aria-selected={asText} onClick={() => setAsText(true)}>
          Text
        </button>
      </div>
      {asText && <TextTab playhead={playhead} />}
      {/* an experiment that runs here goes on meanwhile */}
      <div className="pattern-panel" hidden={asText}>
        <PatternPanel playhead={playhead} pattern={pattern} />
      </div>
    </aside>
  )
}
