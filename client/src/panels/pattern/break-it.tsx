/** BreakIt: real failures and meddling: connections are cut, keys and rows are changed by somebody else. */
import type { RequestOf } from '@rdd/shared/protocol'
import type { RunView } from '@rdd/shared/run'
import { usePage } from '../use.ts'

type Broken = RequestOf<'breakActor'>
type Meddled = RequestOf<'meddle'>['what']

const SLOW = 300
const meddling: [Meddled, string, title: string][] = [
  ['expire', 'TTL runs out', 'The key of this id expires now'],
  ['evict', 'Evict the key', 'Redis evicts the key of this id, as under memory pressure'],
  ['change-cache', 'Change the cached value', 'Somebody writes to Redis and not to the database'],
  ['change-row', 'Change the row', 'Somebody writes to the database and not to Redis'],
]

/** `id`: the row that is meddled with. */
export function BreakIt({ run, id, off }: { run: RunView; id: string; off: boolean }) {
  const page = usePage()
  const { cache = 'up', database = 'up', writer = 'up' } = run.actors
  const put = (message: Broken) => void page.runs.breakActor(message)
  const breaks: [words: string, on: boolean, message: Broken][] = [
    ['Stop Redis', cache === 'down', { actor: 'cache', state: cache === 'down' ? 'up' : 'down' }],
    ['Stop the database', database === 'down', { actor: 'database', state: database === 'down' ? 'up' : 'down' }],
    [
      `Slow database +${SLOW} ms`,
      database === 'slow',
      database === 'slow' ? { actor: 'database', state: 'up' } : { actor: 'database', state: 'slow', addedMs: SLOW },
    ],
    ...(run.pattern === 'write-behind'
      ? [
          ['Crash the writer', writer === 'down', { actor: 'writer', state: writer === 'down' ? 'up' : 'down' }] as [
            string,
            boolean,
            Broken,
          ],
        ]
      : []),
  ]
  return (
    <section className="break-it" aria-label="Break it">
      <h2>Break it</h2>
      <div className="choices">
        {breaks.map(([words, on, message]) => (
          <button
            type="button"
            className="button small"
            key={words}
            aria-pressed={on}
            disabled={off}
            onClick={() => put(message)}
          >
            {words}
          </button>
        ))}
      </div>
      <h2>
        Meddle with <code>{id}</code>
      </h2>
      <div className="choices">
        {meddling.map(([what, words, title]) => (
          <button
            type="button"
            className="button small"
            key={what}
            title={title}
            disabled={off}
            onClick={() => void page.runs.meddle({ what, id })}
          >
            {words}
          </button>
        ))}
      </div>
    </section>
  )
}
