/** Cue: what comes next in a lesson, and its question: on stage, large enough for the back row, and in the low sheet. */
import { stepsOf } from '@rdd/shared/lesson'
import type { ReactNode } from 'react'
import { progressOf } from '../../store/progress.ts'
import { usePage, useStore } from '../use.ts'
import { Question } from './question.tsx'
import './lesson.css'

/** `last`: of the step that ran last, what is to be said of it. `run`: what runs the next one. */
export function Cue({ last: said, run }: { last?: ReactNode; run?: ReactNode }) {
  const page = usePage()
  const { lesson, asking, running } = useStore(page.lessons.store)
  const progress = useStore(page.lessons.progress)
  if (lesson === undefined) return null
  const { at, results, lines } = progressOf(progress, lesson.chapter)
  const steps = stepsOf(lesson)
  const [step, last] = [steps[at], steps[at - 1]]
  return (
    <div className="cue">
      {said}
      {results[at - 1]?.expected === false && (
        <p className="said muted">Step {at} came out otherwise than the lesson says. Reset begins again.</p>
      )}
      {last?.predict && lines[at - 1] === undefined && asking === undefined && (
        <Question ask={last.predict} n={at - 1} result={results[at - 1]} wanted={false} open={false} />
      )}
      {step?.predict && asking === at && <Question ask={step.predict} n={at} result={undefined} wanted open />}
      <div className="cue-next">
        <p>
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
        {run}
      </div>
    </div>
  )
}
