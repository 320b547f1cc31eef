/**
 * Consumer groups as lanes under the entries: a mark right behind the last entry delivered, and under the entries that are
 * not acknowledged the consumers that have them, a row for each. A claim moves an entry from one row to another.
 * Source: https://redis.io/docs/latest/develop/data-types/streams/#consumer-groups
 */
import { type Group as ConsumerGroup, pieceHead } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import { box, group, type Mark, path, text } from './mark.ts'
import { behind, GHOST, GUTTER, type Line, MARGIN } from './stream-line.ts'
import { type Log, reached } from './stream-log.ts'
import { deliveredPart, groupPart, pendingPart } from './stream-parts.ts'
import { columnsIn, columnsOf, fit, shown, widthOf } from './text.ts'

const SMALL = 11
const HEAD = 26
const TRACK_Y = HEAD + 10
const ROW = 26
const ROWS_Y = TRACK_Y + 10
/** Consumers with a row of their own; the others share one. */
const MOST_ROWS = 4
const PAD = 10
/** The track begins a little before the first entry. */
const BEFORE = 4

export const wordsOf = (one: ConsumerGroup): string =>
  [
    one.lag === null ? 'lag unknown' : `lag ${grouped(one.lag)}`,
    `${grouped(one.pendingCount)} pending`,
    `last delivered ${one.lastDelivered}`,
  ].join(' · ')

/** How often an entry was delivered, in words. */
export const delivered = (times: number): string => `delivered ${grouped(times)}×`

interface Row {
  label: string
  pending: number
  names: ReadonlySet<string>
}

/** The busiest first where not all fit, else in Redis's order. */
function rowsOf({ consumers }: ConsumerGroup): Row[] {
  const row = (some: ConsumerGroup['consumers'], label: string): Row => ({
    label,
    pending: some.reduce((sum, { pending }) => sum + pending, 0),
    names: new Set(some.map(({ name }) => name)),
  })
  if (consumers.length <= MOST_ROWS) return consumers.map(one => row([one], shown(one.name)))
  const busy = consumers.toSorted((a, b) => b.pending - a.pending)
  const rest = busy.slice(MOST_ROWS - 1)
  return [...busy.slice(0, MOST_ROWS - 1).map(one => row([one], shown(one.name))), row(rest, `${rest.length} others`)]
}

function laneMarks(
  one: ConsumerGroup,
  log: Log,
  line: Line,
  width: number,
  y: number,
): { marks: Mark[]; height: number } {
  const rows = rowsOf(one)
  const height = ROWS_Y + Math.max(1, rows.length) * ROW + 2
  const name = pieceHead(one.name)
  const w = width - 2 * MARGIN
  const title = fit(`group ${shown(name)}`, Math.min(36, columnsIn(w / 2 - PAD, 12.5)))
  const wordsX = MARGIN + PAD + widthOf(columnsOf(title) + 2, 12.5)
  const far = behind(line, reached(log, one.lastDelivered))
  const marks: Mark[] = [
    group(groupPart(name), {
      x: MARGIN,
      y,
      children: [
        box('box', { x: 0, y: 0, w, h: height, r: 5, tone: 'ink', look: 'frame' }),
        text('name', { x: PAD, y: 19, text: title, bold: true }),
        ...rows.map((row, i) =>
          text(`consumer${i}`, {
            x: PAD,
            y: ROWS_Y + i * ROW + 17,
            text: fit(row.label, columnsIn(GUTTER - PAD - 6, SMALL)),
            size: SMALL,
          }),
        ),
        ...(rows.length === 0
          ? [text('nobody', { x: PAD, y: ROWS_Y + 17, text: 'no consumer yet', size: SMALL, tone: 'muted' })]
          : []),
        path('rest', {
          x: line.start - MARGIN,
          y: TRACK_Y,
          d: `M0 0H${line.end - line.start}`,
          tone: 'muted',
          dashed: true,
        }),
      ],
    }),
    text(`w:${name}`, {
      x: wordsX,
      y: y + 19,
      text: fit(wordsOf(one), columnsIn(width - MARGIN - PAD - wordsX, SMALL)),
      size: SMALL,
      tone: 'muted',
    }),
    group(deliveredPart(name), {
      x: far,
      y: y + TRACK_Y,
      children: [
        box('done', {
          x: line.start - BEFORE - far,
          y: -2,
          w: far - line.start + BEFORE,
          h: 4,
          r: 2,
          tone: 'ink',
          look: 'bar',
        }),
        path('mark', { x: 0, y: 0, d: 'M7 0L-3 -7V7z', tone: 'ink', filled: true }),
      ],
    }),
  ]
  for (const [i, row] of rows.entries()) {
    let drawn = 0
    const rowY = y + ROWS_Y + i * ROW
    for (const { id, consumer, deliveries } of one.pending) {
      const x = line.cards[log.slots.findIndex(slot => slot.id === id)]
      if (x === undefined || !row.names.has(consumer)) continue
      drawn += 1
      const words =
        rows.length <= MOST_ROWS && row.names.size === 1 ? delivered(deliveries) : `${shown(consumer)} ${deliveries}×`
      marks.push(
        group(pendingPart(name, id), {
          x,
          y: rowY,
          data: { consumer, deliveries: String(deliveries) },
          children: [
            box('chip', { x: 0, y: 3, w: line.cardWidth, h: ROW - 5, r: 4, tone: 'ink', look: 'frame' }),
            text('text', { x: 8, y: 18, text: fit(words, columnsIn(line.cardWidth - 14, SMALL)), size: SMALL }),
          ],
        }),
      )
    }
    if (row.pending > drawn)
      marks.push(
        text(`r:${name}:${i}`, {
          x: width - MARGIN - PAD,
          y: rowY + 18,
          text: fit(`+${grouped(row.pending - drawn)} more`, columnsIn(GHOST - PAD, SMALL)),
          anchor: 'end',
          size: SMALL,
          tone: 'muted',
        }),
      )
  }
  return { marks, height }
}

/** All groups, one below the other from `y` on. `width`: of the body. */
export function lanes(
  groups: readonly ConsumerGroup[],
  log: Log,
  line: Line,
  width: number,
  y: number,
): { marks: Mark[]; end: number } {
  const marks: Mark[] = []
  let end = y
  for (const one of groups) {
    const lane = laneMarks(one, log, line, width, end)
    marks.push(...lane.marks)
    end += lane.height + 10
  }
  return { marks, end }
}
