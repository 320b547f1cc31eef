/**
 * Where the cards of a scene stand, and the grid of All keys: equal compact cards, placed by arithmetic alone. Only what is
 * in sight becomes marks: five thousand keys cost as much as the few on the screen.
 */
import type { KeyView } from '@rdd/shared/keyspace/view'
import { type Around, alone } from './around.ts'
import { type Card, COMPACT_HEIGHT, placed } from './card.ts'
import { type Frame, type Group, group } from './mark.ts'
import { peekOf } from './peeks.ts'
import type { Figure } from './venn.ts'

const MARGIN = 24
const NARROW_MARGIN = 12
const COMPACT_GAP = 14
const COMPACT_WIDTH = 250
/** On a wall-sized stage cards are larger rather than many more. */
const WALL = { from: 2000, compactWidth: 340 }

/** Where the card of one key stands. */
export interface Place {
  view: KeyView
  around: Around
  x: number
  y: number
  w: number
  h: number
}

/** Where a key stands that is waited for and is not there. */
export interface Vacancy {
  id: string
  key: string
  card: Card
  x: number
  y: number
}

/** The scene laid out: all places, in order, and how high it is. */
export interface Plan {
  /** The card of a place: laid out when it is in sight, once. */
  card: (place: Place) => Card
  width: number
  height: number
  places: readonly Place[]
  vacancies: readonly Vacancy[]
  /** What stands above all cards; absent: nothing does. */
  figure?: Placed
}

interface Placed extends Figure {
  x: number
  y: number
}

/** How many columns fit, at most `most`, and how wide each is. */
export function columnsOf(
  width: number,
  least: number,
  gap: number,
  most = Number.POSITIVE_INFINITY,
): { n: number; w: number; margin: number } {
  const margin = width < 600 ? NARROW_MARGIN : MARGIN
  const n = Math.max(1, Math.min(most, Math.floor((width - 2 * margin + gap) / (least + gap))))
  return { n, w: Math.floor((width - 2 * margin - (n - 1) * gap) / n), margin }
}

/** The All keys scene. */
export function grid(views: readonly KeyView[], width: number): Plan {
  const { n, w, margin } = columnsOf(width, width < WALL.from ? COMPACT_WIDTH : WALL.compactWidth, COMPACT_GAP)
  const places = views.map((view, i) => ({
    view,
    around: alone,
    x: margin + (i % n) * (w + COMPACT_GAP),
    y: margin + Math.floor(i / n) * (COMPACT_HEIGHT + COMPACT_GAP),
    w,
    h: COMPACT_HEIGHT,
  }))
  const rows = Math.ceil(views.length / n)
  return {
    card: ({ view, w }) => peekOf(view, w),
    width,
    height: 2 * margin + rows * (COMPACT_HEIGHT + COMPACT_GAP) - COMPACT_GAP,
    places,
    vacancies: [],
  }
}

/** What of the stage is in sight, in stage units. */
export interface Sight {
  top: number
  bottom: number
}

/** The marks of the keys in sight. */
export function frameOf(plan: Plan, sight: Sight): Frame {
  const { figure } = plan
  const marks: Group[] = []
  if (figure !== undefined && figure.y + figure.height >= sight.top && figure.y <= sight.bottom)
    marks.push({ ...figure.mark, x: figure.x, y: figure.y })
  for (const place of plan.places)
    if (place.y + place.h >= sight.top && place.y <= sight.bottom)
      marks.push(placed(place.view, plan.card(place), place.x, place.y))
  for (const { id, card, x, y } of plan.vacancies) {
    const { children, data, label, height } = card
    if (y + height >= sight.top && y <= sight.bottom) marks.push(group(id, { x, y, data, label, children }))
  }
  return { width: plan.width, height: plan.height, marks }
}
