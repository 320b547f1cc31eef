/** KeyPanel: one key: what it is, what it holds, what it costs, what touched it, and how to change it. */
import type { Bytes } from '@rdd/shared/bytes'
import { formatTtl, isDue } from '@rdd/shared/keyspace/expiry'
import { isSized, type KeyView, typeName } from '@rdd/shared/keyspace/view'
import { useEffect, useState } from 'react'
import { useKeyDetail } from '../../queries/key-detail.ts'
import type { Playhead } from '../../store/playhead.ts'
import { AskFirst } from '../ask-first.tsx'
import { Copy } from '../copy.tsx'
import { Icon } from '../icon.tsx'
import { later } from '../later.tsx'
import { usePage, useStore, useTick } from '../use.ts'
import { modeOf, useCalm } from '../use-playhead.ts'
import { counted, duration, number, size } from '../words.ts'
import { linesOf } from './lines-of.ts'
import { Touched } from './touched.tsx'
import { ValueTable } from './value-table.tsx'
import './key-panel.css'

// Only who edits needs it.
const EditForm = later(async () => (await import('./edit-form.tsx')).EditForm)

interface KeyPanelProps {
  playhead: Playhead
  db: number
  name: Bytes
  /** Where the playhead stands, calmly. */
  seq: number
}

const units: Partial<Record<string, string>> = {
  string: 'byte',
  hash: 'field',
  list: 'element',
  set: 'member',
  zset: 'member',
}

export function KeyPanel({ playhead, db, name, seq }: KeyPanelProps) {
  const page = usePage()
  const { edit } = useStore(page.place)
  const mode = useCalm(playhead, modeOf, 0)
  const { live } = useStore(page.record.store)
  const view = playhead.state.view(db, name)
  const [deleting, setDeleting] = useState(false)
  const { road, status } = useStore(page.room)
  const down = road.state !== 'live' || status?.state === 'redis-down'
  const now = mode === 'live' && playhead === live && !down
  const open = (part: NonNullable<typeof edit>['part'], at = '') =>
    page.place.update(was => ({ ...was, selected: name, edit: { db, key: name, part, at } }))

  if (!view)
    return (
      <>
        <KeyName name={name} type={undefined} />
        <p className="side-note">Not there at this point: deleted, expired, or not made yet.</p>
        <Touched playhead={playhead} db={db} name={name} seq={seq} />
      </>
    )

  return (
    <>
      <KeyName name={name} type={typeName(view)} />
      <dl className="figures">
        <Figure name="Type">{typeName(view)}</Figure>
        {view.encoding && <Figure name="Encoding">{view.encoding}</Figure>}
        {isSized(view) && (
          <Figure name="Length">
            {view.value.type === 'stream'
              ? counted(view.length, 'entry', 'entries')
              : counted(view.length, units[view.value.type] ?? 'element')}
          </Figure>
        )}
        {view.memory !== undefined && <Figure name="Memory">{size(view.memory)}</Figure>}
        <Figure name="TTL">
          <button type="button" className="editable-text" disabled={!now} onClick={() => open('ttl')}>
            <Ttl view={view} playhead={playhead} live={now} />
          </button>
        </Figure>
        <Detail view={view} live={now} />
      </dl>

      {edit && edit.key === name && edit.db === db && now ? (
        <EditForm key={`${edit.part} ${edit.at}`} view={view} edit={edit} />
      ) : null}

      <div className="key-actions">
        <Copy className="button small" wide label="Copy as commands" text={() => page.copyable(view)} />
        <button type="button" className="button small" disabled={!now} onClick={() => open('name')}>
          <Icon name="edit" /> Rename
        </button>
        <button type="button" className="button small" disabled={!now} onClick={() => setDeleting(true)}>
          <Icon name="remove" /> Delete
        </button>
        {deleting && (
          <AskFirst
            title={`Delete ${name}?`}
            yes="Run"
            onYes={() => page.enter(page.inDb(db, linesOf(view, { kind: 'remove-key' })))}
            onClose={() => setDeleting(false)}
          >
            <p>This runs:</p>
            <pre className="will-run">{page.inDb(db, linesOf(view, { kind: 'remove-key' })).join('\n')}</pre>
          </AskFirst>
        )}
      </div>
      {!now && (
        <p className="side-note">
          {down
            ? 'Redis does not answer, so nothing can be changed now.'
            : 'You look at the past. Redis is not undone, so nothing can be changed from here.'}
        </p>
      )}

      <ValueTable view={view} onEdit={now ? open : undefined} past={now ? undefined : playhead.state.at} />
      <Touched playhead={playhead} db={db} name={name} seq={seq} />
    </>
  )
}

function KeyName({ name, type }: { name: Bytes; type: string | undefined }) {
  return (
    <div className="key-name">
      <span className="swatch" data-hue={type} />
      <code title={name}>{name === '' ? '(empty name)' : name}</code>
      <Copy text={name} label="Copy key name" />
    </div>
  )
}

const Figure = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd className="mono">{children}</dd>
  </div>
)

/** Counted from the instant the key dies, on Redis's clock; in the past, from the moment one looks at. */
function Ttl({ view, playhead, live }: { view: KeyView; playhead: Playhead; live: boolean }) {
  const { link } = usePage()
  useTick(100, live && view.expiresAt !== undefined)
  if (view.expiresAt === undefined) return 'none'
  const now = live ? link.redisNow() : playhead.state.at
  return isDue(view.expiresAt, now) ? 'expired, not yet collected' : formatTtl(view.expiresAt - now)
}

/** How long a key stands here before it is asked about, ms: in a storm another is touched last before that. */
const STANDS = 400

/** What only a question tells: asked of Redis with commands that do not disturb the answer. */
function Detail({ view, live }: { view: KeyView; live: boolean }) {
  const page = usePage()
  const { id, road } = useStore(page.room)
  const [stood, setStood] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setStood(true), STANDS)
    return () => clearTimeout(timer)
  }, [])
  const due = view.expiresAt !== undefined && isDue(view.expiresAt, page.link.redisNow())
  const { data } = useKeyDetail(id, view.db, view.key, live && stood && !due && road.state === 'live')
  if (!live || !data) return null
  return data.frequency !== null ? (
    <Figure name="Frequency">{number(data.frequency)}</Figure>
  ) : data.idleSeconds !== null ? (
    <Figure name="Idle">{data.idleSeconds < 60 ? `${data.idleSeconds} s` : duration(data.idleSeconds * 1000)}</Figure>
  ) : null
}
