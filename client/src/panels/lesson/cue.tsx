/** Cue: on stage, what comes next in the lesson, and its question, large enough for the back row. */
import { stepsOf } from '@rdd/shared/lesson'
import { progressOf } from '../../store/progress.ts'
import { usePage, useStore } from '../use.ts'
import { Question } from './question.tsx'
import './lesson.css'

export function Cue() {
  const page = usePage()
  const { lesson, asking, running } = useStore(page.lessons.store)
  const progress = useStore(page.lessons.progress)
  if (lesson === undefined) return null
  const { at, results, lines } = progressOf(progress, lesson.chapter)
  const steps = stepsOf(lesson)
  const [step, last] = [steps[at], steps[at - 1]]
  return (
    <div className="cue">
      {last?.predict && lines[at - 1] === undefined && asking === undefined && (
        <Question ask={last.predict} n={at - 1} result={results[at - 1]} wanted={false} open={false} />
      )}
      {step?.predict && asking === at && <Question ask={step.predict} n={at} result={undefined} wanted open />}
      <p className="cue-next">
        {step === undefined ? (
          'The lesson is over.'
        ) : (
          <>
            <span className="muted">
              {running === at ? 'Runs' : 'Next'} · {at + 1} of {steps.length}
            </span>{' '}
            {step.client !== undefined && <b className="step-client">{step.client}</b>}
            <code>{page.lessons.lineOf(at)}</code>
          </>
        )}
      </p>
    </div>
  )
}
