/**
 * The scene of one type: full cards in columns, a key's column settled by its place in the order so that one that grows
 * moves only what stands below it.
 */
import type { Bytes } from '@rdd/shared/bytes'
import type { KeyView, RedisType } from '@rdd/shared/keyspace/view'
import { type Around, alone } from './around.ts'
import { awaitedCard } from './awaited.ts'
import { columnsOf, type Place, type Plan, type Vacancy } from './keyspace.ts'
import { cardOf } from './types.ts'
import type { Figure } from './venn.ts'
import { type Awaited, idOfAwaited } from './waiting.ts'

const GAP = 20

/** Narrowest full card of a type before the scene takes one column less. */
const fullWidth: Record<RedisType, number> = { string: 360, hash: 360, list: 720, set: 360, zset: 460, stream: 720 }

/** Widest full card of a type: a short value would be lost in a wider one. */
const widest: Record<RedisType, number> = { string: 900, hash: 900, list: 2400, set: 1400, zset: 1400, stream: 2400 }

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

const cardAt = ({ view, w, around }: Place) => cardOf(view, w, around)

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
    const h = cardOf(beside, SIDE, around).height
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
      const h = cardOf(one, w, around).height
      places.push({ view: one, around, x, y, w, h })
      ends[column] = y + h + GAP
    } else {
      const card = awaitedCard(one, type, w)
      vacancies.push({ id: idOfAwaited(one), key: one.key, card, x, y })
      ends[column] = y + card.height + GAP
    }
  }
  const height = Math.max(...ends) - GAP + margin
  return { card: cardAt, width, height, places, vacancies, ...(figure === undefined ? {} : { figure }) }
}
