/** Plan of any pattern on a narrow stage. */
import type { ActorName } from '@rdd/shared/run'
import type { Drawing } from './pattern-drawing.ts'
import { bottom, down, label, type Needs, type Plan, type Rect, right } from './pattern-room.ts'
import type { Wire } from './wire.ts'

/** Room the notebook's arrow takes, above what is said on the wire that comes after it. */
const DRAWN = 34

/** On the right, where no wire is; its words in the upper part. */
function drawingOf(cache: Rect, database: Rect, gutter: number): Drawing {
  const x = right(database) - 14
  const from = { x, y: bottom(cache) + 3 }
  return { from, to: { x, y: database.y - 3 }, side: 'left', width: x - gutter - 24 }
}

/** One under the other; a road to the next card is upright, one past a card goes round it on the left. */
export function stacked(
  needs: Needs,
  actors: readonly ActorName[],
  roads: readonly (readonly [ActorName, ActorName])[],
  drawn = false,
): Plan {
  const { heights, width } = needs
  const [gutter, edge, gap] = [46, 12, 104]
  const cards = new Map<ActorName, Rect>()
  let y = edge
  for (const actor of actors) {
    cards.set(actor, { x: gutter, y, w: width - gutter - edge, h: heights[actor] })
    y += heights[actor] + gap + (drawn && actor === 'cache' ? DRAWN : 0)
  }
  const wires: Wire[] = []
  for (const [a, b] of roads) {
    const [from, to] = [cards.get(a), cards.get(b)]
    if (from === undefined || to === undefined) continue
    const next = Math.abs(actors.indexOf(a) - actors.indexOf(b)) === 1
    const rare =
      a === 'layer' && (b === 'queue' || (b === 'database' && actors.includes('writer'))) ? { rare: true } : {}
    if (next) wires.push(...down(a, from, b, to, gutter + 66, width - gutter - 66 - 44))
    else {
      const [out, back] = [20, 34]
      const [start, end] = [from.y + 22, to.y + 22]
      wires.push(
        {
          id: `${a}-${b}`,
          from: a,
          to: b,
          points: [
            { x: gutter - 3, y: start },
            { x: out, y: start },
            { x: out, y: end + 22 },
            { x: gutter - 3, y: end + 22 },
          ],
          label: label(gutter + 8, to.y - 34, width - gutter - 30 - (drawn ? 30 : 0)),
          ...rare,
        },
        {
          id: `${b}-${a}`,
          from: b,
          to: a,
          points: [
            { x: gutter - 3, y: end },
            { x: back, y: end },
            { x: back, y: start + 22 },
            { x: gutter - 3, y: start + 22 },
          ],
          label: label(gutter + 8, to.y - 14, width - gutter - 30 - (drawn ? 30 : 0)),
          ...rare,
        },
      )
    }
  }
  const [cache, database] = [cards.get('cache'), cards.get('database')]
  const drawing = drawn && cache && database && drawingOf(cache, database, gutter)
  return { width, height: y - gap + edge, cards, wires, frames: [], ...(drawing && { drawing }) }
}
