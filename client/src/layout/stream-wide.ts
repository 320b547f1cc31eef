/**
 * A stream along a line of time, oldest left: each entry a card that hangs from its moment, the newest next to the place
 * where XADD puts the next one. Under them, who waits for it and the consumer groups.
 */
import type { KeyView, ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import type { Around } from './around.ts'
import type { Body } from './card.ts'
import { box, type Group, group, type Mark, path, text } from './mark.ts'
import { AXIS_Y, axis } from './stream-axis.ts'
import { lanes } from './stream-lanes.ts'
import { GHOST, GUTTER, type Line, lineOf, MARGIN, SEAM } from './stream-line.ts'
import { type Log, logOf, type Slot } from './stream-log.ts'
import { pairLine, spoken } from './stream-pairs.ts'
import { NEXT, OLD_END, partOf } from './stream-parts.ts'
import { columnsIn, fit } from './text.ts'
import { waiters } from './waiting.ts'

const SMALL = 11
const CARDS_Y = AXIS_Y + 28
const HEAD = 24
const LINE = 16
const INSIDE = 7
const DOT = 5
/** Field lines of a card; what an entry has more is a count. */
const MOST_LINES = 4

/** What is said where an entry was. */
const HOLE = ['deleted,', 'still pending']

const linesOf = ({ entry }: Slot): number => Math.min(MOST_LINES, entry?.fields.length ?? HOLE.length)

function cardMarks(slot: Slot, x: number, dot: number, w: number, h: number): Mark[] {
  const columns = columnsIn(w - 2 * INSIDE, SMALL)
  const { entry } = slot
  const y = CARDS_Y - AXIS_Y
  const fields = entry?.fields ?? []
  const more = fields.length > MOST_LINES
  const lines = fields.slice(0, more ? MOST_LINES - 1 : MOST_LINES)
  const small = { x: INSIDE, size: SMALL, tone: 'muted' } as const
  return [
    box('leader', { x: dot - x, y: DOT, w: x + w / 2 - dot, h: y - DOT, tone: 'ink', look: 'line' }),
    box('box', { x: 0, y, w, h, r: 5, tone: 'ink', look: entry === undefined ? 'ghost' : 'frame' }),
    text('id', { x: INSIDE, y: y + 17, text: fit(slot.id, columns), size: SMALL, bold: true }),
    ...lines.map((pair, i) =>
      group(`line${i}`, { children: pairLine(i, pair, INSIDE, y + HEAD + LINE * (i + 1) - 4, columns, SMALL) }),
    ),
    ...(more
      ? [
          text('rest', {
            ...small,
            y: y + HEAD + LINE * MOST_LINES - 4,
            text: fit(`+${grouped(fields.length - lines.length)} fields`, columns),
          }),
        ]
      : []),
    ...(entry === undefined
      ? HOLE.map((words, i) =>
          text(`hole${i}`, { ...small, y: y + HEAD + LINE * (i + 1) - 4, text: fit(words, columns) }),
        )
      : []),
  ]
}

function slotMark(slot: Slot, i: number, line: Line, h: number): Group {
  const { entry, pending } = slot
  const [card, dot] = [line.cards[i], line.dots[i] ?? line.start]
  const x = card ?? dot
  const [w, height] = card === undefined ? [2, 8] : [2 * DOT, 2 * DOT]
  return group(partOf(slot.id), {
    x,
    y: AXIS_Y,
    ...(entry === undefined
      ? {}
      : { data: { entry: slot.id, ...(pending.length === 0 ? {} : { pending: pending.join(' ') }) } }),
    children: [
      ...(card === undefined ? [] : cardMarks(slot, x, dot, line.cardWidth, h)),
      box('dot', {
        x: dot - x - w / 2,
        y: -height / 2,
        w,
        h: height,
        r: w / 2,
        tone: 'ink',
        look: pending.length === 0 ? 'bar' : 'frame',
      }),
      ...(card === undefined && entry !== undefined
        ? [text('unseen', { x: 0, y: 0, text: spoken(entry), twin: 'exact' })]
        : []),
    ],
  })
}

/** What stands for the entries between: those that are dots, and those the room does not carry. */
function between(log: Log, line: Line, h: number): Mark[] {
  if (line.seam === undefined) return []
  const dots = line.cards.filter(x => x === undefined).length
  const words = [
    ...(log.left > 0 ? [['more', `${grouped(log.left)} more`]] : []),
    ...(dots > 0 ? [['dots', `${grouped(dots)} as dots`]] : []),
  ]
  const middle = CARDS_Y + h / 2 - (words.length - 1) * 7 + 4
  return [
    box('seam', { x: line.seam, y: CARDS_Y, w: SEAM, h, r: 5, tone: 'ink', look: 'ghost' }),
    ...words.map(([id = '', words = ''], i) =>
      text(id, {
        x: line.seam === undefined ? 0 : line.seam + SEAM / 2,
        y: middle + i * 14,
        text: fit(words, columnsIn(SEAM - 6, SMALL)),
        anchor: 'middle',
        size: SMALL,
        tone: 'muted',
      }),
    ),
  ]
}

const SCISSORS =
  'M5 -3L17 4M5 3L17 -4M5 -4a2.6 2.6 0 1 0 -5.2 0a2.6 2.6 0 1 0 5.2 0M5 4a2.6 2.6 0 1 0 -5.2 0a2.6 2.6 0 1 0 5.2 0'

/** How many entries are gone, at the end where XTRIM cuts. */
function oldEnd(view: KeyView, added: number): Mark[] {
  const gone = added - view.length
  if (gone <= 0) return []
  return [
    group(OLD_END, {
      x: MARGIN,
      y: CARDS_Y,
      children: [
        path('scissors', { x: 3, y: 13, d: SCISSORS, tone: 'muted' }),
        text('gone', {
          x: 0,
          y: 36,
          text: fit(`${grouped(gone)} gone`, columnsIn(GUTTER - 8, SMALL)),
          size: SMALL,
          tone: 'muted',
        }),
      ],
    }),
  ]
}

/** The place of the next entry. */
const newEnd = (line: Line, h: number): Mark =>
  group(NEXT, {
    x: line.next,
    y: CARDS_Y,
    children: [
      box('slot', { x: 0, y: 0, w: GHOST - 4, h, r: 5, tone: 'ink', look: 'ghost' }),
      text('words', { x: INSIDE, y: 17, text: 'next XADD', size: SMALL, tone: 'muted' }),
    ],
  })

export function wide(view: KeyView, value: ValueOf<'stream'>, width: number, around: Around): Body {
  const log = logOf(view, value)
  const line = lineOf(log, width)
  const shownSlots = log.slots.filter((_, i) => line.cards[i] !== undefined)
  const h = HEAD + LINE * Math.max(1, ...shownSlots.map(linesOf)) + 6
  const below = CARDS_Y + h + 12
  const queue = waiters(around.waiting, width, below)
  const groups = lanes(value.groups, log, line, width, below + queue.height)
  const footY = groups.end + 12
  const foot = `last id ${value.lastId} · ${grouped(value.added)} ever added`
  return {
    height: footY + 16,
    marks: [
      ...axis(log, line, around.spans, width),
      ...oldEnd(view, value.added),
      ...between(log, line, h),
      newEnd(line, h),
      ...log.slots.map((slot, i) => slotMark(slot, i, line, h)),
      ...queue.marks,
      ...groups.marks,
      text('added', {
        x: MARGIN,
        y: footY,
        text: fit(foot, columnsIn(width - 2 * MARGIN, SMALL)),
        size: SMALL,
        tone: 'muted',
      }),
    ],
  }
}
