/** Claims: what a pattern promises and what it costs; each that a lab can show has its button. */
import { type Claim, catalogue } from '@rdd/shared/patterns/catalogue'
import { COLUMNS } from '@rdd/shared/patterns/labs/compare'
import type { PatternName } from '@rdd/shared/run'
import { usePage, useStore } from '../use.ts'
import { claimIn, claims, showClaim } from './claims-store.ts'
import { OneColumn } from './one-column.tsx'
import { TwoForms } from './two-forms.tsx'

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
  const id = `${pattern}: ${claim.text}`
  const { running, shown, result } = claimIn(useStore(claims), id)
  const { experiment } = claim
  const column = 'compare' in experiment ? COLUMNS.find(one => one === experiment.compare) : undefined
  return (
    <li data-sign={sign}>
      <span className="sign" aria-hidden="true">
        {sign}
      </span>
      <span className="words">{claim.text}</span>
      <button
        type="button"
        className="button small plain"
        disabled={running}
        onClick={() => void page.act(() => showClaim(id, claim))}
      >
        {running ? 'runs…' : 'Show it'}
      </button>
      {result && <TwoForms result={result} pattern={pattern} />}
      {shown && column && <OneColumn column={column} pattern={pattern} />}
    </li>
  )
}
