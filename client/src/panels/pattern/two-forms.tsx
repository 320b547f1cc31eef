/** TwoForms: what a lab found, as two lanes: the notebook's form beside the safe one, call by call, and what was counted. */
import type { Form, FormResult, LabResult } from '@rdd/shared/patterns/labs/result'
import type { PatternName } from '@rdd/shared/run'
import { draftOf } from './draft.ts'
import { drafted, rehearsalOf } from './rehearsals.ts'
import { rowsOf, type Step, stepsOf } from './schedule.ts'
import { ShowsFile } from './shows-file.tsx'
import './two-forms.css'

const FORMS: readonly Form[] = ['notebook', 'safe']

/** What no operation runs can be read at least. */
const READ: Readonly<Record<string, { file: string; name: string }[]>> = {
  'key-collisions': [
    { file: 'memoise.notebook.ts', name: 'memoise' },
    { file: 'memoise.ts', name: 'memoise' },
  ],
}

export function TwoForms({ result, pattern }: { result: LabResult; pattern: PatternName }) {
  const { notebook, safe } = result.forms
  const rows = rowsOf(stepsOf(notebook.steps), stepsOf(safe.steps))
  return (
    <div className="lab" data-lab-result={result.id}>
      <p className="muted">{result.title}</p>
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className="schedule" tabIndex={0} aria-label={`Schedule: ${result.title}`}>
          <table aria-label="Schedule">
            <Heads />
            <tbody>
              {rows.map(({ notebook, safe, same }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the schedule
                <tr key={i} data-same={same || undefined}>
                  <Cell step={notebook} />
                  <Cell step={safe} />
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <table className="found" aria-label="What each form came to">
        <Heads />
        <tbody>
          <tr>
            {FORMS.map(form => (
              <td key={form}>{result.forms[form].note}</td>
            ))}
          </tr>
          {Object.keys(notebook.counters).map(name => (
            <tr key={name} data-fault={name === result.fault || undefined}>
              <Counted name={name} of={notebook} />
              <Counted name={name} of={safe} />
            </tr>
          ))}
        </tbody>
      </table>
      <StepThrough pattern={pattern} lab={result.id} />
      {READ[result.id]?.map(piece => (
        <ShowsFile key={piece.file} {...piece} />
      ))}
    </div>
  )
}

const Heads = () => (
  <thead>
    <tr>
      {FORMS.map(form => (
        <th key={form} scope="col">
          {form}
        </th>
      ))}
    </tr>
  </thead>
)

function Cell({ step }: { step: Step | undefined }) {
  if (step === undefined) return <td />
  const { lane, call, part, times } = step
  return (
    <td>
      <b className="letter mono">{lane}</b> <code>{call}</code>
      {part !== 'both' && <span className="muted"> {part}</span>}
      {times > 1 && <span className="muted"> ×{times}</span>}
    </td>
  )
}

function Counted({ name, of: { counters } }: { name: string; of: FormResult }) {
  return (
    <td>
      <b className="mono">{counters[name] ?? 0}</b> {name}
    </td>
  )
}

/** Puts the clients of the hazard into the request, where only Start is left to do. */
function StepThrough({ pattern, lab }: { pattern: PatternName; lab: string }) {
  const rehearsal = rehearsalOf(pattern, lab)
  if (rehearsal === undefined) return null
  const fill = (from: HTMLElement, form?: Form) => {
    draftOf(pattern).update(was => ({ ...was, ...drafted(pattern, rehearsal, form) }))
    from.closest('.pattern-panel')?.querySelector<HTMLElement>('.request [type="submit"]')?.focus()
  }
  if (rehearsal.together)
    return (
      <button type="button" className="button small" onClick={event => fill(event.currentTarget)}>
        Step through it
      </button>
    )
  return (
    <div className="choices">
      <span className="muted">Step through it:</span>
      {FORMS.map(form => (
        <button
          type="button"
          className="button small"
          key={form}
          aria-label={`Step through it in the ${form === 'safe' ? 'safe' : 'notebook’s'} form`}
          onClick={event => fill(event.currentTarget, form)}
        >
          {form}
        </button>
      ))}
    </div>
  )
}
