/** Lanes: each client of the run, where it stands, and a step of its own: this is how a race is made by hand. */
import type { Lane, RunView } from '@rdd/shared/run'
import { usePage } from '../use.ts'

interface LanesProps {
  run: RunView
  /** False in the past: there nothing can be let through. */
  now: boolean
  chosen: string | undefined
  onChoose: (lane: string) => void
}

const isOver = ({ state }: Lane) => state === 'done' || state === 'failed' || state === 'abandoned'

export function Lanes({ run, now, chosen, onChoose }: LanesProps) {
  const page = usePage()
  const mixed = run.lanes.some(({ form }) => form !== run.lanes[0]?.form)
  const open = run.state === 'paused' || run.state === 'running'
  return (
    <section className="lanes" aria-label="Lanes">
      <ul>
        {run.lanes.map(lane => (
          <li key={lane.name} data-lane={lane.name} data-lane-state={lane.state} data-chosen={lane.name === chosen}>
            <button
              type="button"
              className="which"
              aria-pressed={lane.name === chosen}
              onClick={() => onChoose(lane.name)}
            >
              <b className="letter mono">{lane.name}</b>
              <code>{lane.operation}</code>
              <span className="state">
                {mixed || lane.form === 'notebook' ? `${lane.form} · ` : ''}
                {lane.state}
              </span>
            </button>
            {!isOver(lane) && open && (
              <button
                type="button"
                className="button small"
                disabled={!now}
                aria-label={`Step ${lane.name}`}
                onClick={() => void page.runs.step(lane.name)}
              >
                Step
              </button>
            )}
            {lane.outcome !== undefined && (
              <p className="outcome mono" title={lane.outcome || undefined}>
                {lane.state === 'done' ? `returns ${lane.outcome || 'nothing'}` : lane.outcome}
              </p>
            )}
          </li>
        ))}
      </ul>
      {open && now && (
        <div className="choices">
          <button type="button" className="button small" onClick={() => void page.runs.finish()}>
            Run to the end
          </button>
          <button type="button" className="button small plain" onClick={() => void page.runs.abandon()}>
            Abandon
          </button>
        </div>
      )}
    </section>
  )
}
