/** Plan of any pattern on a narrow stage. */
import type { ActorName } from '@rdd/shared/run'
import { down, label, type Needs, type Plan, type Rect } from './pattern-room.ts'
import type { Wire } from './wire.ts'

/** One under the other; a road to the next card is upright, one past a card goes round it on the left. */
export function stacked(
  needs: Needs,
  actors: readonly ActorName[],
  roads: readonly (readonly [ActorName, ActorName])[],
): Plan {
  const { heights, width } = needs
  const [gutter, edge, gap] = [46, 12, 104]
  const cards = new Map<ActorName, Rect>()
  let y = edge
  for (const actor of actors) {
    cards.set(actor, { x: gutter, y, w: width - gutter - edge, h: heights[actor] })
    y += heights[actor] + gap
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
          label: label(gutter + 8, to.y - 34, width - gutter - 30),
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
          label: label(gutter + 8, to.y - 14, width - gutter - 30),
          ...rare,
        },
      )
    }
  }
  return { width, height: y - gap + edge, cards, wires, frames: [] }
}
