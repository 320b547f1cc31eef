/** Claims: what a pattern promises and what it costs; each that a lab can show has its button. */
import { type Claim, catalogue } from '@rdd/shared/patterns/catalogue'
import { COLUMNS } from '@rdd/shared/patterns/labs/compare'
import type { LabResult } from '@rdd/shared/patterns/labs/result'
import type { PatternName } from '@rdd/shared/run'
import { useState } from 'react'
import { runLab } from '../../queries/labs.ts'
import { usePage } from '../use.ts'
import { runComparison } from './comparison-store.ts'
import { OneColumn } from './one-column.tsx'

export function Claims({ pattern }: { pattern: PatternName }) {
  const { promise, pros, cons, hazards } = catalogue[pattern]
  return (
    <section className="claims" aria-label="Claims">
      <h2>What it promises</h2>
      <p className="side-note">{promise}</p>
      <ul>
        {pros.map(claim => (
          <OneClaim key={claim.text} claim={claim} sign="+" pattern={pattern} />
        ))}
        {cons.map(claim => (
          <OneClaim key={claim.text} claim={claim} sign="−" pattern={pattern} />
        ))}
      </ul>
      {hazards.length > 0 && (
        <>
          <h2>Where the notebook breaks</h2>
          <ul>
            {hazards.map(claim => (
              <OneClaim key={claim.text} claim={claim} sign="!" pattern={pattern} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function OneClaim({ claim, sign, pattern }: { claim: Claim; sign: '+' | '−' | '!'; pattern: PatternName }) {
  const page = usePage()
  const [result, setResult] = useState<LabResult | undefined>(undefined)
  const [compared, setCompared] = useState(false)
  const [running, setRunning] = useState(false)
  const { experiment } = claim
  const column = 'compare' in experiment ? COLUMNS.find(one => one === experiment.compare) : undefined

  async function show() {
    setRunning(true)
    await page.act(async () => {
      if ('lab' in experiment) setResult(await runLab(experiment.lab))
      else {
        await runComparison()
        setCompared(true)
      }
    })
    setRunning(false)
  }

  return (
    <li data-sign={sign}>
      <span className="sign" aria-hidden="true">
        {sign}
      </span>
      <span className="words">{claim.text}</span>
      <button type="button" className="button small plain" disabled={running} onClick={() => void show()}>
        {running ? 'runs…' : 'Show it'}
      </button>
      {result && <Shown result={result} />}
      {compared && column && <OneColumn column={column} pattern={pattern} />}
    </li>
  )
}

/** The same inputs in the same order, in both forms, side by side. */
function Shown({ result }: { result: LabResult }) {
  return (
    <div className="lab" data-lab-result={result.id}>
      <p className="muted">{result.title}</p>
      <table>
        <thead>
          <tr>
            <th>counted</th>
            <th>notebook</th>
            <th>safe</th>
          </tr>
        </thead>
        <tbody>
          {Object.keys(result.forms.notebook.counters).map(name => (
            <tr key={name} data-fault={name === result.fault || undefined}>
              <td>{name}</td>
              <td className="mono">{result.forms.notebook.counters[name] ?? 0}</td>
              <td className="mono">{result.forms.safe.counters[name] ?? 0}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{result.forms.notebook.note}</p>
    </div>
  )
}
