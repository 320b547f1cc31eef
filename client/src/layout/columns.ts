/**
 * The scene of one type: full cards in columns, a key's column settled by its place in the order so that one that grows
 * moves only what stands below it.
 */
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

/** Makes the picture above the cards for the room there is. */
export type Figured = (width: number) => Figure

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
  const { n, w: room, margin } = columnsOf(width, fullWidth[type], GAP, all.length)
  const w = Math.min(room, widest[type])
  const figure = figured && { ...figured(width - 2 * margin), x: margin, y: margin }
  const ends = new Array<number>(n).fill(figure === undefined ? margin : margin + figure.height + GAP)
  const places: Place[] = []
  const vacancies: Vacancy[] = []
  for (const [i, one] of all.entries()) {
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
