/** ServerPill: which Redis this is, whose it is, how far away, and whether the road to it is up. */
import { useState } from 'react'
import { AskFirst } from '../ask-first.tsx'
import { Menu } from '../menu.tsx'
import { usePage, useStore, useTick } from '../use.ts'
import { duration } from '../words.ts'

const consents = [
  {
    what: 'dangerous',
    title: 'Dangerous and admin commands',
    text: 'FLUSHALL, CONFIG, DEBUG, KEYS and their like would run for real.',
  },
  {
    what: 'events',
    title: 'Keyspace events',
    text: 'Sets notify-keyspace-events on that server, so that every change shows here.',
  },
  {
    what: 'monitor',
    title: 'MONITOR',
    text: 'Shows which command made each change. It slows a busy server down much.',
  },
] as const

export function ServerPill() {
  const page = usePage()
  const { road, server, status } = useStore(page.room)
  const [warning, setWarning] = useState(false)
  useTick(2000)
  const roundTrip = page.link.roundTripMs()
  const state = road.state !== 'live' ? road.state : status?.state === 'redis-down' ? 'lost' : 'live'
  const words = state === 'live' ? '' : state === 'lost' ? 'lost' : 'connecting'

  function consent(what: (typeof consents)[number]['what'], on: boolean) {
    if (what === 'dangerous' && on) setWarning(true)
    else void page.act(() => page.link.consent({ [what]: on }))
  }

  const face = (
    <>
      <span className="lamp" data-state={state} />
      <span className="words">
        {server ? (
          <>
            {server.product} {server.version}
            <i> · {server.engine === 'own' ? 'own server' : 'attached'}</i>
          </>
        ) : (
          'no server yet'
        )}
        <i className="keep"> · {words || (roundTrip === undefined ? 'live' : duration(roundTrip))}</i>
      </span>
    </>
  )

  return (
    <span data-connection={state} className="pill-place">
      <Menu face={face} className="pill" label={`Server: ${state}`}>
        {() => (
          <>
            <section>
              <h2>{server ? `${server.product} ${server.version}` : 'Connecting'}</h2>
              <p>
                {server?.engine === 'own'
                  ? 'A private server of this room. Nothing is kept on disk; it ends with the playground.'
                  : server && `Somebody's server at ${server.address}. What runs here runs there.`}
              </p>
              {(road.why || status?.text) && <p>{road.why || status?.text}</p>}
              {roundTrip !== undefined && (
                <p>
                  Round trip from this page: {duration(roundTrip)}. Redis's clock is known to ±
                  {duration(Math.max(1, page.link.clock.errorMs))}.
                </p>
              )}
            </section>
            {server && server.lacks.length > 0 && (
              <section>
                <h2>What it cannot do here</h2>
                {server.lacks.map(({ what, why }) => (
                  <p key={what}>
                    <code>{what}</code> {why}
                  </p>
                ))}
              </section>
            )}
            {server?.engine === 'attached' && status && (
              <section>
                <h2>Switched off until you say so</h2>
                {consents.map(({ what, title, text }) => (
                  <label className="consent" key={what}>
                    <input
                      type="checkbox"
                      checked={status[what]}
                      onChange={event => consent(what, event.target.checked)}
                    />
                    <span>
                      <b>{title}</b>
                      <p>
                        {text} This is {server.address}.
                      </p>
                    </span>
                  </label>
                ))}
              </section>
            )}
          </>
        )}
      </Menu>
      {warning && server && (
        <AskFirst
          title={`Run dangerous commands on ${server.address}?`}
          yes="Switch them on"
          onYes={() => void page.act(() => page.link.consent({ dangerous: true }))}
          onClose={() => setWarning(false)}
        >
          <p>
            This server is not the page's own. FLUSHALL empties it, CONFIG changes it, KEYS can stop it for everybody
            who uses it.
          </p>
        </AskFirst>
      )}
    </span>
  )
}
