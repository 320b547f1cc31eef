/** Keyboard: which card the arrow keys lead to, by where the cards stand and not by how many fit in a row. */
import type { Place } from '../layout/keyspace.ts'

const middle = ({ x, y, w, h }: Place) => ({ x: x + w / 2, y: y + h / 2 })

/** How far `to` is from `from` in a direction; undefined when it does not lie there. */
function distance(from: Place, to: Place, dx: number, dy: number): number | undefined {
  const [a, b] = [middle(from), middle(to)]
  const along = (b.x - a.x) * dx + (b.y - a.y) * dy
  // side by side counts even when one card is much higher, as long as the two overlap
  const beyond = dx === 0 ? (dy > 0 ? to.y >= from.y + from.h : to.y + to.h <= from.y) : along > from.w / 2
  if (!beyond) return undefined
  const aside = Math.abs((b.x - a.x) * dy) + Math.abs((b.y - a.y) * dx)
  return along + 3 * aside
}

/** Index of the card that a key press leads to from card `at`; undefined when it leads nowhere. */
export function step(places: readonly Place[], at: number, key: string): number | undefined {
  if (places.length === 0) return undefined
  if (key === 'Home') return 0
  if (key === 'End') return places.length - 1
  const ways: Record<string, [number, number]> = {
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
    ArrowDown: [0, 1],
    ArrowUp: [0, -1],
  }
  const way = ways[key]
  const from = places[at]
  if (way === undefined) return undefined
  if (from === undefined) return 0
  let best: { index: number; far: number } | undefined
  for (const [index, place] of places.entries()) {
    const far = distance(from, place, ...way)
    if (far !== undefined && (best === undefined || far < best.far)) best = { index, far }
  }
  return best?.index
}
