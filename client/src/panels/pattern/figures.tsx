/** Figures: what a run counted. */
import type { Counters } from '@rdd/shared/run'

export function Figures({ counters }: { counters: Counters }) {
  const asked = counters.hits + counters.misses
  const ratio = asked === 0 ? '–' : `${Math.round((100 * counters.hits) / asked)} %`
  const figures: [name: string, value: string | number, bad: boolean][] = [
    ['Hits', counters.hits, false],
    ['Misses', counters.misses, false],
    ['Hit ratio', ratio, false],
    ['Database loads', counters.databaseLoads, false],
    ['Database writes', counters.databaseWrites, false],
    ['Stale reads', counters.staleReads, counters.staleReads > 0],
    ['Lost writes', counters.lostWrites, counters.lostWrites > 0],
  ]
  return (
    <dl className="counters" aria-label="Counters">
      {figures.map(([name, value, bad]) => (
        <div key={name} data-counter={name.toLowerCase().replaceAll(' ', '-')} data-bad={bad || undefined}>
          <dt>{name}</dt>
          <dd className="mono">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
