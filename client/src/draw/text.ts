/** Text: one line, as layout cut it. An exact text is in the DOM for those who read it and not shown; its twin is. */
import type { Text } from '../layout/mark.ts'
import { put, putClass, putOpacity, rounded } from './attributes.ts'

export function drawText(node: Element, text: Text): void {
  const bold = text.bold === true ? ' bold' : ''
  const twin = text.twin === 'exact' ? ' exact' : ''
  putClass(node, text, `${text.font} t${String(text.size).replace('.', '-')} ${text.tone}${bold}${twin}`)
  putOpacity(node, text)
  put(node, 'x', rounded(text.x))
  put(node, 'y', rounded(text.y))
  put(node, 'text-anchor', text.anchor === 'start' ? undefined : text.anchor)
  put(node, 'aria-hidden', text.twin === 'shown' ? 'true' : undefined)
  if (node.textContent !== text.text) node.textContent = text.text
}
