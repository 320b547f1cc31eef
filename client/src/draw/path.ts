/** Path: lines and arrows, moved by their place alone. */
import type { Path } from '../layout/mark.ts'
import { put, putClass, putOpacity, rounded } from './attributes.ts'

export function drawPath(node: Element, path: Path): void {
  putClass(
    node,
    path,
    `path ${path.tone}${path.dashed === true ? ' dashed' : ''}${path.filled === true ? ' filled' : ''}${path.region === true ? ' region' : ''}`,
  )
  putOpacity(node, path)
  put(node, 'transform', `translate(${rounded(path.x)} ${rounded(path.y)})`)
  put(node, 'd', path.d)
  put(node, 'aria-hidden', 'true')
}
