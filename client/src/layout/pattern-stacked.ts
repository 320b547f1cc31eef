/** Plan of any pattern on a narrow stage. */
import type { ActorName } from '@rdd/shared/run'
import type { Drawing } from './pattern-drawing.ts'
import { bottom, down, LINE, label, type Needs, type Plan, type Rect, right } from './pattern-room.ts'
import type { Wire } from './wire.ts'

/** Left of the cards, where roads go past them; right of them; between them, where what is said on one road has room. */
const ROOM = { gutter: 62, edge: 12, gap: 104 }
/** Height of what is said on a road that goes past cards, above the card it leads to. */
const SAID = 4 * LINE + 8
/** Height the notebook's arrow takes, above what is said on the wire that comes after it. */
const DRAWN = 40
/** Where the two lines of a road past cards run. */
const [OUT, BACK] = [15, 43]

/** On the right, where no wire is; its words in the upper part. */
function drawingOf(cache: Rect, database: Rect): Drawing {
  const x = right(database) - 14
  const from = { x, y: bottom(cache) + 3 }
  return { from, to: { x, y: database.y - 3 }, side: 'left', width: x - ROOM.gutter - 24 }
}

/** A road past the cards between its two, on their left; its words above the card it leads to. */
function past(a: ActorName, from: Rect, b: ActorName, to: Rect, x: number, width: number): Wire[] {
  const { gutter } = ROOM
  const [start, end] = [from.y + 20, to.y + 22]
  const first = to.y - SAID + 10
  return [
    {
      id: `${a}-${b}`,
      from: a,
      to: b,
      points: [
        { x: gutter - 3, y: start },
        { x: OUT, y: start },
        { x: OUT, y: end + 28 },
        { x: gutter - 3, y: end + 28 },
      ],
      label: label(x, first, width, { grows: 'down' }),
    },
    {
      id: `${b}-${a}`,
      from: b,
      to: a,
      points: [
        { x: gutter - 3, y: end },
        { x: BACK, y: end },
        { x: BACK, y: start + 28 },
        { x: gutter - 3, y: start + 28 },
      ],
      label: label(x, first + 2 * LINE + 2, width, { grows: 'down' }),
    },
  ]
}

/** One under the other; a road to the next card is upright, one past a card goes round it on the left. */
export function stacked(
  needs: Needs,
  actors: readonly ActorName[],
  roads: readonly (readonly [ActorName, ActorName])[],
  drawn = false,
): Plan {
  const { heights, width } = needs
  const { gutter, edge, gap } = ROOM
  const isNext = (a: ActorName, b: ActorName) => Math.abs(actors.indexOf(a) - actors.indexOf(b)) === 1
  /** Whether an upright road stands above an actor, and whether one past others ends at it. */
  const above = (actor: ActorName) => {
    const before = actors[actors.indexOf(actor) - 1]
    return {
      upright: roads.some(pair => before !== undefined && pair.includes(actor) && pair.includes(before)),
      past: roads.some(([a, b]) => b === actor && !isNext(a, b)),
    }
  }
  const cards = new Map<ActorName, Rect>()
  let y = edge
  for (const actor of actors) {
    const { upright, past: round } = above(actor)
    if (cards.size > 0) y += gap + (upright && round ? SAID : 0) + (drawn && actor === 'database' ? DRAWN : 0)
    cards.set(actor, { x: gutter, y, w: width - gutter - edge, h: heights[actor] })
    y += heights[actor]
  }
  const wires: Wire[] = []
  for (const [a, b] of roads) {
    const [from, to] = [cards.get(a), cards.get(b)]
    if (from === undefined || to === undefined) continue
    const x = gutter + 48
    const lower = from.y < to.y ? b : a
    if (isNext(a, b)) {
      const [high, low] = from.y < to.y ? [from, to] : [to, from]
      const foot = above(lower).past ? low.y - SAID : low.y
      wires.push(...down(a, from, b, to, x, width - x - 18 - edge, { within: [bottom(high), foot] }))
      continue
    }
    const beside = above(b).upright ? x + 18 : gutter
    const rare = actors.includes('writer')
    const road = past(a, from, b, to, beside, width - beside - edge - (drawn ? 30 : 0))
    wires.push(...road.map(wire => (rare ? { ...wire, rare } : wire)))
  }
  const [cache, database] = [cards.get('cache'), cards.get('database')]
  const drawing = drawn && cache && database && drawingOf(cache, database)
  return { width, height: y + edge, cards, wires, frames: [], ...(drawing && { drawing }) }
}
