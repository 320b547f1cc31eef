/** MoreKeys: what the room does not carry of a huge database can still be searched for on the server, a page at a time. */
import type { Bytes } from '@rdd/shared/bytes'
import { quote } from '@rdd/shared/commands/parse'
import { useState } from 'react'
import { useKeyPages } from '../../queries/key-pages.ts'
import type { Playhead } from '../../store/playhead.ts'
import { usePage, useStore } from '../use.ts'
import { usePlayhead } from '../use-playhead.ts'
import { number } from '../words.ts'
import './more-keys.css'

/** The glob that finds what the filter finds, its own signs taken literally. */
function globOf(text: string, prefix: string): string {
  const literal = (part: string) => part.replace(/[*?[\]^\\]/g, '\\$&')
  return `${literal(prefix)}*${text === '' ? '' : `${literal(text)}*`}`
}

export function MoreKeys({ playhead }: { playhead: Playhead }) {
  const page = usePage()
  const { db, filter } = useStore(page.place)
  const { id } = useStore(page.room)
  usePlayhead(playhead)
  const [asked, setAsked] = useState('')
  const glob = globOf(filter.text, filter.prefix)
  const question = `${db} ${glob} ${filter.type}`
  const pages = useKeyPages(id, db, glob, filter.type, asked === question)
  const beyond = playhead.state.count(db) - playhead.state.keys(db).size
  const found = pages.data?.pages.flatMap(({ keys }) => keys) ?? []

  if (beyond <= 0)
    return (
      <div className="empty">
        <h2>No key fits</h2>
        <p>No key of database {db} passes the filter.</p>
      </div>
    )
  return (
    <div className="more-keys">
      <p>
        {number(beyond)} keys are beyond the {number(playhead.state.keys(db).size)} this room carries.
      </p>
      {asked !== question ? (
        <button type="button" className="button" onClick={() => setAsked(question)}>
          Search the server
        </button>
      ) : (
        <>
          <ul>
            {found.map(({ key, type }) => (
              <li key={key}>
                <span className="swatch" data-hue={type} />
                <button type="button" className="plain-link mono" onClick={() => page.enter([readerOf(type, key)])}>
                  {key}
                </button>
                <span className="faint">{type}</span>
              </li>
            ))}
          </ul>
          {pages.error && <p>{pages.error.message}</p>}
          {pages.isFetching ? (
            <p>Searching…</p>
          ) : pages.hasNextPage ? (
            <button type="button" className="button" onClick={() => void pages.fetchNextPage()}>
              {found.length === 0 ? 'None so far: search on' : 'More'}
            </button>
          ) : (
            <p>{found.length === 0 ? 'No key on the server fits.' : 'That is all.'}</p>
          )}
        </>
      )}
    </div>
  )
}

/** A command that looks at the beginning of a key. */
function readerOf(type: string, key: Bytes): string {
  const name = quote(key)
  const readers: Partial<Record<string, string>> = {
    string: `GETRANGE ${name} 0 200`,
    hash: `HSCAN ${name} 0`,
    list: `LRANGE ${name} 0 20`,
    set: `SSCAN ${name} 0`,
    zset: `ZRANGE ${name} 0 20 WITHSCORES`,
    stream: `XRANGE ${name} - + COUNT 20`,
  }
  return readers[type] ?? `TYPE ${name}`
}
