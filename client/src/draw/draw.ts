/**
 * Draw: joins the marks of a frame to SVG nodes by id, each group with its own children. The same frame always gives the
 * same DOM, whatever stood there before; a mark that comes back while it was leaving is the same id and so the same node.
 * Marks that are the very objects drawn before are passed over, and where the same marks stand in the same order nothing is
 * joined, so a frame costs what changed.
 */
import { type BaseType, select } from 'd3-selection'
import type { Frame, Group, Mark } from '../layout/mark.ts'
import { put, putClass, putData, putOpacity, rounded } from './attributes.ts'
import { boxTag, drawBox } from './box.ts'
import { markOf, noteMark } from './drawn.ts'
import { drawPath } from './path.ts'
import { drawClocks, drawRing } from './ring.ts'
import { drawText } from './text.ts'

const SVG = 'http://www.w3.org/2000/svg'

function tag(mark: Mark): string {
  switch (mark.kind) {
    case 'box':
      return boxTag(mark)
    case 'text':
      return 'text'
    case 'path':
      return 'path'
    case 'ring':
    case 'group':
      return 'g'
  }
}

function drawGroup(node: Element, group: Group, before: Mark | undefined): void {
  const old = before?.kind === 'group' ? before : undefined
  const kind = group.label === undefined ? 'group' : 'card'
  putClass(node, group, group.edit === undefined ? kind : `${kind} editable`)
  putOpacity(node, group)
  put(
    node,
    'transform',
    group.x === 0 && group.y === 0 ? undefined : `translate(${rounded(group.x)} ${rounded(group.y)})`,
  )
  putData(node, group.data, before?.data)
  put(node, 'aria-hidden', group.leave === undefined ? undefined : 'true')
  if (group.label !== undefined) {
    put(node, 'role', group.go === undefined ? 'group' : 'link')
    put(node, 'aria-label', group.label)
    if (group.go !== undefined) {
      put(node, 'data-to', group.go)
      put(node, 'tabindex', '0')
    }
    if (group.data?.['expires-at'] === undefined) put(node, 'data-due', undefined)
  }
  if (old?.children !== group.children) drawMarks(node, group.children)
}

function drawMark(node: Element, mark: Mark): void {
  const before = markOf(node)
  if (before === mark) return
  noteMark(node, mark)
  switch (mark.kind) {
    case 'box':
      drawBox(node, mark)
      break
    case 'text':
      drawText(node, mark)
      break
    case 'path':
      drawPath(node, mark)
      break
    case 'ring':
      drawRing(node, mark)
      break
    case 'group':
      drawGroup(node, mark, before)
      break
  }
}

const key = (mark: Mark): string => `${tag(mark)} ${mark.id}`

/** The nodes of the marks, if just these stand there, in this order: most frames of a movement. */
function standing(parent: Element, marks: readonly Mark[]): Element[] | undefined {
  const nodes: Element[] = []
  let node = parent.firstElementChild
  for (const mark of marks) {
    const before = node === null ? undefined : markOf(node)
    if (node === null || before === undefined || before.id !== mark.id || tag(before) !== tag(mark)) return undefined
    nodes.push(node)
    node = node.nextElementSibling
  }
  return node === null ? nodes : undefined
}

function drawMarks(parent: Element, marks: readonly Mark[]): void {
  const nodes = standing(parent, marks)
  if (nodes === undefined) join(parent, marks)
  else
    for (const [at, mark] of marks.entries()) {
      const node = nodes[at]
      if (node !== undefined) drawMark(node, mark)
    }
}

function join(parent: Element, marks: readonly Mark[]): void {
  select(parent)
    .selectChildren<Element, Mark>()
    .data(marks, key)
    .join(enter => enter.append(mark => document.createElementNS(SVG, tag(mark))))
    .order()
    .each(function (this: BaseType, mark: Mark) {
      if (this instanceof Element) drawMark(this, mark)
    })
}

/** Draws a frame into an SVG group; `redisNow`: ms since the epoch on Redis's clock. Returns how many clocks run. */
export function draw(root: SVGGElement, frame: Frame, redisNow: number): number {
  drawMarks(root, frame.marks)
  return drawClocks(root, redisNow)
}
