/** DbChoice: which database is on the stage, with the exact number of keys in each that holds any. */
import { usePage, useStore } from '../use.ts'
import { counted } from '../words.ts'

/** `counts`: exact number of keys by database. */
export function DbChoice({ counts: pairs }: { counts: readonly [db: number, count: number][] }) {
  const page = usePage()
  const { db } = useStore(page.place)
  const { server } = useStore(page.room)
  const counts = new Map(pairs)
  if (!server) return null
  const dbs = Array.from({ length: server.databases }, (_, n) => n)

  return (
    <label className="db-choice">
      <span className="hidden">Database on the stage</span>
      <select
        className="field"
        value={db}
        onChange={event => page.place.update(was => ({ ...was, db: Number(event.target.value) }))}
      >
        {dbs.map(n => (
          <option key={n} value={n}>
            db {n} · {counted(counts.get(n) ?? 0, 'key')}
          </option>
        ))}
      </select>
    </label>
  )
}
