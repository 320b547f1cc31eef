/** Opening: the page before its first join, and the page that may not join. */
import type { ReactNode } from 'react'
import { usePage, useStore } from '../use.ts'
import './opening.css'

export function Opening({ header }: { header: ReactNode }) {
  const { road } = useStore(usePage().room)
  return (
    <div className="opening">
      {header}
      <main>
        {road.refusal ? (
          <div className="empty" role="alert">
            <h2>{road.why}</h2>
            {road.refusal.mend && <p>{road.refusal.mend}</p>}
            {road.refusal.code === 'unknown-room' && (
              <a className="button" href={location.pathname}>
                Open the default room
              </a>
            )}
          </div>
        ) : (
          <div className="empty" role="status">
            <span className="spinner" aria-hidden="true" />
            <p>Connecting to the room.</p>
          </div>
        )}
      </main>
    </div>
  )
}
