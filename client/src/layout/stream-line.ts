/**
 * Where the entries of a stream stand on its line, oldest left. A card has a column; of many entries the oldest and the
 * newest are cards and those between are dots on the line. A dot stands at its time, or in the middle of its column
 * where times would meet or lie years apart.
 */
import { msOf } from '@rdd/shared/keyspace/stream-id'
import type { Log } from './stream-log.ts'
import { isToScale } from './stream-time.ts'

export const MARGIN = 16
/** Room at the old end, also for the names of consumers. */
export const GUTTER = 84
/** Room at the new end. */
export const GHOST = 84
export const GAP = 6
/** The column that stands for all between. */
export const SEAM = 82
/** Of a card: the narrowest that shows an id, and one that has room. */
const MIN = 114
const ROOMY = 150
const INSET = 8

export interface Line {
  /** Of the axis. */
  start: number
  end: number
  timed: boolean
  cardWidth: number
  /** x of each slot's dot. */
  dots: readonly number[]
  /** x of each slot's card; undefined where it is a dot alone. */
  cards: readonly (number | undefined)[]
  /** x of the column between; undefined where every slot is a card. */
  seam: number | undefined
  /** x of the place of the next entry. */
  next: number
}

function columnsOf(log: Log, room: number): Pick<Line, 'cardWidth' | 'cards' | 'seam' | 'next'> {
  const start = MARGIN + GUTTER
  const fitting = (width: number, least = MIN) => Math.max(1, Math.floor((width + GAP) / (least + GAP)))
  const count = log.slots.length
  if (count <= fitting(room) && log.left === 0) {
    const roomy = fitting(room, ROOMY)
    const all = count <= roomy ? roomy : fitting(room)
    const cardWidth = (room - (all - 1) * GAP) / all
    const cards = log.slots.map((_, i) => start + i * (cardWidth + GAP))
    return { cardWidth, cards, seam: undefined, next: start + count * (cardWidth + GAP) }
  }
  const most = fitting(room - SEAM - GAP)
  const cardWidth = (room - SEAM - GAP - (most - 1) * GAP) / most
  const old = most >= 4 && log.seam > 0 ? 1 : 0
  const reach = log.left > 0 ? count - log.seam : count
  const recent = Math.min(most - old, reach - (log.left > 0 ? 0 : old))
  const seam = start + old * (cardWidth + GAP)
  const cards = log.slots.map((_, i) => {
    if (i < old) return start + i * (cardWidth + GAP)
    const place = i - (count - recent)
    return place < 0 ? undefined : seam + SEAM + GAP + place * (cardWidth + GAP)
  })
  return { cardWidth, cards, seam, next: seam + SEAM + GAP + recent * (cardWidth + GAP) }
}

/** `width`: of the body, stage units. */
export function lineOf(log: Log, width: number): Line {
  const start = MARGIN + GUTTER
  const placed = columnsOf(log, width - 2 * MARGIN - GUTTER - GHOST - GAP)
  const { cards, cardWidth, seam, next } = placed
  const moments = log.slots.map(({ id }) => msOf(id))
  const last = next - GAP - INSET
  const timed = isToScale(
    moments.filter((_, i) => cards[i] !== undefined),
    last - start - INSET,
  )
  const [from, to] = [moments[0] ?? 0, moments.at(-1) ?? 0]
  const between = cards.filter(x => x === undefined).length
  let passed = 0
  const dots = cards.map((x, i) => {
    if (timed) return start + INSET + (((moments[i] ?? from) - from) / (to - from)) * (last - start - INSET)
    if (x !== undefined) return x + cardWidth / 2
    passed += 1
    return (seam ?? start) + 4 + ((passed - 0.5) / between) * (SEAM - 8)
  })
  return { ...placed, start, end: next + GHOST - 10, timed, dots }
}

/** Right behind so many slots, where a mark of what was reached stands. */
export function behind({ cards, cardWidth, seam, start }: Line, slots: number): number {
  if (slots === 0) return start - GAP / 2
  const card = cards[slots - 1]
  return card === undefined ? (seam ?? start) + SEAM / 2 : card + cardWidth + GAP / 2
}
