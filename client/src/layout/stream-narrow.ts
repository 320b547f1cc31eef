/**
 * A stream where there is little room: a log from top to bottom, the newest last, with the time between entries, and each
 * consumer group below as what it was delivered and what is pending.
 */
import { msOf } from '@rdd/shared/keyspace/stream-id'
import { type Group as ConsumerGroup, type KeyView, pieceHead, type ValueOf } from '@rdd/shared/keyspace/view'
import { counted, grouped } from '@rdd/shared/keyspace/words'
import type { Around } from './around.ts'
import type { Body } from './card.ts'
import { box, type Group, group, type Mark, path, text } from './mark.ts'
import { delivered, wordsOf } from './stream-lanes.ts'
import { logOf, reached, type Slot } from './stream-log.ts'
import { pairs } from './stream-pairs.ts'
import { deliveredPart, groupPart, OLD_END, partOf, pendingPart } from './stream-parts.ts'
import { lapse } from './stream-time.ts'
import { columnsIn, columnsOf, fit, shown, widthOf } from './text.ts'
import { waiters } from './waiting.ts'

const MARGIN = 16
const SMALL = 11
const ROW = 54
const LINE = 18
const LINE_X = MARGIN + 5
const ENTRY_X = MARGIN + 22
/** Width of the word. */
const PENDING = 62
/** Pending entries of a group that are named. */
const MOST_PENDING = 6

const askedWords = ({ spans }: Around): string | undefined => {
  for (const span of spans) {
    if (span.of === 'stretch') return `from ${shown(span.from)} to ${shown(span.to)}`
    if (span.of === 'reader')
      return span.after === '$' ? 'after $: only what is added from now on' : `everything after ${shown(span.after)}`
  }
  return undefined
}

function row({ id, entry, pending }: Slot, since: string, w: number, y: number): Group {
  const idRoom = columnsIn(w - 24 - (pending.length === 0 ? 0 : PENDING), 12.5)
  const name = fit(id, idRoom)
  const sinceRoom = idRoom - columnsOf(name) - 2
  return group(partOf(id), {
    x: ENTRY_X,
    y,
    children: [
      group('entry', {
        ...(entry === undefined
          ? {}
          : { data: { entry: id, ...(pending.length === 0 ? {} : { pending: pending.join(' ') }) } }),
        children: [
          box('box', { x: 0, y: 2, w, h: ROW - 6, r: 5, tone: 'ink', look: entry === undefined ? 'ghost' : 'frame' }),
          box('dot', {
            x: LINE_X - ENTRY_X - 5,
            y: 11,
            w: 10,
            h: 10,
            r: 5,
            tone: 'ink',
            look: pending.length === 0 ? 'bar' : 'frame',
          }),
          text('id', { x: 12, y: 21, text: name, bold: true }),
          ...(entry === undefined
            ? [
                text('hole', {
                  x: 12,
                  y: 41,
                  text: fit('deleted, still pending', columnsIn(w - 24, SMALL)),
                  size: SMALL,
                  tone: 'muted',
                }),
              ]
            : pairs(entry.fields, 12, 41, columnsIn(w - 24, 12.5))),
        ],
      }),
      ...(since !== '' && sinceRoom >= columnsOf(since)
        ? [
            text('since', {
              x: 12 + widthOf(columnsOf(name) + 1.5, 12.5),
              y: 21,
              text: since,
              size: SMALL,
              tone: 'muted',
            }),
          ]
        : []),
      ...(pending.length === 0
        ? []
        : [text('pending', { x: w - 12, y: 21, text: 'pending', anchor: 'end', size: SMALL, tone: 'muted' })]),
    ],
  })
}

/** What a group was delivered and who has what of it. */
function groupMarks(one: ConsumerGroup, width: number, y: number): { marks: Mark[]; height: number } {
  const name = pieceHead(one.name)
  const w = width - 2 * MARGIN
  const columns = columnsIn(w - 24, SMALL)
  const named = one.pending.slice(0, MOST_PENDING)
  const left = one.pendingCount - named.length
  const idle = one.consumers.filter(({ pending }) => pending === 0).map(consumer => shown(consumer.name))
  const last = [
    ...(left > 0 ? [`${grouped(left)} more pending`] : []),
    ...(idle.length > 0 ? [`nothing pending: ${idle.join(', ')}`] : []),
  ]
  const height = 48 + (named.length + last.length) * LINE + (named.length + last.length > 0 ? 6 : 0)
  const small = { size: SMALL, tone: 'muted' } as const
  const marks: Mark[] = [
    group(groupPart(name), {
      x: MARGIN,
      y,
      children: [
        box('box', { x: 0, y: 0, w, h: height, r: 5, tone: 'ink', look: 'frame' }),
        text('name', { x: 12, y: 20, text: fit(`group ${shown(name)}`, columnsIn(w - 24, 12.5)), bold: true }),
        text('words', { ...small, x: 12, y: 38, text: fit(wordsOf(one), columns) }),
        ...last.map((line, i) =>
          text(`rest${i}`, { ...small, x: 12, y: 56 + (named.length + i) * LINE, text: fit(line, columns) }),
        ),
      ],
    }),
    ...named.map(({ id, consumer, deliveries }, i) =>
      group(pendingPart(name, id), {
        x: MARGIN + 12,
        y: y + 56 + i * LINE,
        data: { consumer, deliveries: String(deliveries) },
        children: [
          text('text', {
            x: 0,
            y: 0,
            text: fit(`${fit(shown(consumer), 14)} · ${id} ${delivered(deliveries)}`, columns),
            size: SMALL,
          }),
        ],
      }),
    ),
  ]
  return { marks, height }
}

export function narrow(view: KeyView, value: ValueOf<'stream'>, width: number, around: Around): Body {
  const log = logOf(view, value)
  const w = width - ENTRY_X - MARGIN
  const columns = columnsIn(w, SMALL)
  const small = { x: ENTRY_X, size: SMALL } as const
  const marks: Mark[] = []
  let y = 24
  const gone = value.added - view.length
  const asked = askedWords(around)
  if (gone > 0) {
    marks.push(text(OLD_END, { ...small, y, text: fit(`${grouped(gone)} gone`, columns), tone: 'muted' }))
    y += LINE
  }
  if (asked !== undefined) marks.push({ ...text('asked', { ...small, y, text: fit(asked, columns) }), now: 1 })
  // the line is kept free: what is read moves nothing
  y += 8
  const top = y
  const marksBehind = (slots: number): Mark[] =>
    value.groups
      .filter(one => reached(log, one.lastDelivered) === slots)
      .map(one => {
        const name = pieceHead(one.name)
        const at = y
        y += LINE
        return group(deliveredPart(name), {
          x: ENTRY_X,
          y: at,
          children: [
            path('mark', { x: 6, y: 8, d: 'M-6 -4H6L0 5z', tone: 'ink', filled: true }),
            text('text', {
              x: 20,
              y: 12,
              text: fit(`${shown(name)} was delivered up to here`, columns - 3),
              size: SMALL,
              tone: 'muted',
            }),
          ],
        })
      })
  marks.push(...marksBehind(0))
  for (const [i, slot] of log.slots.entries()) {
    if (i === log.seam && log.left > 0) {
      marks.push(
        text('more', {
          ...small,
          y: y + 16,
          text: fit(counted(log.left, 'more entry', 'more entries'), columns),
          tone: 'muted',
        }),
      )
      y += 28
    }
    const before = i === log.seam && log.left > 0 ? undefined : log.slots[i - 1]
    const ms = before === undefined ? 0 : msOf(slot.id) - msOf(before.id)
    const since = before === undefined ? '' : ms === 0 ? 'same ms' : `${lapse(ms)} later`
    marks.push(row(slot, since, w, y))
    y += ROW
    marks.push(...marksBehind(i + 1))
  }
  marks.unshift(path('line', { x: LINE_X, y: top, d: `M0 0V${y - top + 10}m-4 -5l4 5l4 -5`, tone: 'muted' }))
  y += 24
  const foot = `last id ${value.lastId} · ${grouped(value.added)} added`
  marks.push(text('added', { ...small, y, text: fit(foot, columns), tone: 'muted' }))
  const queue = waiters(around.waiting, width, y + 14)
  marks.push(...queue.marks)
  y += queue.height
  y += 14
  for (const one of value.groups) {
    const { marks: made, height } = groupMarks(one, width, y)
    marks.push(...made)
    y += height + 10
  }
  return { height: y + 6, marks }
}
