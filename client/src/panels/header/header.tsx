/** Header: where am I, which server, who watches, and what can be done with the room. */
import { useState } from 'react'
import { askNewRoom } from '../../queries/room.ts'
import { AskFirst } from '../ask-first.tsx'
import { Icon, Logo } from '../icon.tsx'
import { Menu } from '../menu.tsx'
import { usePage, useStore } from '../use.ts'
import { DbChoice } from './db-choice.tsx'
import { RoomPill } from './room-pill.tsx'
import { ServerPill } from './server-pill.tsx'
import { Share } from './share.tsx'
import { ThemeChoice } from './theme-choice.tsx'
import './header.css'

interface HeaderProps {
  /** Exact number of keys by database. */
  counts: readonly [db: number, count: number][]
  onPresent: () => void
}

export function Header({ counts, onPresent }: HeaderProps) {
  const page = usePage()
  const { chapter } = useStore(page.place)
  const { server } = useStore(page.room)
  const prefs = useStore(page.prefs)
  const [asking, setAsking] = useState(false)
  const noNewRoom = server?.lacks.find(({ what }) => what === 'new-room')?.why

  async function newRoom() {
    const made = await page.act(async () => {
      const { room } = await askNewRoom()
      location.assign(`${location.pathname}?room=${encodeURIComponent(room)}`)
    })
    return made
  }

  return (
    <header className="header">
      <button
        type="button"
        className="button plain icon toggle"
        aria-pressed={prefs.chapters}
        aria-label="List of chapters"
        title="List of chapters"
        onClick={() => page.prefs.update(was => ({ ...was, chapters: !was.chapters }))}
      >
        <Icon name="chapters" />
      </button>
      <Logo />
      <strong className="brand">Redis Deep Dive</strong>
      <span className="crumbs">
        <span className="group">
          <span aria-hidden="true">/</span>
          <em>{chapter.group}</em>
        </span>
        <span aria-hidden="true">/</span>
        <b>{chapter.name}</b>
      </span>
      <span className="gap" />
      <DbChoice counts={counts} />
      <ServerPill />
      <RoomPill onReset={() => setAsking(true)} />
      <span className="more">
        <Menu face={<Icon name="more" />} label="More" className="button icon">
          {close => (
            <section className="more-items">
              <button
                type="button"
                className="button"
                disabled={noNewRoom !== undefined}
                onClick={() => void newRoom()}
              >
                New room
              </button>
              <Share />
              <ThemeChoice />
              <button
                type="button"
                className="button"
                onClick={() => {
                  close()
                  onPresent()
                }}
              >
                Present
              </button>
              <button
                type="button"
                className="button"
                onClick={() => {
                  close()
                  setAsking(true)
                }}
              >
                Reset the room
              </button>
            </section>
          )}
        </Menu>
      </span>
      <button
        type="button"
        className="button new-room"
        disabled={noNewRoom !== undefined}
        title={noNewRoom ?? 'A room of your own, with its own Redis'}
        onClick={() => void newRoom()}
      >
        New room
      </button>
      <ThemeChoice />
      <Share />
      <button type="button" className="button solid present" onClick={onPresent} title="Only the stage, large">
        Present <kbd>P</kbd>
      </button>
      <button
        type="button"
        className="button plain icon toggle"
        aria-pressed={prefs.side}
        aria-label="Key panel"
        title="Key panel"
        onClick={() => page.prefs.update(was => ({ ...was, side: !was.side }))}
      >
        <Icon name="side" />
      </button>
      {asking && (
        <AskFirst
          title="Reset the room?"
          yes="Reset the room"
          onYes={() => void page.act(page.link.reset)}
          onClose={() => setAsking(false)}
        >
          <p>Every key of every database goes, for everybody in this room. The time line keeps what was.</p>
        </AskFirst>
      )}
    </header>
  )
}
