/** Entry: one line of a client's log. The element with `data-reply` holds the reply's text and nothing else. */
import { formatReply, printsRaw } from '@rdd/shared/commands/format'
import { newerCommand } from '@rdd/shared/commands/newer'
import { parseLine } from '@rdd/shared/commands/parse'
import type { LogEntry } from '@rdd/shared/protocol'
import { memo, useLayoutEffect, useRef, useState } from 'react'
import type { Line } from '../../store/consoles.ts'
import { Copy } from '../copy.tsx'
import { usePage, useStore } from '../use.ts'
import { duration } from '../words.ts'

/** `you:0>`, and `you:0(TX)>` for what was sent inside MULTI, as redis-cli shows it. */
export const promptOf = (name: string, db: number, mode = '') => `${name}:${db}${mode}>`

export const Entry = memo(function Entry({ entry, name, again }: { entry: LogEntry; name: string; again: boolean }) {
  switch (entry.kind) {
    case 'reply': {
      const raw = isRaw(entry.line)
      const took = entry.waitedMs === undefined ? entry.tookUs / 1000 : entry.waitedMs
      return (
        <div className="entry">
          {!again && (
            <Asked name={name} db={entry.db} mode={modeOf(entry)} line={entry.line}>
              <span
                className="took"
                title={entry.waitedMs === undefined ? 'From writing to reply, at the server' : undefined}
              >
                {entry.waitedMs === undefined ? duration(took) : `waited ${duration(took)}`}
              </span>
            </Asked>
          )}
          <Reply n={entry.n} text={formatReply(entry.reply, raw)} error={entry.reply.t === 'error'} />
          {entry.reply.t === 'error' && <Newer error={entry.reply.v} />}
        </div>
      )
    }
    case 'push':
      return (
        <div className="entry pushed">
          {entry.skipped !== undefined && entry.skipped > 0 && (
            <p className="aside">
              {entry.skipped.toLocaleString('en-US')} before this one skipped: they came too fast to keep.
            </p>
          )}
          <Reply n={entry.n} text={formatReply(entry.reply)} error={false} />
        </div>
      )
    case 'refused':
      return (
        <div className="entry">
          <Asked name={name} db={entry.db} mode="" line={entry.line}>
            <span className="took">{entry.outcome === 'unknown' ? 'unknown' : 'refused'}</span>
          </Asked>
          <Reply n={entry.n} text={[entry.message, entry.mend].filter(Boolean).join(' ')} error />
        </div>
      )
    case 'notice':
      return (
        <div className="entry notice">
          <Reply n={entry.n} text={entry.text} error={false} />
        </div>
      )
  }
})

/** Which version has a command that this server calls unknown. */
function Newer({ error }: { error: string }) {
  const { server } = useStore(usePage().room)
  const hint = server && newerCommand(error, `${server.product} ${server.version}`)
  return hint === undefined ? null : <p className="aside">{hint}</p>
}

/** Said by this page: help, a typing fault, an answer that got lost. Not a reply, so it has no number. */
export function Said({ line, name }: { line: Extract<Line, { from: 'page' }>; name: string }) {
  return (
    <div className="entry said" data-tone={line.tone}>
      <Asked name={name} db={line.db} mode="" line={line.asked}>
        {line.tone === 'unknown' && <span className="took">unknown</span>}
      </Asked>
      {line.column !== undefined && (
        <p className="fault-at" aria-hidden="true">
          <span>{' '.repeat(promptOf(name, line.db).length + 1 + line.column)}</span>^
        </p>
      )}
      <pre>{line.text}</pre>
    </div>
  )
}

interface AskedProps {
  name: string
  db: number
  mode: string
  line: string
  children?: React.ReactNode
}

/** Characters of a line that the log draws; the history (arrow up) has it whole. */
const DRAWN = 2_000

export function Asked({ name, db, mode, line, children }: AskedProps) {
  const more = line.length - DRAWN
  return (
    <div className="asked">
      <span className="prompt">{promptOf(name, db, mode)}</span>{' '}
      <span className="line">
        {more > 0 ? line.slice(0, DRAWN) : line}
        {more > 0 && <span className="faint">… {more.toLocaleString('en-US')} more characters</span>}
      </span>
      {children}
    </div>
  )
}

/** Characters and lines of a reply that fit without being cut, whatever the width. */
const SHORT = 500
const SHORT_LINES = 12

const lineCount = (text: string) => (text.match(/\n/g)?.length ?? 0) + 1

function Reply({ n, text, error }: { n: number; text: string; error: boolean }) {
  const place = useRef<HTMLPreElement>(null)
  const [long, setLong] = useState(false)
  const [whole, setWhole] = useState(false)
  useLayoutEffect(() => {
    const { current } = place
    // Measuring costs a layout of the whole log: only what may be too long is measured.
    if (current && (text.length > SHORT || lineCount(text) > SHORT_LINES))
      setLong(current.scrollHeight > current.clientHeight + 4)
  }, [text])

  return (
    <div className="reply">
      <pre ref={place} data-reply={n} data-error={error ? 'true' : undefined} data-whole={whole}>
        {text}
      </pre>
      {long && (
        <button type="button" className="button small plain whole" onClick={() => setWhole(!whole)}>
          {whole ? 'Show less' : `Show all ${lineCount(text)} lines`}
        </button>
      )}
      <Copy text={text} label="Copy reply" />
    </div>
  )
}

function isRaw(line: string): boolean {
  const parsed = parseLine(line)
  return 'argv' in parsed && printsRaw(parsed.argv)
}

/** Inside MULTI the server answers QUEUED; EXEC and DISCARD are sent from inside too. */
function modeOf({ reply, line }: Extract<LogEntry, { kind: 'reply' }>): string {
  const queued = reply.t === 'simple' && reply.v === 'QUEUED'
  const ends = /^\s*(exec|discard)\s*$/i.test(line) && !(reply.t === 'error' && / without MULTI/.test(reply.v))
  return queued || ends ? '(TX)' : ''
}
