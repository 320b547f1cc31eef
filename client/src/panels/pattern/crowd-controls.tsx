/** Controls: how many readers come, how, to what database, and which guards they meet. */
import { usePage, useStore } from '../use.ts'
import { type Conditions, experiment, runExperiment } from './experiment.ts'
import { guards } from './guards.ts'

const spreads: [ms: number, words: string][] = [
  [0, 'all at once, the key is gone'],
  [1000, 'over 1 s around its end'],
  [3000, 'over 3 s around its end'],
]
const delays: [ms: number, words: string][] = [
  [0, 'as it is'],
  [100, '100 ms added'],
  [500, '500 ms added'],
]

export function Controls() {
  const page = usePage()
  const { next, chosen, running, results } = useStore(experiment)
  const change = (part: Partial<Conditions>) => experiment.update(was => ({ ...was, next: { ...was.next, ...part } }))
  const done = results?.measured.length ?? 0

  return (
    <form
      className="crowd-controls"
      aria-label="Crowd"
      onSubmit={event => {
        event.preventDefault()
        if (running === undefined) void page.act(runExperiment)
      }}
    >
      <label className="readers">
        <span>Readers</span>
        <input
          type="range"
          min={1}
          max={200}
          value={next.readers}
          onChange={event => change({ readers: event.target.valueAsNumber })}
        />
        <output className="mono">{next.readers}</output>
      </label>
      <label>
        <span>They come</span>
        <select
          className="field"
          value={next.spreadMs}
          onChange={event => change({ spreadMs: Number(event.target.value) })}
        >
          {spreads.map(([ms, words]) => (
            <option key={ms} value={ms}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Database</span>
        <select
          className="field"
          value={next.addedMs}
          onChange={event => change({ addedMs: Number(event.target.value) })}
        >
          {delays.map(([ms, words]) => (
            <option key={ms} value={ms}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <fieldset>
        <legend>Guards</legend>
        {guards.map(({ guard, name }) => (
          <label key={guard}>
            <input
              type="checkbox"
              checked={chosen.has(guard)}
              onChange={event => {
                const others = [...chosen].filter(one => one !== guard)
                const now = new Set(event.target.checked ? [...others, guard] : others)
                experiment.update(was => ({ ...was, chosen: now }))
              }}
            />
            {name}
          </label>
        ))}
      </fieldset>
      <div className="go">
        <button type="submit" className="button run" disabled={running !== undefined || chosen.size === 0}>
          Run
        </button>
        <p className="muted" role="status">
          {running !== undefined && results ? (
            <>
              <progress value={done} max={results.planned} aria-label="Guards measured" />{' '}
              {guards.find(({ guard }) => guard === running)?.name} runs, {done + 1} of {results.planned}
            </>
          ) : chosen.size === 0 ? (
            'Choose a guard.'
          ) : (
            'Each guard takes some seconds: the key has to run out.'
          )}
        </p>
      </div>
    </form>
  )
}
