/** Waiting: a command whose answer is not here yet, or a client that listens: for how long, and a way out. */
import type { Tab } from '../../store/consoles.ts'
import { Icon } from '../icon.tsx'
import { usePage, useTick } from '../use.ts'
import { counted, duration } from '../words.ts'
import { Asked } from './entry.tsx'

export function Waiting({ tab: { client, running, queue } }: { tab: Tab }) {
  const page = usePage()
  const waits = client.state === 'waiting' || client.state === 'subscribed' || client.state === 'monitor'
  useTick(100, waits || running !== undefined)
  const sentMs = running ? performance.now() - running.since : 0
  const since = Math.max(0, page.link.redisNow() - client.since)

  return (
    <>
      {running && client.state !== 'idle' && sentMs > 60 && (
        <Asked name={client.name} db={client.db} mode="" line={running.line} />
      )}
      {waits && (
        <div className="waiting" data-state={client.state}>
          <span className="spinner" aria-hidden="true" />
          <span>
            {client.state === 'waiting' ? 'Waiting' : client.state === 'monitor' ? 'Monitoring' : 'Subscribed'}
            {client.what && client.state !== 'monitor' && (
              <>
                {client.state === 'subscribed' ? ' to ' : ': '}
                <code>{client.what}</code>
              </>
            )}{' '}
            · <span className="mono">{duration(since)}</span>
          </span>
          <button
            type="button"
            className="button small"
            onClick={() => void page.act(() => page.link.cancel({ client: client.id }))}
          >
            Cancel
          </button>
        </div>
      )}
      {client.state === 'gone' && (
        <div className="waiting" data-state="gone">
          <Icon name="warn" />
          <span>This connection ended, and what it held (a transaction, a subscription) with it.</span>
          <button type="button" className="button small" onClick={() => void page.replace(client)}>
            Open it again
          </button>
        </div>
      )}
      {running && running.left > 0 && (
        <div className="waiting" data-state="queue">
          <span>
            {counted(running.left, 'time')} more: <code>{running.line}</code>
          </span>
          <button type="button" className="button small plain" onClick={() => page.consoles.drop(client.id)}>
            Stop
          </button>
        </div>
      )}
      {queue.length > 0 && (
        <div className="waiting" data-state="queue">
          <span>
            {counted(queue.length, 'line')} next: <code>{queue[0]}</code>
          </span>
          <button type="button" className="button small plain" onClick={() => page.consoles.drop(client.id)}>
            Drop
          </button>
        </div>
      )}
    </>
  )
}
