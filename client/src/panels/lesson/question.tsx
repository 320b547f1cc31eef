/** Question: what will the server say? The person answers first, then the server does. */
import { isRight, type Prediction } from '@rdd/shared/lesson'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { progressOf, type Result } from '../../store/progress.ts'
import { usePage, useStore } from '../use.ts'
import { Prose } from './prose.tsx'

interface QuestionProps {
  ask: Prediction
  /** 0-based number of its step. */
  n: number
  result: Result | undefined
  /** It is asked now: the focus goes to it. */
  wanted: boolean
  /** Its step comes next: it can be answered. */
  open: boolean
}

export function Question({ ask, n, result, wanted, open }: QuestionProps) {
  const page = usePage()
  const { lessons } = page
  const { chapter } = useStore(page.place)
  const { guesses } = progressOf(useStore(lessons.progress), chapter.path)
  const guess = guesses[n]
  const box = useRef<HTMLFieldSetElement>(null)
  /** Said here and now: the focus was in the question, and goes to its answer. */
  const said = useRef(false)
  useEffect(() => {
    if (wanted) box.current?.querySelector<HTMLElement>('button, input')?.focus()
  }, [wanted])

  // an answer to other data than the lesson made would teach what is not so
  if (result?.expected === false) return null
  if (result?.truth !== undefined) return <Answer ask={ask} guess={guess} truth={result.truth} wanted={said.current} />
  if (result?.printed !== undefined && ask.by !== undefined) return <Unasked ask={ask} n={n} by={ask.by.line} />
  if (!open) return null
  return (
    <fieldset className="question" ref={box} data-asked={wanted || undefined}>
      <legend>
        <span className="label">Predict</span> <Prose text={ask.ask} />
      </legend>
      {ask.choices ? (
        <div className="choices">
          {ask.choices.map(({ text }) => (
            <button type="button" className="button small" key={text} onClick={() => say(text)}>
              {text}
            </button>
          ))}
        </div>
      ) : (
        <Typed onSay={say} />
      )}
    </fieldset>
  )

  /** Said first, then the server answers. */
  function say(text: string) {
    said.current = true
    lessons.guess(n, text)
    void lessons.run(n)
  }
}

function Typed({ onSay }: { onSay: (text: string) => void }) {
  const [text, setText] = useState('')
  const say = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') onSay(text.trim())
  }
  return (
    <form className="choices" onSubmit={say}>
      <input
        className="field mono"
        aria-label="Your prediction"
        placeholder="what redis-cli will print"
        spellCheck={false}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <button type="submit" className="button small" disabled={text.trim() === ''}>
        Let Redis answer
      </button>
    </form>
  )
}

/** The step ran, and what its question asks has not been looked at. */
function Unasked({ ask, n, by }: { ask: Prediction; n: number; by: string }) {
  const { lessons } = usePage()
  const { running } = useStore(lessons.store)
  return (
    <div className="question">
      <p className="asked">
        <Prose text={ask.ask} />
      </p>
      <div className="choices">
        <button
          type="button"
          className="button small"
          disabled={running !== undefined}
          onClick={() => void lessons.reveal(n)}
        >
          <span>
            Ask Redis: <code>{by}</code>
          </span>
        </button>
      </div>
    </div>
  )
}

interface AnswerProps {
  ask: Prediction
  guess: string | undefined
  truth: string
  /** It has been waited for here: the focus goes to it. */
  wanted: boolean
}

/** What was said, what the server said, and why. */
function Answer({ ask, guess, truth, wanted }: AnswerProps) {
  const box = useRef<HTMLDivElement>(null)
  // whoever has gone elsewhere meanwhile is left there
  useEffect(() => {
    if (wanted && document.activeElement === document.body) box.current?.focus({ preventScroll: true })
  }, [wanted])
  const right = guess !== undefined && isRight(ask, guess, truth)
  const truly = ask.choices?.find(({ text }) => isRight(ask, text, truth))?.text ?? truth
  return (
    <div className="question answered" data-right={guess === undefined ? undefined : right} tabIndex={-1} ref={box}>
      <p className="asked">
        <Prose text={ask.ask} />
      </p>
      <p>
        {guess !== undefined && (
          <>
            <b>{right ? 'Right.' : 'Not so.'}</b>{' '}
            {!right && (
              <>
                You said <code>{guess}</code>.{' '}
              </>
            )}
          </>
        )}
        Redis says <code>{truly}</code>.
      </p>
      <p className="muted">
        <Prose text={ask.why} />
      </p>
    </div>
  )
}
