/** Crowd: N readers at a key that runs out, and what each guard makes of them. All numbers are of real runs. */
import { useStore } from '../use.ts'
import { Loads, Waits } from './crowd-charts.tsx'
import { Controls } from './crowd-controls.tsx'
import { conditionWords } from './crowd-words.ts'
import { experiment } from './experiment.ts'
import { type GuardWords, guards } from './guards.ts'
import { ShowsFile } from './shows-file.tsx'
import './crowd.css'

export function Crowd() {
  const { results, running } = useStore(experiment)
  return (
    <section className="crowd" aria-label="A crowd of readers">
      <Controls />
      {results === undefined || results.measured.length === 0 ? (
        <div className="not-yet">
          <h2>{running === undefined ? 'Nothing is measured yet' : 'The crowd is on its way'}</h2>
          <p>
            One user is cached, and its key runs out. Then the readers come, on connections of their own, to a Redis and
            a database made for this. Counted is how often they ask the database, timed is how long each one waits.
          </p>
        </div>
      ) : (
        <div className="results">
          <p className="conditions muted">{conditionWords(results.conditions)}</p>
          <figure>
            <figcaption>Database loads: fewer is better</figcaption>
            <Loads measured={results.measured} />
          </figure>
          <figure>
            <figcaption>
              What readers waited: further left is better, each line of the scale is ten times the one before
            </figcaption>
            <Waits measured={results.measured} />
          </figure>
        </div>
      )}
      <h2>What each guard does</h2>
      <ul className="guards">
        {guards.map(guard => (
          <OneGuard key={guard.guard} {...guard} />
        ))}
      </ul>
    </section>
  )
}

function OneGuard({ name, does, file, runs }: GuardWords) {
  return (
    <li>
      <h3>{name}</h3>
      <p>{does}</p>
      <ShowsFile file={file} name={runs} />
    </li>
  )
}
