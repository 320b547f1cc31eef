/**
 * Where the cards of a scene stand. All keys is a grid of equal compact cards, placed by arithmetic alone; a type's own
 * scene stacks full cards in columns, a key's column settled by its place in the order so that one that grows moves only
 * what stands below it. Only what is in sight becomes marks: five thousand keys cost as much as the few on the screen.
 */
import type { Bytes } from '@rdd/shared/bytes'
import type { KeyView, RedisType } from '@rdd/shared/keyspace/view'
import { type Around, alone } from './around.ts'
import { awaitedCard } from './awaited.ts'
import { type Card, COMPACT_HEIGHT, placed } from './card.ts'
import { type Frame, type Group, group } from './mark.ts'
import { cardOf, type Size } from './types.ts'
import type { Figure } from './venn.ts'
import { type Awaited, idOfAwaited } from './waiting.ts'

const MARGIN = 24
const NARROW_MARGIN = 12
const GAP = 20
const COMPACT_GAP = 14
const COMPACT_WIDTH = 250
/** On a wall-sized stage cards are larger rather than many more. */
const WALL = { from: 2000, compactWidth: 340 }

/** Narrowest full card of a type before the scene takes one column less. */
const fullWidth: Record<RedisType, number> = { string: 360, hash: 360, list: 720, set: 360, zset: 460, stream: 720 }

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
  size: Size
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

/** The picture above the cards. */
export interface Figured {
  /** For a room as wide as this, so far below the top of the stage. */
  in: (width: number, top: number) => Figure
  /** The key whose card stands at its side where there is room: what came of it is seen with it. */
  with?: Bytes
}

/** Width of a card at the side of the picture, and of the room from which on there is one. */
const SIDE = 340
const SIDE_FROM = 760

/** Widest full card of a type: a short value would be lost in a wider one. */
const widest: Record<RedisType, number> = { string: 900, hash: 900, list: 2400, set: 1400, zset: 1400, stream: 2400 }

/** How many columns fit, at most `most`, and how wide each is. */
function columnsOf(
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
    size: 'compact',
    width,
    height: 2 * margin + rows * (COMPACT_HEIGHT + COMPACT_GAP) - COMPACT_GAP,
    places,
    vacancies: [],
  }
}

const nobody = (): Around => alone

/**
 * The scene of one type. `aroundOf`: what a card shows besides its view. `awaited`: keys that are not there and are waited
 * for, by name as the views are: each has its place among them, and keeps it when it is made. `figured`: what stands above.
 */
export function columns(
  views: readonly KeyView[],
  type: RedisType,
  width: number,
  aroundOf: (view: KeyView) => Around = nobody,
  awaited: readonly Awaited[] = [],
  figured?: Figured,
): Plan {
  const all = awaited.length === 0 ? views : [...views, ...awaited].sort((a, b) => (a.key < b.key ? -1 : 1))
  const beside =
    figured?.with === undefined || width < SIDE_FROM ? undefined : views.find(({ key }) => key === figured.with)
  const below = all.length - (beside === undefined ? 0 : 1)
  const { n, w: room, margin } = columnsOf(width, fullWidth[type], GAP, Math.max(1, below))
  const w = Math.min(room, widest[type])
  const inside = width - 2 * margin - (beside === undefined ? 0 : SIDE + GAP)
  const figure = figured && { ...figured.in(inside, margin), x: margin, y: margin }
  const places: Place[] = []
  const vacancies: Vacancy[] = []
  let top = figure === undefined ? margin : margin + figure.height + GAP
  if (beside !== undefined) {
    const around = aroundOf(beside)
    const h = cardOf(beside, SIDE, 'full', around).height
    places.push({ view: beside, around, x: margin + inside + GAP, y: margin, w: SIDE, h })
    top = Math.max(top, margin + h + GAP)
  }
  const ends = new Array<number>(n).fill(top)
  for (const [i, one] of all.filter(one => one !== beside).entries()) {
    const column = i % n
    const y = ends[column] ?? margin
    const x = margin + column * (w + GAP)
    if ('value' in one) {
      const around = aroundOf(one)
      const h = cardOf(one, w, 'full', around).height
      places.push({ view: one, around, x, y, w, h })
      ends[column] = y + h + GAP
    } else {
      const card = awaitedCard(one, type, w)
      vacancies.push({ id: idOfAwaited(one), key: one.key, card, x, y })
      ends[column] = y + card.height + GAP
    }
  }
  const height = Math.max(...ends) - GAP + margin
  return { size: 'full', width, height, places, vacancies, ...(figure === undefined ? {} : { figure }) }
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
  for (const { view, around, x, y, w, h } of plan.places)
    if (y + h >= sight.top && y <= sight.bottom) marks.push(placed(view, cardOf(view, w, plan.size, around), x, y))
  for (const { id, card, x, y } of plan.vacancies) {
    const { children, data, label, height } = card
    if (y + height >= sight.top && y <= sight.bottom) marks.push(group(id, { x, y, data, label, children }))
  }
  return { width: plan.width, height: plan.height, marks }
}
