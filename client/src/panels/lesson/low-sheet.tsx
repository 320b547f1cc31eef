/**
 * LowSheet: on a narrow screen the lesson lies over the stage. When a step runs its sheet goes down to the next step and
 * Run, so that what the step does is in sight; the grip brings it up again, and where it was left it stays.
 */
import { stepsOf } from '@rdd/shared/lesson'
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useRef } from 'react'
import { progressOf } from '../../store/progress.ts'
import { Icon } from '../icon.tsx'
import { usePage, useStore } from '../use.ts'
import { Cue } from './cue.tsx'
import { Prose } from './prose.tsx'
import './low-sheet.css'

/** A finger that went so far, CSS px, has drawn the sheet. */
const DRAWN = 24

export function LowSheet() {
  const page = usePage()
  const { running, playing, asking } = useStore(page.lessons.store)
  const { lessonLow: low } = useStore(page.prefs)
  const grip = useRef<HTMLButtonElement>(null)
  /** Where the finger came down; undefined when it is up, or has drawn the sheet. */
  const from = useRef<number | undefined>(undefined)
  const drawn = useRef(false)
  const lower = (lessonLow: boolean) => page.prefs.update(was => ({ ...was, lessonLow }))
  useEffect(() => {
    if (running === undefined || page.prefs.get().lessonLow) return
    page.prefs.update(was => ({ ...was, lessonLow: true }))
    // what had the focus is out of sight now; Run comes right after the grip
    grip.current?.focus({ preventScroll: true })
  }, [page, running])

  function down({ currentTarget, pointerId, clientY }: PointerEvent<HTMLElement>) {
    currentTarget.setPointerCapture(pointerId)
    from.current = clientY
    drawn.current = false
  }
  function move({ clientY }: PointerEvent) {
    if (from.current === undefined || Math.abs(clientY - from.current) < DRAWN) return
    lower(clientY > from.current)
    from.current = undefined
    drawn.current = true
  }
  /** A finger that has drawn the sheet has not tapped; a key has no pointer (detail 0). */
  function click({ detail }: MouseEvent) {
    if (detail === 0 || !drawn.current) lower(!low)
  }
  function press(event: KeyboardEvent) {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    lower(event.key === 'ArrowDown')
  }

  return (
    <>
      <button
        type="button"
        className="grip"
        aria-expanded={!low}
        aria-label="The whole lesson"
        title={low ? 'The whole lesson' : 'Only the next step'}
        ref={grip}
        onClick={click}
        onKeyDown={press}
        onPointerDown={down}
        onPointerMove={move}
        onLostPointerCapture={() => {
          from.current = undefined
        }}
      >
        <Icon name={low ? 'up' : 'down'} />
      </button>
      {low && (
        <Cue last={asking === undefined && <Said />} run={<Run playing={playing} busy={running !== undefined} />} />
      )}
    </>
  )
}

/** What the lesson says of the step that ran last. */
function Said() {
  const page = usePage()
  const { lesson } = useStore(page.lessons.store)
  const progress = useStore(page.lessons.progress)
  if (lesson === undefined) return null
  const { at, results, lines } = progressOf(progress, lesson.chapter)
  const result = results[at - 1]
  const { say: said, predict } = stepsOf(lesson)[at - 1] ?? {}
  // the answer to a question has its own words, and so has an answer that was not expected
  if (
    result === undefined ||
    result.expected === false ||
    said === undefined ||
    predict !== undefined ||
    lines[at - 1] !== undefined
  )
    return null
  return (
    <p className="said">
      <Prose text={said} />
    </p>
  )
}

function Run({ playing, busy }: { playing: boolean; busy: boolean }) {
  const { lessons } = usePage()
  useStore(lessons.progress)
  if (playing)
    return (
      <button type="button" className="button run" onClick={lessons.stop}>
        <Icon name="pause" /> Stop
      </button>
    )
  if (!lessons.canForward()) return null
  return (
    <button type="button" className="button run" disabled={busy} onClick={lessons.forward}>
      <Icon name="play" /> Run
    </button>
  )
}
