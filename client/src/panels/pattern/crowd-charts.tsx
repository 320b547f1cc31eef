/**
 * Charts of a crowd. Each is a table with a row for each guard, whose last column is drawn: what is seen is also read.
 * Lengths are percentages of the column, so a chart is as wide as its place.
 */
import type { Measured } from '@rdd/shared/patterns/labs/measure'
import { scaleLinear, scaleLog } from 'd3-scale'
import { guardName, MARKS, waited, waitsOf } from './crowd-words.ts'

/** A place in a drawing, as SVG takes it. @param part 0 to 100 */
const percent = (part: number) => `${part.toFixed(2)}%`

/** How often the database was asked, as bars from 0. */
export function Loads({ measured }: { measured: readonly Measured[] }) {
  const most = Math.max(1, ...measured.map(({ loads }) => loads))
  const length = scaleLinear([0, most], [0, 100])
  return (
    <table className="chart" aria-label="Database loads">
      <thead>
        <tr>
          <th scope="col">guard</th>
          <th scope="col">loads</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {measured.map(({ guard, loads }) => (
          <tr key={guard} data-guard={guard} data-loads={loads}>
            <th scope="row">{guardName(guard)}</th>
            <td className="mono">{loads}</td>
            <td className="drawn">
              <svg className="bar" height="18" aria-hidden="true">
                <rect width={percent(length(loads))} height="18" rx="3" />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What readers waited, as dots on a logarithmic scale: half of them at most p50, 95 of 100 at most p95, all at most max. */
export function Waits({ measured }: { measured: readonly Measured[] }) {
  const rows = measured.map(one => ({ guard: one.guard, marks: waitsOf(one) }))
  // A wait too short for the clock is 0: it is drawn where the scale begins.
  const all = rows.flatMap(({ marks }) => marks.map(({ ms }) => Math.max(ms, 0.1)))
  const least = Math.min(...all)
  // A margin at both ends, for the dots and the words of the scale.
  const place = scaleLog([least, Math.max(...all, 2 * least)], [4, 92])
    .nice()
    .clamp(true)
  const [low = 1, high = 10] = place.domain()
  const ticks = place.ticks(Math.round(Math.log10(high / low)))

  return (
    <table className="chart waits" aria-label="What readers waited">
      <thead>
        <tr>
          <th scope="col">guard</th>
          {MARKS.map(([name]) => (
            <th scope="col" key={name}>
              <svg className="dots" width="10" height="10" aria-hidden="true">
                <circle className={name} cx="5" cy="5" r="4" />
              </svg>{' '}
              {name}
            </th>
          ))}
          <td className="drawn">
            <svg className="scale" height="18" aria-hidden="true">
              {ticks.map(ms => (
                <text key={ms} x={percent(place(ms))} y="13" textAnchor="middle">
                  {ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`}
                </text>
              ))}
            </svg>
          </td>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ guard, marks }) => {
          const places = marks.map(({ ms }) => place(ms))
          return (
            <tr key={guard} data-guard={guard}>
              <th scope="row">{guardName(guard)}</th>
              {marks.map(({ name, ms }) => (
                <td className="mono" key={name}>
                  {waited(ms)}
                </td>
              ))}
              <td className="drawn">
                <svg className="dots" height="22" aria-hidden="true">
                  {ticks.map(ms => (
                    <line key={ms} className="grid" x1={percent(place(ms))} x2={percent(place(ms))} y1="0" y2="22" />
                  ))}
                  <line x1={percent(Math.min(...places))} x2={percent(Math.max(...places))} y1="11" y2="11" />
                  {marks
                    .map(({ name, ms }) => (
                      <circle key={name} className={name} cx={percent(place(ms))} cy="11" r={name === 'max' ? 8 : 5} />
                    ))
                    .reverse()}
                </svg>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
