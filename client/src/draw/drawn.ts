/** Drawn: which mark a node shows, by the node. */
import type { Mark } from '../layout/mark.ts'

const drawn = new WeakMap<Element, Mark>()

/** The mark the node shows; undefined for one that draw did not make, or has just made. */
export const markOf = (node: Element): Mark | undefined => drawn.get(node)

export function noteMark(node: Element, mark: Mark): void {
  drawn.set(node, mark)
}
