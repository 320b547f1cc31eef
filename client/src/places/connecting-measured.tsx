/** ConnectingMeasured: what connections cost, and how connecting fails, really tried at a click. */
import type { Connected, Failure, Way } from '@rdd/shared/connecting'
import { useState } from 'react'
import { percentile } from '../panels/pattern/percentile.ts'
import { measureConnecting } from '../queries/connecting.ts'
import './connecting.css'

const ways: Record<Way, { name: string; say: (connections: number) => string }> = {
  one: { name: 'One connection', say: () => 'each awaited before the next is sent: a round trip for each' },
  pipelined: { name: 'One connection, pipelined', say: () => 'all sent at once, all answers read together' },
  pool: { name: 'A pool', say: n => `${n} connections share the work, each one by one` },
  new: { name: 'A new connection for each', say: n => `${n} times opened, signed in and closed again` },
}

const failures: Record<Failure, { name: string; mend: string }> = {
  refused: {
    name: 'Nobody listens there',
    mend: 'Is redis-server running? Are host and port right? In a container, 127.0.0.1 is the container itself: use the name of the service.',
  },
  'wrong-password': {
    name: 'A wrong password',
    mend: 'Compare user and password with requirepass or the ACL of the server. In a URL, signs such as @ and / must be percent-encoded.',
  },
  'no-password': {
    name: 'No password where one is wanted',
    mend: 'Give it: redis://user:password@host:port. A password without a user belongs to the user “default”.',
  },
}

const inMs = (ms: number): string => `${ms < 10 ? ms.toFixed(2) : ms.toFixed(1)} ms`

export function ConnectingMeasured() {
  const [running, setRunning] = useState(false)
  const [found, setFound] = useState<Connected | undefined>(undefined)
  const [fault, setFault] = useState<string | undefined>(undefined)

  async function run() {
    setRunning(true)
    setFault(undefined)
    try {
      setFound(await measureConnecting())
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
    }
    setRunning(false)
  }

  return (
    <section aria-label="What a connection costs" className="measured">
      <h2>What a connection costs</h2>
      <p className="muted">
        The same PINGs over connections used in four ways, and three attempts that must fail. The server runs them
        against a Redis of its own, which ends afterwards; this room’s Redis is not asked.
      </p>
      <button type="button" className="button" disabled={running} onClick={() => void run()}>
        {running ? 'Measuring…' : found === undefined ? 'Measure' : 'Measure again'}
      </button>
      <p className="muted" aria-live="polite">
        {fault ?? (found && told(found))}
      </p>
      {found && (
        <>
          <Bars found={found} />
          <h2>When it fails</h2>
          <ul className="lines failures">
            {found.failures.map(({ failure, error, ms }) => (
              <li key={failure} data-failure={failure}>
                <span className="want">{failures[failure].name}</span>
                <code className="line">{error}</code>
                <span className="say">
                  after {inMs(ms)}. {failures[failure].mend}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

const told = ({ server, commands, rounds }: Connected): string =>
  `Medians of ${rounds} rounds of ${commands} PINGs each, from this server to ${server} on the same machine. Over a network every round trip costs more, and the differences grow.`

function Bars({ found }: { found: Connected }) {
  const medians = found.ways.map(({ way, connections, ms }) => ({ way, connections, ms: percentile(ms, 0.5) }))
  const longest = Math.max(...medians.map(({ ms }) => ms))
  return (
    <ul className="costs">
      {medians.map(({ way, connections, ms }) => (
        <li key={way} data-cost={way} data-ms={ms.toFixed(3)}>
          <span className="name">{ways[way].name}</span>
          <span className="took mono">
            {inMs(ms)} <span className="muted">· {inMs(ms / found.commands)} each</span>
          </span>
          <svg className="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect width={Math.max(0.4, (ms / longest) * 100)} height="1" />
          </svg>
          <span className="say muted">{ways[way].say(connections)}</span>
        </li>
      ))}
    </ul>
  )
}
