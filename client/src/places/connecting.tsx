/** Connecting: the connections there are right now, and how a program opens one: directly, by a URL, from a pool. */
import { Copy } from '../panels/copy.tsx'
import { usePage, useStore } from '../panels/use.ts'
import { useInfo } from '../queries/info.ts'
import { askAddress } from '../queries/room.ts'
import { connectingCode, ways } from './connecting-code.ts'
import { ConnectingMeasured } from './connecting-measured.tsx'
import { LanguageChoice } from './language-choice.tsx'
import type { PlaceProps } from './place.ts'
import { Reference } from './reference.tsx'

const states = {
  idle: 'idle',
  multi: 'in a transaction',
  waiting: 'waits for a reply',
  subscribed: 'listens',
  monitor: 'monitors',
  gone: 'ended',
} as const

export function Place({ playhead }: PlaceProps) {
  const page = usePage()
  const { id, road, server } = useStore(page.room)
  const { tabs, active } = useStore(page.consoles.store)
  const { language } = useStore(page.prefs)
  const { data: info } = useInfo(id, road.state === 'live')

  return (
    <Reference scene="connecting" count={tabs.length} playhead={playhead}>
      <section aria-label="Connections">
        <h2>Connections of this page</h2>
        <ul className="lines">
          {tabs.map(({ client }) => (
            <li key={client.id} data-client={client.name} data-state={client.state}>
              <code className="line">
                {client.name} {client.id === active && '· in front'}
              </code>
              <span className="say">
                {states[client.state]}
                {client.what !== '' && `: ${client.what}`}
              </span>
              <span className="say">
                db {client.db} · RESP{client.resp}
              </span>
            </li>
          ))}
        </ul>
        <p className="muted">
          {info === undefined
            ? 'How many others there are is not known yet.'
            : `Redis counts ${info.connected_clients ?? '?'} connections in all, ${info.blocked_clients ?? '0'} of them blocked, and has taken ${info.total_connections_received ?? '?'} since its start. Two of them are the playground’s own eyes.`}
        </p>
      </section>
      <ConnectingMeasured />
      <div className="reference-bar">
        <LanguageChoice />
        {server?.engine === 'own' && id !== undefined && (
          <Copy
            className="button small"
            wide
            label="Copy the address of this room"
            text={async () => (await askAddress(id)).url}
          />
        )}
      </div>
      {ways.map(({ way, title, say }) => (
        <section key={way} aria-label={title}>
          <h2>{title}</h2>
          <p className="muted">{say}</p>
          <div className="code-block">
            <pre data-way={way} data-language={language}>
              {connectingCode[language][way]}
            </pre>
            <Copy text={connectingCode[language][way]} label="Copy this code" />
          </div>
        </section>
      ))}
    </Reference>
  )
}
