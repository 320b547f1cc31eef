/** Redis in a run: its real keys with their TTLs, and, as a card of its own, the queue in it with what waits. */
import { type KeyView, pieceHead } from '@rdd/shared/keyspace/view'
import type { RunView } from '@rdd/shared/run'
import { dataOf } from './card.ts'
import { box, type Group, group, type Mark, ring, text } from './mark.ts'
import { askOf, type Moment, PAD, row, STRIP, small } from './pattern-parts.ts'
import type { Rect } from './pattern-room.ts'
import { brief, current, keysOf } from './pattern-words.ts'
import { columnsIn, columnsOf, fit, shown, widthOf } from './text.ts'

export const ROW = 28
/** Keys that have a line: fewer where Redis shares its column with the queue. */
export const mostKeys = (pattern: RunView['pattern']): number => (pattern === 'write-behind' ? 3 : 4)
/** Entries of the queue that have a line. */
export const ENTRIES = 2
const STREAM = 'writebehind:stream'
const LIST = 'writebehind:queue'
const DEAD = 'writebehind:dead'
const queueKeys: readonly string[] = [STREAM, LIST, DEAD]

/** The keys worth a line: those the run has named, in the order it first did, there or not, then the rest by name. */
export function keysShown({ run, keys }: Moment): (KeyView | string)[] {
  const hops = run.hops.filter(({ state }) => state !== 'waiting').sort((a, b) => a.n - b.n)
  const mine = (key: string) => !(run.pattern === 'write-behind' && queueKeys.includes(key))
  const named = new Set(hops.flatMap(keysOf).filter(mine))
  const views = new Map<string, KeyView>([...keys].filter(([key]) => mine(key)))
  const rest = [...views.keys()].filter(key => !named.has(key)).sort()
  return [...named, ...rest].map(key => views.get(key) ?? key)
}

export function cacheBody(moment: Moment, { w, h }: Rect): Mark[] {
  const { run } = moment
  const now = current(run)
  const touched = new Set(now === undefined ? [] : keysOf(now.direction === 'asked' ? now : (askOf(run, now) ?? now)))
  const all = keysShown(moment)
  const more = all.length - mostKeys(run.pattern)
  const rows = all.slice(0, mostKeys(run.pattern)).map((key, i) => keyRow(key, i, w, touched))
  const count = [...moment.keys.keys()].length
  const counted = `hits ${run.counters.hits} · misses ${run.counters.misses}`
  const foot = `${count} ${count === 1 ? 'key' : 'keys'}${more > 0 ? ` · ${more} not shown` : ''}`
  return [
    ...(all.length === 0 ? [row('none', PAD, 30, 'no keys yet', w - 2 * PAD, 'faint')] : rows),
    small('foot', PAD, h - STRIP - 14, fit(`${counted} · ${foot}`, columnsIn(w - 2 * PAD, 11))),
  ]
}

export function contentOf(view: KeyView): string {
  const { value } = view
  if (value.type === 'string') return brief(value.head)
  if (value.type === 'hash')
    return `hash { ${value.fields
      .slice(0, 3)
      .map(([field]) => pieceHead(field))
      .join(', ')} }`
  return `${value.type === 'other' ? 'key' : value.type} of ${view.length}`
}

function keyRow(key: KeyView | string, i: number, w: number, touched: ReadonlySet<string>): Group {
  const name = typeof key === 'string' ? key : key.key
  const timed = typeof key !== 'string' && key.expiresAt !== undefined
  const room = columnsIn(w - 2 * PAD - (timed ? 122 : 0), 12.5)
  // the name first: a value that would be a letter or two is left out
  const nameColumns = Math.min(columnsOf(shown(name)), room)
  const valueColumns = room - nameColumns - 2
  const lit = touched.has(name) ? 1 : 0
  const children: Mark[] = [
    box('row', {
      x: 6,
      y: -18,
      w: w - 12,
      h: ROW - 2,
      r: 5,
      tone: 'ink',
      look: typeof key === 'string' ? 'ghost' : 'row',
      now: lit,
    }),
    text('name', { x: PAD, y: 0, text: fit(shown(name), nameColumns), bold: lit > 0, now: lit }),
  ]
  if (valueColumns >= 6)
    children.push(
      text(`value ${nameColumns}`, {
        x: PAD + widthOf(nameColumns + 2, 12.5),
        y: 0,
        text: fit(typeof key === 'string' ? 'not there' : shown(contentOf(key)), valueColumns),
        tone: typeof key === 'string' ? 'faint' : 'muted',
      }),
    )
  if (typeof key !== 'string' && key.expiresAt !== undefined)
    children.push(
      ring('clock', {
        x: w - PAD - 8,
        y: -4.5,
        r: 7,
        tone: 'string',
        from: key.ringFrom ?? key.expiresAt,
        until: key.expiresAt,
        of: 'key',
      }),
    )
  return group(`key ${name}`, { y: 28 + i * ROW, ...(typeof key === 'string' ? {} : { data: dataOf(key) }), children })
}

export interface Waiting {
  id: string
  item: string
  pending: boolean
}

export function waiting(keys: Moment['keys']): { all: Waiting[]; length: number; dead: number } {
  const of = (name: string) => [...keys.values()].find(({ key }) => key === name)
  const [stream, list, dead] = [of(STREAM), of(LIST), of(DEAD)]
  const all: Waiting[] = []
  if (stream?.value.type === 'stream') {
    const taken = new Set(stream.value.groups.flatMap(one => one.pending.map(entry => entry.id)))
    for (const { id, fields } of [...stream.value.head, ...stream.value.tail])
      all.push({ id, item: fields[0] === undefined ? '' : pieceHead(fields[0][1]), pending: taken.has(id) })
  }
  if (list?.value.type === 'list')
    for (const [i, item] of [...list.value.head, ...list.value.tail].entries())
      all.push({ id: `[${i}]`, item: pieceHead(item), pending: false })
  return { all, length: (stream?.length ?? 0) + (list?.length ?? 0), dead: dead?.length ?? 0 }
}

export function queueBody({ keys }: Moment, { w, h }: Rect): Mark[] {
  const { all, length, dead } = waiting(keys)
  const rows = all.slice(0, ENTRIES).map(({ id, item, pending }, i) =>
    group(`entry ${id}`, {
      y: 24 + i * 24,
      data: { entry: id, ...(pending ? { pending: 'writers' } : {}) },
      children: [
        text('item', { x: PAD, y: 0, text: fit(shown(brief(item)), columnsIn(w - 2 * PAD - 66, 12.5)) }),
        small('state', w - PAD, 0, pending ? 'pending' : 'waits', pending ? 'warn' : 'muted', 'end'),
      ],
    }),
  )
  return [
    ...(rows.length > 0 ? rows : [row('none', PAD, 26, 'empty: nothing waits', w - 2 * PAD, 'faint')]),
    small('foot', PAD, h - STRIP - 12, `${length} not in the database yet${dead > 0 ? ` · ${dead} dead letters` : ''}`),
  ]
}
