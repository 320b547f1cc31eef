/** RoadNotice: what happened to the road, the Redis or the log that one looks at, how old the picture is, and what to do. */
import type { Playhead } from '../../store/playhead.ts'
import { Icon } from '../icon.tsx'
import { usePage, useStore, useTick } from '../use.ts'
import { duration } from '../words.ts'
import './road-notice.css'

export function RoadNotice({ playhead }: { playhead: Playhead }) {
  const page = usePage()
  const { road, server, status } = useStore(page.room)
  const declined = useStore(page.declined)
  const { live, closed, opened } = useStore(page.record.store)
  const dismissed = useStore(page.dismissed)
  const lost = road.state === 'lost'
  useTick(1000, lost)

  if (lost) {
    const age = duration(Math.max(1000, Math.floor((performance.now() - road.since) / 1000) * 1000))
    return (
      <div className="road-notice" role="alert">
        <Icon name="warn" />
        <p>
          <b>{road.why}</b>{' '}
          {road.refusal
            ? road.refusal.mend
            : `What you see is the last state known, ${age} old. The page comes back by itself.`}
        </p>
        {road.refusal?.code === 'unknown-room' && (
          <a className="button small" href={location.pathname}>
            Open the default room
          </a>
        )}
      </div>
    )
  }
  if (status?.state === 'redis-down')
    return (
      <div className="road-notice" role="alert">
        <Icon name="warn" />
        <p>
          <b>Redis is down.</b> {status.text} What you see is the last state known.
        </p>
      </div>
    )
  if (opened?.playhead === playhead && live)
    return (
      <div className="road-notice" role="status">
        <Icon name="back" />
        <p>
          <b>A recording.</b> {opened.why} It can be walked through; nothing of it is in this Redis.
        </p>
        <button type="button" className="button small" onClick={() => page.record.show(live)}>
          To the running room
        </button>
      </div>
    )
  const recording = closed.find(one => one.playhead === playhead)
  if (recording && live)
    return (
      <div className="road-notice">
        <Icon name="back" />
        <p>
          <b>A recording.</b> {recording.why} Its data is gone; what happened can still be looked through.
        </p>
        <button type="button" className="button small" onClick={() => page.record.show(live)}>
          To the running room
        </button>
      </div>
    )
  const before = closed.at(-1)
  if (before && before !== dismissed)
    return (
      <NewRun
        why={before.why}
        onLook={() => page.record.show(before.playhead)}
        onClose={() => page.dismissed.set(before)}
      />
    )
  if (server?.engine === 'attached' && status && !status.events && !declined)
    return (
      <div className="road-notice">
        <Icon name="warn" />
        <p>
          <b>This is somebody's server, {server.address}.</b> Its keyspace events are off, so changes by other programs
          do not show here.
        </p>
        <button
          type="button"
          className="button small"
          title="CONFIG SET notify-keyspace-events, put back when the playground ends"
          onClick={() => void page.act(() => page.link.consent({ events: true }))}
        >
          Switch them on
        </button>
        <button
          type="button"
          className="button small icon plain"
          aria-label="Leave them off"
          onClick={() => page.declined.set(true)}
        >
          <Icon name="close" />
        </button>
      </div>
    )
  if (status?.state === 'busy')
    return (
      <div className="road-notice">
        <Icon name="warn" />
        <p>
          <b>Redis is busy.</b> {status.text}
        </p>
      </div>
    )
  return null
}

function NewRun({ why, onLook, onClose }: { why: string; onLook: () => void; onClose: () => void }) {
  return (
    <div className="road-notice">
      <Icon name="warn" />
      <p>
        <b>The room began anew.</b> {why}
      </p>
      <button type="button" className="button small" onClick={onLook}>
        Look at what was before
      </button>
      <button type="button" className="button small icon plain" aria-label="Close" onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  )
}
