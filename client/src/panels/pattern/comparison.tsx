/** Comparison: the same small workload through each pattern, and what it cost. */
import { catalogue } from '@rdd/shared/patterns/catalogue'
import { COLUMNS } from '@rdd/shared/patterns/labs/compare'
import { usePage, useStore } from '../use.ts'
import { columnWords, figure } from './column-words.ts'
import { comparison, runComparison } from './comparison-store.ts'
import './crowd.css'

export function Comparison() {
  const page = usePage()
  const { running, rows } = useStore(comparison)
  return (
    <section className="crowd" aria-label="The patterns compared">
      <div className="go">
        <button type="button" className="button run" disabled={running} onClick={() => void page.act(runComparison)}>
          {rows === undefined ? 'Run' : 'Run again'}
        </button>
        <p className="muted" role="status">
          {running ? (
            <>
              <progress aria-label="The comparison runs" /> Reads and writes go through each pattern.
            </>
          ) : (
            'The same reads and writes through each pattern in its safe form, on connections of its own.'
          )}
        </p>
      </div>
      {rows === undefined ? (
        <div className="not-yet">
          <h2>Nothing is compared yet</h2>
          <p>Calls are counted where somebody waits for them; times are those of this machine, at this moment.</p>
        </div>
      ) : (
        <div className="wide">
          <table className="comparison" aria-label="Comparison">
            <thead>
              <tr>
                <th scope="col">counted or timed</th>
                {rows.map(({ pattern }) => (
                  <th scope="col" key={pattern}>
                    {catalogue[pattern].title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {COLUMNS.map(column => (
                <tr key={column} data-column={column}>
                  <th scope="row">{columnWords[column]}</th>
                  {rows.map(({ pattern, values }) => (
                    <td className="mono" key={pattern} data-pattern={pattern}>
                      {figure(column, values[column])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
