/** LeadNotice: somebody shows the way in this room, or this page does. */
import { usePage, useStore } from '../use.ts'
import './road-notice.css'

export function LeadNotice() {
  const page = usePage()
  const { leading, following, led } = useStore(page.leading.store)
  if (leading)
    return (
      <div className="road-notice lead-notice" role="note">
        <p>
          <b>You lead.</b> Other pages of this room can follow where you go.
        </p>
        <button type="button" className="button small" onClick={() => page.leading.lead(false)}>
          Stop leading
        </button>
      </div>
    )
  if (led === null) return null
  return (
    <div className="road-notice lead-notice" role="note">
      <p>
        {following ? (
          <>
            <b>You follow.</b> This page goes where the one that leads goes, until you go somewhere yourself.
          </>
        ) : (
          <>
            <b>Somebody leads in this room.</b> Follow, and this page goes where theirs goes.
          </>
        )}
      </p>
      <button type="button" className="button small" onClick={() => page.leading.follow(!following)}>
        {following ? 'Stop following' : 'Follow'}
      </button>
    </div>
  )
}
