/** LessonView: the lesson of a chapter: a little prose, and steps that are real commands. */

import type { Lesson, Section } from '@rdd/shared/lesson'
import { sessionOf } from '@rdd/shared/lesson-session'
import { useState } from 'react'
import { progressOf } from '../../store/progress.ts'
import { Icon } from '../icon.tsx'
import { ScriptMenu } from '../script-menu.tsx'
import { usePage, useStore } from '../use.ts'
import { Applications } from './application.tsx'
import { Prose } from './prose.tsx'
import { StepItem } from './step.tsx'
import './lesson.css'

export function LessonView() {
  const page = usePage()
  const { lesson } = useStore(page.lessons.store)
  if (lesson === undefined) return <p className="side-note">The lesson comes.</p>
  let from = 0
  return (
    <div className="lesson">
      <div className="lesson-intro">
        {lesson.intro.map(text => (
          <p key={text}>
            <Prose text={text} />
          </p>
        ))}
      </div>
      <Bar lesson={lesson} />
      {lesson.sections.map(section => {
        const first = from
        from += section.steps.length
        return section.notebook ? (
          <Fault key={section.title} section={section} first={first} />
        ) : (
          <Steps key={section.title} section={section} first={first} />
        )
      })}
      <Applications path={lesson.chapter} />
    </div>
  )
}

/** What can be done with the lesson as a whole. */
function Bar({ lesson }: { lesson: Lesson }) {
  const page = usePage()
  const { lessons } = page
  const { playing, running } = useStore(lessons.store)
  const { at, results } = progressOf(useStore(lessons.progress), lesson.chapter)
  const count = lesson.sections.reduce((sum, { steps }) => sum + steps.length, 0)
  return (
    <div className="lesson-bar">
      {playing ? (
        <button type="button" className="button small run" onClick={() => lessons.stop()}>
          <Icon name="pause" /> Stop
        </button>
      ) : (
        <button
          type="button"
          className="button small run"
          disabled={running !== undefined}
          title="One step after the other, at the speed of the playback"
          onClick={() => void lessons.runAll()}
        >
          <Icon name="play" /> {at >= count ? 'Run all again' : at > 0 ? 'Run the rest' : 'Run all'}
        </button>
      )}
      <button
        type="button"
        className="button small"
        title={`Deletes the keys that begin with ${lesson.prefix} and no others, ends the clients the lesson made, and begins again`}
        onClick={() => void lessons.reset()}
      >
        Reset
      </button>
      <ScriptMenu
        label="Export"
        name={lesson.chapter}
        session={() => sessionOf(lesson, { lineOf: i => lessons.lineOf(i), printedOf: i => results[i]?.printed })}
      />
      <span className="gap" />
      <span className="muted" aria-live="off">
        step {Math.min(at + 1, count)} of {count}
      </span>
    </div>
  )
}

interface StepsProps {
  section: Section
  /** 0-based number of its first step in the lesson. */
  first: number
}

function Steps({ section, first }: StepsProps) {
  return (
    <section className="lesson-section" aria-label={section.title}>
      <h2>{section.title}</h2>
      {section.text.map(text => (
        <p key={text}>
          <Prose text={text} />
        </p>
      ))}
      <List section={section} first={first} />
    </section>
  )
}

const List = ({ section, first }: StepsProps) => (
  <ol aria-label="Steps" start={first + 1}>
    {section.steps.map((step, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a step is its number
      <StepItem key={first + i} step={step} n={first + i} />
    ))}
  </ol>
)

/** The notebook's own form, closed until somebody wants to see its fault happen, or a step in it comes next. */
function Fault({ section, first }: StepsProps) {
  const page = usePage()
  const { chapter } = useStore(page.place)
  const { at } = progressOf(useStore(page.lessons.progress), chapter.path)
  const [open, setOpen] = useState(false)
  const here = at >= first && at < first + section.steps.length
  return (
    <details className="lesson-section fault" open={open || here} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="label">See the fault</span> {section.title}
      </summary>
      {section.text.map(text => (
        <p key={text}>
          <Prose text={text} />
        </p>
      ))}
      <List section={section} first={first} />
    </details>
  )
}
