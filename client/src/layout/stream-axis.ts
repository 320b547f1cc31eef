/**
 * The line of time above the entries: ticks where it is to scale, else how long it is from one entry to the next. Over it
 * stands what was asked of it: a stretch, or where a reader stands; its ends are closed or open as they were given.
 */
import type { Span } from '@rdd/shared/keyspace/change'
import { isFrom, isTo, msOf } from '@rdd/shared/keyspace/stream-id'
import { box, group, type Mark, path, text } from './mark.ts'
import { GAP, type Line, MARGIN } from './stream-line.ts'
import type { Log } from './stream-log.ts'
import { dateOf, lapse, ticksOf } from './stream-time.ts'
import { columnsIn, columnsOf, fit, shown, widthOf } from './text.ts'

export const AXIS_Y = 60
const ASKED_Y = 29
const LABEL_Y = 47
/** A label and the room around it. */
const TICK = 104
const SMALL = 11

function ticks(log: Log, line: Line): Mark[] {
  const [first, last] = [log.slots[0], log.slots.at(-1)]
  const [left, right] = [line.dots[0], line.dots.at(-1)]
  if (first === undefined || last === undefined || left === undefined || right === undefined) return []
  const [from, to] = [msOf(first.id), msOf(last.id)]
  return ticksOf(from, to, Math.floor((right - left) / TICK)).map(({ ms, label }) =>
    group(`tick:${ms}`, {
      x: left + ((ms - from) / (to - from)) * (right - left),
      y: 0,
      children: [
        box('mark', { x: 0, y: AXIS_Y - 7, w: 0, h: 14, tone: 'ink', look: 'line' }),
        text('text', { x: 0, y: LABEL_Y, text: label, anchor: 'middle', size: SMALL, tone: 'muted' }),
      ],
    }),
  )
}

/** "3 h later" between two cards that stand side by side. */
function lapses(log: Log, line: Line): Mark[] {
  return log.slots.flatMap((slot, i) => {
    const before = log.slots[i - 1]
    const [x, left] = [line.cards[i], line.cards[i - 1]]
    if (before === undefined || x === undefined || left === undefined || (i === log.seam && log.left > 0)) return []
    const ms = msOf(slot.id) - msOf(before.id)
    const words = ms === 0 ? 'same ms' : `${lapse(ms)} later`
    const room = columnsIn(line.cardWidth - 4, SMALL)
    return [
      text(`gap:${slot.id}`, {
        x: x - GAP / 2,
        y: LABEL_Y,
        text: fit(words, room),
        anchor: 'middle',
        size: SMALL,
        tone: 'muted',
      }),
    ]
  })
}

function gutter(log: Log, line: Line): Mark[] {
  const [first] = log.slots
  const small = { x: MARGIN, size: SMALL, tone: 'muted' } as const
  if (first === undefined || log.slots.length < 2) return []
  if (!line.timed) return [text('scale', { ...small, y: AXIS_Y + 4, text: 'not to scale' })]
  const date = dateOf(msOf(first.id))
  if (date === '') return []
  return [
    text('date', { ...small, y: AXIS_Y + 2, text: date }),
    text('zone', { ...small, y: AXIS_Y + 15, text: 'UTC' }),
  ]
}

/** One end of a stretch: a bar with feet, or a hollow ring where the id itself is left out. */
const edge = (x: number, way: 1 | -1, open: boolean): string =>
  open ? `M${x - 3} 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0` : `M${x + 5 * way} -5H${x}V5H${x + 5 * way}`

interface Asked {
  words: string
  left: number
  right: number
  openLeft: boolean
  openRight: boolean
}

function askedOf(span: Span, log: Log, line: Line): Asked | undefined {
  const ends = { left: line.start, right: line.end }
  const reach = 8
  const from = (test: (id: string) => boolean) => {
    const at = log.slots.findIndex(({ id }) => test(id))
    return at < 0 ? line.next : (line.dots[at] ?? line.start) - reach
  }
  if (span.of === 'reader') {
    const { after } = span
    const left = after === '$' ? line.next : from(id => isFrom(id, `(${after}`))
    const words = after === '$' ? 'after $: only what is added from now on' : `everything after ${shown(after)}`
    return { ...ends, left, words, openLeft: true, openRight: false }
  }
  if (span.of !== 'stretch') return undefined
  const left = span.from === '-' ? line.start : from(id => isFrom(id, span.from))
  const last = log.slots.findLastIndex(({ id }) => isTo(id, span.to))
  const right = span.to === '+' ? line.end : last < 0 ? line.start : (line.dots[last] ?? line.start) + reach
  return {
    words: `from ${shown(span.from)} to ${shown(span.to)}`,
    left,
    right: Math.max(left + 2, right),
    openLeft: span.from.startsWith('('),
    openRight: span.to.startsWith('('),
  }
}

function asked(spans: readonly Span[], log: Log, line: Line, width: number): Mark[] {
  const all = spans.flatMap(span => askedOf(span, log, line) ?? [])
  const [one] = all
  if (one === undefined) return []
  const { left, right, openLeft, openRight } = one
  const words = fit(
    all.length > 1 ? `${one.words} · ${all.length} times` : one.words,
    columnsIn(width - 2 * MARGIN, SMALL),
  )
  const x = Math.max(MARGIN, Math.min(left, width - MARGIN - widthOf(columnsOf(words), SMALL)))
  return [
    group('asked', {
      now: 1,
      children: [
        text('words', { x, y: ASKED_Y - 11, text: words, size: SMALL }),
        path('stretch', {
          x: 0,
          y: ASKED_Y,
          d: `M${left} 0H${right}${edge(left, 1, openLeft)}${edge(right, -1, openRight)}`,
          tone: 'ink',
        }),
      ],
    }),
  ]
}

/** `width`: of the body. */
export function axis(log: Log, line: Line, spans: readonly Span[], width: number): Mark[] {
  return [
    path('line', { x: line.start, y: AXIS_Y, d: `M0 0H${line.end - line.start}m-4 -4l4 4l-4 4`, tone: 'muted' }),
    ...gutter(log, line),
    ...(line.timed ? ticks(log, line) : lapses(log, line)),
    ...asked(spans, log, line, width),
  ]
}
