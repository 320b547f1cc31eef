/** RoomPill: the room's name and who watches; under it, how other programs join in, and how to start afresh. */
import { askAddress } from '../../queries/room.ts'
import { Copy } from '../copy.tsx'
import { Menu } from '../menu.tsx'
import { usePage, useStore } from '../use.ts'
import { counted } from '../words.ts'

export function RoomPill({ onReset }: { onReset: () => void }) {
  const page = usePage()
  const { id, server, status } = useStore(page.room)
  const { leading } = useStore(page.leading.store)
  if (id === undefined) return null

  return (
    <span className="pill-place room">
      <Menu
        className="pill"
        face={
          <span className="words">
            room {id}
            <i> · {status?.viewers ?? 1} watching</i>
          </span>
        }
      >
        {close => (
          <>
            <section>
              <h2>Room {id}</h2>
              <p>
                {counted(status?.viewers ?? 1, 'page')} open on it.
                {status && !status.monitor && ' MONITOR is off, so commands of other programs show as changes.'}
              </p>
            </section>
            {server?.engine === 'own' && (
              <section>
                <h2>Join in from another program</h2>
                <p>
                  redis-cli, redis-benchmark or your own code: what they write moves here. The address holds a password.
                </p>
                <Copy
                  className="button"
                  wide
                  label="Copy redis-cli command"
                  text={async () => `redis-cli -u ${(await askAddress(id)).url}`}
                />{' '}
                <Copy className="button" wide label="Copy address" text={async () => (await askAddress(id)).url} />
              </section>
            )}
            <section>
              <h2>Show others the way</h2>
              <p>Pages of this room that follow go where this page goes: chapter, step, and place in the time line.</p>
              <button
                type="button"
                className="button"
                aria-pressed={leading}
                onClick={() => {
                  page.leading.lead(!leading)
                  close()
                }}
              >
                {leading ? 'Stop leading' : 'Lead'}
              </button>
            </section>
            <section>
              <h2>Start afresh</h2>
              <p>Read every key again from Redis, or empty the room.</p>
              <button type="button" className="button" onClick={() => void page.act(page.link.resync).then(close)}>
                Read again
              </button>{' '}
              <button
                type="button"
                className="button"
                onClick={() => {
                  close()
                  onReset()
                }}
              >
                Reset the room
              </button>
            </section>
          </>
        )}
      </Menu>
    </span>
  )
}
