/** Request: what the next run asks for: one lane for each client, and how to begin. */
import { catalogue, WRITER } from '@rdd/shared/patterns/catalogue'
import type { PatternName } from '@rdd/shared/run'
import { Icon } from '../icon.tsx'
import { usePage, useStore } from '../use.ts'
import { draftOf, faultOf, firstLane, isWrite, type LaneDraft, MOST_LANES, operationsOf, requestOf } from './draft.ts'

export function Request({ pattern }: { pattern: PatternName }) {
  const page = usePage()
  const store = draftOf(pattern)
  const draft = useStore(store)
  const fault = faultOf(draft)
  const change = (at: number, part: Partial<LaneDraft>) =>
    store.update(was => ({ ...was, lanes: was.lanes.map((lane, i) => (i === at ? { ...lane, ...part } : lane)) }))
  const start = (paused: boolean) => void page.runs.start(requestOf(pattern, draft, paused))

  return (
    <form
      className="request"
      aria-label="Request"
      onSubmit={event => {
        event.preventDefault()
        if (fault === '') start(true)
      }}
    >
      {draft.lanes.map((lane, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its letter
        <div className="lane-draft" key={i}>
          <span className="letter mono">{letter(i)}</span>
          <select
            className="field"
            aria-label={`Operation of ${letter(i)}`}
            value={lane.operation}
            onChange={event => {
              const operation = operationsOf(pattern).find(one => one === event.target.value)
              if (operation) change(i, { operation })
            }}
          >
            {operationsOf(pattern).map(one => (
              <option key={one}>{one}</option>
            ))}
          </select>
          <input
            className="field id mono"
            aria-label={`Id of ${letter(i)}`}
            title="Id of the row"
            value={lane.id}
            onChange={event => change(i, { id: event.target.value })}
          />
          <select
            className="field"
            aria-label={`Form of ${letter(i)}`}
            value={lane.form}
            onChange={event => change(i, { form: event.target.value === 'notebook' ? 'notebook' : 'safe' })}
          >
            <option value="safe">safe</option>
            <option value="notebook">notebook</option>
          </select>
          {draft.lanes.length > 1 && (
            <button
              type="button"
              className="button small icon plain"
              aria-label={`Remove lane ${letter(i)}`}
              onClick={() => store.update(was => ({ ...was, lanes: was.lanes.filter((_, at) => at !== i) }))}
            >
              <Icon name="close" />
            </button>
          )}
          {isWrite(lane.operation) && (
            <div className="value">
              <input
                className="field"
                aria-label={`Name ${letter(i)} writes`}
                value={lane.name}
                maxLength={200}
                onChange={event => change(i, { name: event.target.value })}
              />
              <input
                className="field"
                aria-label={`Detail ${letter(i)} writes`}
                value={lane.detail}
                maxLength={200}
                onChange={event => change(i, { detail: event.target.value })}
              />
            </div>
          )}
        </div>
      ))}
      <div className="start">
        <button
          type="button"
          className="button small plain"
          disabled={draft.lanes.length >= MOST_LANES}
          onClick={() =>
            store.update(was => ({ ...was, lanes: [...was.lanes, was.lanes.at(-1) ?? firstLane(pattern)] }))
          }
        >
          <Icon name="add" /> Lane
        </button>
        <label className="ttl">
          TTL
          <input
            className="field mono"
            inputMode="decimal"
            aria-label="TTL in seconds"
            value={draft.ttl}
            onChange={event => store.update(was => ({ ...was, ttl: event.target.value }))}
          />
          s
        </label>
        <span className="grow" />
        <button type="button" className="button small" disabled={fault !== ''} onClick={() => start(false)}>
          Play
        </button>
        <button type="submit" className="button small solid" disabled={fault !== ''}>
          Start
        </button>
      </div>
      {catalogue[pattern].writer !== undefined && (
        <p className="side-note">
          The writer stores up to {WRITER.batchSize} at once, or what there is after {WRITER.flushMs} ms; it claims what
          another left for {WRITER.idleMs / 1000} s.
        </p>
      )}
      {draft.how !== undefined && (
        <div className="how" role="note">
          <p>{draft.how}</p>
          <button
            type="button"
            className="button small icon plain"
            aria-label="Put these words away"
            onClick={() => store.update(was => ({ ...was, how: undefined }))}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
      {fault !== '' && <p className="side-note">{fault}</p>}
    </form>
  )
}

const letter = (i: number) => String.fromCharCode(65 + i)
