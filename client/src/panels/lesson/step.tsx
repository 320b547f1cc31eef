/** StepItem: one real command of a lesson: its line, its reply, what to notice, and the question before it. */
import type { Step } from '@rdd/shared/lesson'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { progressOf, type Result } from '../../store/progress.ts'
import { Icon } from '../icon.tsx'
import { usePage, useStore } from '../use.ts'
import { duration } from '../words.ts'
import { Languages } from './languages.tsx'
import { Prose } from './prose.tsx'
import { Question } from './question.tsx'

export function StepItem({ step, n }: { step: Step; n: number }) {
  const page = usePage()
  const { lessons } = page
  const { chapter } = useStore(page.place)
  const { running, asking } = useStore(lessons.store)
  const progress = progressOf(useStore(lessons.progress), chapter.path)
  const result = progress.results[n]
  const line = progress.lines[n] ?? step.line
  const own = line !== step.line
  const isNow = n === progress.at
  /** It was guessed, and Redis is yet to be asked: what the lesson says would tell. */
  const open = step.predict?.by !== undefined && progress.guesses[n] !== undefined && result?.truth === undefined
  const state = running === n || isNow ? 'now' : result ? 'done' : 'todo'
  const [editing, setEditing] = useState(false)
  const words = useRef<HTMLButtonElement>(null)
  const item = useRef<HTMLLIElement>(null)
  const { lessonLow } = useStore(page.prefs)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a low sheet hides the step, and has it in sight once it is raised
  useEffect(() => {
    if (isNow) item.current?.scrollIntoView({ block: 'nearest' })
  }, [isNow, lessonLow])

  return (
    <li className="step" data-step={n + 1} data-state={state} aria-current={isNow ? 'step' : undefined} ref={item}>
      <div className="step-line">
        <span className="step-mark" aria-hidden="true">
          {state === 'done' ? '✓' : state === 'now' ? '▶' : ''}
        </span>
        {editing ? (
          <EditLine line={line} own={step.line} onDone={text => edit(text)} />
        ) : (
          <button
            type="button"
            className="step-words"
            title="Change this line before it runs"
            aria-label={`Change step ${n + 1}: ${line}`}
            onClick={() => setEditing(true)}
            ref={words}
          >
            {step.client !== undefined && <b className="step-client">{step.client}</b>}
            <code>{line}</code>
          </button>
        )}
        <button
          type="button"
          className={isNow ? 'button small run' : 'button small plain icon'}
          aria-label="Run"
          title={`Run step ${n + 1}`}
          // not disabled: that would take the focus from it
          aria-disabled={running !== undefined}
          onClick={() => void lessons.run(n)}
        >
          <Icon name="play" />
          {isNow && 'Run'}
        </button>
      </div>
      {result && <Came result={result} waits={step.waits === true} />}
      {step.predict && !own && <Question ask={step.predict} n={n} result={result} wanted={asking === n} open={isNow} />}
      {result && result.expected !== false && step.say && !own && !open && (
        <p className="say">
          <Prose text={step.say} />
        </p>
      )}
      {isNow && <Languages line={line} />}
    </li>
  )

  function edit(text: string | undefined) {
    flushSync(() => setEditing(false))
    words.current?.focus()
    if (text !== undefined) lessons.edit(n, text === step.line || text === '' ? undefined : text)
  }
}

/** What came back, as redis-cli prints it. */
function Came({ result: { printed, error, expected, tookUs }, waits }: { result: Result; waits: boolean }) {
  if (printed === undefined)
    return <p className="came muted">{waits ? 'It waits until something comes for it.' : 'No answer came.'}</p>
  return (
    <div className="came" data-error={error}>
      <pre>{printed === '' ? '(an empty reply)' : printed}</pre>
      {tookUs !== undefined && !waits && <span className="took">{duration(tookUs / 1000)}</span>}
      {expected === false && (
        <p className="muted">
          Not what this step says: {otherwise(printed)} <b>Reset</b> begins again.
        </p>
      )}
    </div>
  )
}

/** Why a step may have been answered otherwise than it says. */
function otherwise(printed: string): string {
  if (printed === 'QUEUED') return 'its client is in a transaction, which EXEC or DISCARD ends.'
  if (/^\(error\) ERR Can't execute .* in this context/.test(printed)) return 'its client listens to channels.'
  return 'a step before it did not run, or something else was done to its keys.'
}

interface EditLineProps {
  line: string
  /** The lesson's own. */
  own: string
  /** Undefined: left as it was. */
  onDone: (text: string | undefined) => void
}

function EditLine({ line, own, onDone }: EditLineProps) {
  const [text, setText] = useState(line)
  const save = (event: FormEvent) => {
    event.preventDefault()
    onDone(text.trim())
  }
  return (
    <form className="step-edit" aria-label="Change the step" onSubmit={save}>
      <input
        className="field mono"
        aria-label="Line of this step"
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
        autoFocus
        spellCheck={false}
        value={text}
        onChange={event => setText(event.target.value)}
        onKeyDown={event => event.key === 'Escape' && onDone(undefined)}
      />
      <button type="submit" className="button small">
        Keep
      </button>
      {line !== own && (
        <button type="button" className="button small plain" onClick={() => onDone(own)}>
          As it was
        </button>
      )}
    </form>
  )
}
