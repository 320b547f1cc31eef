/**
 * EditForm: one change to one key. What will run stands below the field as it is typed, and runs through the active
 * client, so that it ends up in the console like a command typed there.
 */
import { type Bytes, byteLength, bytes, isBytes } from '@rdd/shared/bytes'
import type { Edit as Wanted } from '@rdd/shared/commands/edit'
import { type KeyView, type Piece, pieceHead } from '@rdd/shared/keyspace/view'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Edit } from '../../store/place.ts'
import { usePage } from '../use.ts'
import { linesOf } from './lines-of.ts'
import './edit-form.css'

interface Draft {
  title: string
  label: string
  /** What stands there now, as it is typed. */
  text: string
  /** The text holds `\xNN` for bytes that are no UTF-8, so a backslash is written `\\`. */
  escaped: boolean
  /** What the text asks for; a sentence when it cannot be. */
  wanted: (text: string) => Wanted | string
  remove?: { label: string; wanted: Wanted }
}

export function EditForm({ view, edit }: { view: KeyView; edit: Edit }) {
  const page = usePage()
  const draft = draftOf(view, edit, page.link.redisNow())
  const [text, setText] = useState(draft?.text ?? '')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.select(), [])
  const close = () => page.place.update(was => ({ ...was, edit: undefined }))

  if (!draft)
    return (
      <div className="edit-form">
        <p className="side-note">This part is no longer there, or too long to change here. Use the console.</p>
        <button type="button" className="button small" onClick={close}>
          Close
        </button>
      </div>
    )

  const wanted = draft.wanted(text)
  const lines = typeof wanted === 'string' ? [] : linesOf(view, wanted)

  function run(commands: readonly string[]) {
    page.enter(page.inDb(view.db, commands))
    close()
  }

  return (
    <form
      className="edit-form"
      aria-label={draft.title}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        if (lines.length > 0) run(lines)
      }}
      onKeyDown={event => event.key === 'Escape' && close()}
    >
      <label>
        <span className="label">{draft.label}</span>
        <textarea
          ref={field}
          className="field mono"
          rows={Math.min(8, Math.max(1, text.split('\n').length, Math.ceil(text.length / 38)))}
          spellCheck={false}
          value={text}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter' || event.shiftKey) return
            event.preventDefault()
            event.currentTarget.form?.requestSubmit()
          }}
        />
      </label>
      {draft.escaped && <p className="faint">Bytes that are no text stand as \xNN, a backslash as \\.</p>}
      {typeof wanted === 'string' ? (
        <p className="side-note">{wanted}</p>
      ) : (
        <pre className="will-run">
          <span className="hidden">Will run: </span>
          {page.inDb(view.db, lines).join('\n')}
        </pre>
      )}
      <div className="choices">
        <button type="submit" className="button small run" disabled={lines.length === 0 || text === draft.text}>
          Run
        </button>
        <button type="button" className="button small" onClick={close}>
          Cancel
        </button>
        {draft.remove && (
          <button
            type="button"
            className="button small plain remove"
            title={linesOf(view, draft.remove.wanted).join('\n')}
            onClick={() => draft.remove && run(linesOf(view, draft.remove.wanted))}
          >
            {draft.remove.label}
          </button>
        )}
      </div>
    </form>
  )
}

const NUMBER = /^[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+|inf)$/

/** The form for a part of the key; undefined when the part is not there, or not whole. */
function draftOf(view: KeyView, { part, at }: Edit, now: number): Draft | undefined {
  const { value } = view
  switch (part) {
    case 'ttl': {
      const left = view.expiresAt === undefined ? '' : String(Math.max(0, Math.round((view.expiresAt - now) / 1000)))
      return {
        title: 'Change the TTL',
        label: 'Seconds to live',
        text: left,
        escaped: false,
        wanted: text =>
          text.trim() === ''
            ? view.expiresAt === undefined
              ? 'In how many seconds shall it expire?'
              : { kind: 'expiry', seconds: null }
            : /^\d+(\.\d+)?$/.test(text.trim())
              ? { kind: 'expiry', seconds: Number(text) }
              : 'Write a number of seconds, or nothing for no TTL.',
        ...(view.expiresAt !== undefined && { remove: { label: 'No TTL', wanted: { kind: 'expiry', seconds: null } } }),
      }
    }
    case 'name':
      return textDraft('Rename the key', 'New name', view.key, to => ({ kind: 'name', to }))
    case 'value': {
      if (value.type !== 'string') return undefined
      // The window is the whole only when its bytes are all there are.
      const whole = byteLength(value.head) === view.length
      return whole
        ? textDraft('Change the value', 'Value', value.head, held => ({ kind: 'value', value: held }))
        : undefined
    }
    case 'field': {
      if (value.type !== 'hash') return undefined
      const found = value.fields.find(([field]) => field === at)
      if (!found || typeof found[0] !== 'string' || typeof found[1] !== 'string') return undefined
      const field = found[0]
      return {
        ...textDraft('Change the field', `Value of ${field}`, found[1], held => ({
          kind: 'field',
          field,
          value: held,
        })),
        remove: { label: 'Remove the field', wanted: { kind: 'remove-field', field } },
      }
    }
    case 'element': {
      if (value.type !== 'list') return undefined
      const index = Number(at)
      const piece = value.head[index] ?? value.tail[index - (view.length - value.tail.length)]
      if (typeof piece !== 'string') return undefined
      return {
        ...textDraft('Change the element', `Element ${index}`, piece, held => ({
          kind: 'element',
          index,
          value: held,
        })),
        remove: { label: 'Remove the element', wanted: { kind: 'remove-element', index } },
      }
    }
    case 'member': {
      if (value.type === 'zset') return scoreDraft(view, at)
      if (value.type !== 'set') return undefined
      const from = value.members.find(member => member === at)
      if (typeof from !== 'string') return undefined
      return {
        ...textDraft('Change the member', 'Member', from, to => ({ kind: 'member', from, to })),
        remove: { label: 'Remove the member', wanted: { kind: 'remove-member', member: from } },
      }
    }
    case 'score':
      return scoreDraft(view, at)
  }
}

function scoreDraft({ value }: KeyView, at: string): Draft | undefined {
  if (value.type !== 'zset') return undefined
  const [member, score] = [...value.head, ...value.tail].find(([piece]) => piece === at) ?? []
  if (typeof member !== 'string' || score === undefined) return undefined
  return {
    title: 'Change the score',
    label: `Score of ${member}`,
    text: score,
    escaped: false,
    wanted: text =>
      NUMBER.test(text.trim()) ? { kind: 'score', member, score: text.trim() } : 'A score is a number, inf or -inf.',
    remove: { label: 'Remove the member', wanted: { kind: 'remove-member', member } },
  }
}

/** A draft for bytes: plain text where it is plain text, else the escaped form. */
function textDraft(title: string, label: string, now: Piece, make: (text: Bytes) => Wanted): Draft {
  const held = pieceHead(now)
  const escaped = held.includes('\\')
  return {
    title,
    label,
    text: held,
    escaped,
    wanted: text => {
      if (!escaped) return make(bytes(text.toWellFormed()))
      return isBytes(text) ? make(text) : 'A lone backslash: write it as \\\\.'
    },
  }
}
