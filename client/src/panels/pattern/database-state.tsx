/** DatabaseState: which database the rows live in, or how far its start is; it is started when a pattern is first opened. */
import { useEffect } from 'react'
import { startDatabase, useDatabase } from '../../queries/database.ts'
import { usePage } from '../use.ts'

export function DatabaseState() {
  const page = usePage()
  const { data, error, refetch } = useDatabase()
  const start = () =>
    void page.act(async () => {
      await startDatabase()
      await refetch()
    })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when a pattern is opened
  useEffect(start, [])

  if (error)
    return (
      <p className="database-state" data-database="unknown">
        {error.message}
      </p>
    )
  if (data === undefined || data.state === 'off')
    return (
      <p className="database-state" data-database="off">
        The database is not started yet.
      </p>
    )
  if (data.state === 'ready')
    return (
      <p className="database-state" data-database="ready">
        <span className="lamp" /> {data.said}
        {data.why !== undefined && <span className="why"> in the place of an embedded one. {data.why}</span>}
      </p>
    )
  if (data.state === 'starting')
    return (
      <p className="database-state" data-database="starting">
        <progress max={100} value={data.percent} aria-label="Starting the database" /> {data.doing}
      </p>
    )
  return (
    <p className="database-state" data-database="failed">
      {data.why}{' '}
      <button type="button" className="button small" onClick={start}>
        Try again
      </button>
    </p>
  )
}
