/** Hops: the run as a table, a row for each hop; a row leads to its moment. */
import { actorWords, hopTook } from '@rdd/shared/keyspace/explain-run'
import type { RunView } from '@rdd/shared/run'
import { useEffect, useRef } from 'react'
import type { Playhead } from '../../store/playhead.ts'
import { usePage } from '../use.ts'

/** Rows shown: a writer that polls makes many. */
const MOST = 60

export function Hops({ run, playhead, now }: { run: RunView; playhead: Playhead; now: number | undefined }) {
  const page = usePage()
  const box = useRef<HTMLDivElement>(null)
  const hops = run.hops.toSorted((a, b) => a.n - b.n)
  const several = run.lanes.length > 1

  // biome-ignore lint/correctness/useExhaustiveDependencies: the row of the current hop comes into sight when it changes
  useEffect(() => {
    const row = box.current?.querySelector('[data-now="true"]')
    if (box.current && row instanceof HTMLElement) box.current.scrollTop = row.offsetTop - box.current.clientHeight / 2
  }, [now])

  return (
    <div className="hops" ref={box}>
      <table aria-label="Hops">
        <thead>
          <tr>
            <th>#</th>
            <th>hop</th>
            <th>took</th>
          </tr>
        </thead>
        <tbody>
          {hops.slice(-MOST).map(hop => (
            <tr
              key={hop.n}
              data-row={hop.n}
              data-now={hop.n === now}
              data-hop-state={hop.state}
              data-outcome={hop.outcome}
            >
              <td>
                <button
                  type="button"
                  title={`To hop ${hop.n}`}
                  disabled={hop.state === 'waiting'}
                  onClick={() => page.runs.toHop(playhead, hop.n)}
                >
                  {hop.n}
                </button>
              </td>
              <td title={hop.text}>
                <span className="way">
                  {several ? `${hop.lane} · ` : ''}
                  {actorWords[hop.from]} → {actorWords[hop.to]}
                </span>{' '}
                <code>
                  {hop.outcome === 'hit' || hop.outcome === 'miss' ? `${hop.outcome} · ` : ''}
                  {hop.text}
                </code>
              </td>
              <td className="took">
                {hop.state === 'waiting' ? 'waits' : hop.state === 'flying' ? '…' : hopTook(hop)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
