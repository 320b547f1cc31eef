/** Touched: what happened to one key, newest first, and where its encoding flipped. A row leads to its moment. */
import { type Bytes, bytes } from '@rdd/shared/bytes'
import { quote } from '@rdd/shared/commands/parse'
import type { Argv, Fact } from '@rdd/shared/fact'
import { pieceHead } from '@rdd/shared/keyspace/view'
import { useMemo } from 'react'
import type { Playhead } from '../../store/playhead.ts'
import { duration } from '../words.ts'
import './touched.css'

interface Touch {
  seq: number
  text: string
  who: string
  took: string
  /** Its encoding changed here. */
  flip: { from: string; to: string } | undefined
}

const SHOWN = 30

interface TouchedProps {
  playhead: Playhead
  db: number
  name: Bytes
  /** Where the playhead stands. */
  seq: number
}

export function Touched({ playhead, db, name, seq }: TouchedProps) {
  const touches = useMemo(() => touchesOf(playhead.facts, db, name, seq), [playhead, db, name, seq])
  if (touches.length === 0) return null
  return (
    <section className="touched">
      <h2>Touched by</h2>
      <ol>
        {touches.slice(0, SHOWN).map(({ seq: at, text, who, took, flip }) => (
          <li key={at} data-now={at === seq}>
            <button type="button" title={`To event ${at}`} onClick={() => playhead.seek(at)}>
              <span className="n">{at}</span>
              <code>{text}</code>
              <span className="took">{took}</span>
            </button>
            {who !== '' && <p>by {who}</p>}
            {flip && (
              <p className="flip">
                encoding flips: <code>{flip.from}</code> → <code>{flip.to}</code>
              </p>
            )}
          </li>
        ))}
      </ol>
      {touches.length > SHOWN && <p className="faint">{touches.length - SHOWN} earlier ones</p>}
    </section>
  )
}

function touchesOf(facts: readonly Fact[], db: number, name: Bytes, upTo: number): Touch[] {
  const touches: Touch[] = []
  let encoding: string | undefined
  for (const fact of facts) {
    if (fact.seq > upTo) break
    const view = fact.views.findLast(one => one.db === db && one.key === name)
    const gone = fact.gone.find(one => one.db === db && one.key === name)
    const named = (fact.kind === 'command' || fact.kind === 'waiting') && fact.db === db && fact.keys.includes(name)
    if (!view && !gone && !named) continue
    const flip =
      view?.encoding && encoding && view.encoding !== encoding ? { from: encoding, to: view.encoding } : undefined
    encoding = view?.encoding ?? (gone ? undefined : encoding)
    if (fact.kind === 'sync' && !flip) continue
    touches.push({ seq: fact.seq, ...told(fact, gone?.how), flip })
  }
  return touches.reverse()
}

function told(fact: Fact, how: string | undefined): Omit<Touch, 'seq' | 'flip'> {
  const none = { who: '', took: '' }
  switch (fact.kind) {
    case 'command':
      return {
        text: lineOf(fact.argv),
        who: fact.client.id === undefined ? fact.client.name : '',
        took: fact.tookUs === undefined ? '' : duration(fact.tookUs / 1000),
      }
    case 'waiting':
      return { text: lineOf(fact.argv), who: fact.client.name, took: 'waits' }
    case 'listening':
      return { ...none, text: 'subscriptions' }
    case 'change':
      return { ...none, text: [...new Set(fact.events.map(([event]) => event))].join(', ') || 'many changes at once' }
    case 'burst':
      return { ...none, text: 'many commands at once' }
    case 'sync':
      return { ...none, text: 'read anew' }
    case 'gone':
      return { ...none, text: how ?? 'gone' }
    case 'reset':
      return { ...none, text: 'room reset' }
    case 'run':
    case 'hop':
      return { ...none, text: 'a run through a pattern' }
    case 'note':
      return { ...none, text: fact.text }
  }
}

const lineOf = ({ args, more }: Argv) =>
  args
    .map(piece => (typeof piece === 'string' ? quote(piece) : `${quote(pieceHead(piece))}…`))
    .concat(more ? [bytes(`… ${more} more`)] : [])
    .join(' ')
