/**
 * KeySide: what is known of one key: the one a person picked, else the one touched last, so that the panel follows what
 * happens until somebody wants to look closely.
 */
import type { Bytes } from '@rdd/shared/bytes'
import type { Fact } from '@rdd/shared/fact'
import { useEffect } from 'react'
import type { Playhead } from '../../store/playhead.ts'
import { Icon } from '../icon.tsx'
import { later } from '../later.tsx'
import { usePage, useStore } from '../use.ts'
import { seqOf, useCalm } from '../use-playhead.ts'

const load = async () => (await import('./key-panel.tsx')).KeyPanel
const KeyPanel = later(load)

/** Facts looked back on for the key touched last. */
const LOOK_BACK = 200

export function KeySide({ playhead }: { playhead: Playhead }) {
  const page = usePage()
  const standing = useStore(page.standing)
  const { db, selected } = useStore(page.place)
  const seq = useCalm(playhead, seqOf, 150)
  const key = selected ?? lastTouched(playhead, db, seq)
  useEffect(() => {
    // Fetched as soon as the page stands: by the first key it may be too late to. Where it fails, the panel says so.
    if (standing) load().catch(() => {})
  }, [standing])

  return (
    <>
      {key === undefined ? (
        <div className="side-empty">
          <h2>Key</h2>
          <p>
            Nothing is touched yet. The key that a command touches stands here; click one on the stage to keep it,
            change it, or copy it as commands.
          </p>
        </div>
      ) : (
        <>
          <div className="side-bar">
            <span className="label">{selected === undefined ? 'Touched last' : 'Picked'}</span>
            {selected === undefined ? (
              <button type="button" className="button small plain" onClick={() => pick(key)}>
                Keep
              </button>
            ) : (
              <button
                type="button"
                className="button small icon plain"
                aria-label="Follow what happens"
                title="Follow what happens"
                onClick={() => pick(undefined)}
              >
                <Icon name="close" />
              </button>
            )}
          </div>
          {standing && <KeyPanel key={`${db}/${key}`} playhead={playhead} db={db} name={key} seq={seq} />}
        </>
      )}
    </>
  )

  function pick(next: Bytes | undefined) {
    page.place.update(was => ({ ...was, selected: next, edit: undefined }))
  }
}

function lastTouched(playhead: Playhead, db: number, seq: number): Bytes | undefined {
  for (let at = seq; at > Math.max(0, seq - LOOK_BACK); at -= 1) {
    const fact = playhead.fact(at)
    const key = fact && touchedBy(fact, db).find(one => playhead.state.view(db, one) !== undefined)
    if (key !== undefined) return key
  }
  return undefined
}

function touchedBy(fact: Fact, db: number): Bytes[] {
  const views = fact.views.filter(view => view.db === db).map(({ key }) => key)
  if (fact.kind === 'sync') return []
  return fact.kind === 'command' && fact.db === db ? [...fact.keys, ...views] : views
}
