/** Box: a rectangle; a title strip has only its upper corners round, a line is a box without height or width. */
import type { Box } from '../layout/mark.ts'
import { put, putClass, putOpacity, rounded } from './attributes.ts'

/** SVG element of a box. */
export const boxTag = (box: Box): string => (box.look === 'strip' ? 'path' : box.look === 'line' ? 'line' : 'rect')

const strip = ({ x, y, w, h, r }: Box): string =>
  `M${rounded(x)} ${rounded(y + h)}V${rounded(y + r)}q0 ${-r} ${r} ${-r}H${rounded(x + w - r)}q${r} 0 ${r} ${r}V${rounded(y + h)}z`

export function drawBox(node: Element, box: Box): void {
  putClass(node, box, `${box.look} ${box.tone}`)
  putOpacity(node, box)
  if (box.look === 'strip') {
    put(node, 'd', strip(box))
    return
  }
  if (box.look === 'line') {
    put(node, 'x1', rounded(box.x))
    put(node, 'y1', rounded(box.y))
    put(node, 'x2', rounded(box.x + box.w))
    put(node, 'y2', rounded(box.y + box.h))
    return
  }
  put(node, 'x', rounded(box.x))
  put(node, 'y', rounded(box.y))
  put(node, 'width', rounded(box.w))
  put(node, 'height', rounded(box.h))
  put(node, 'rx', rounded(box.r))
}
