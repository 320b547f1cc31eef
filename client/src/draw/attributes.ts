/** Attributes: the few ways draw writes to a node. No style attribute anywhere: the page's CSP forbids inline style. */
import type { Data, Mark } from '../layout/mark.ts'

/** Two decimals are finer than a pixel, and keep golden pictures free of rounding noise. */
export const rounded = (n: number): string => String(Math.round(n * 100) / 100)

/** Sets or removes an attribute; a node that already has it so is left alone. */
export function put(node: Element, name: string, value: string | undefined): void {
  if (value === undefined) {
    if (node.hasAttribute(name)) node.removeAttribute(name)
  } else if (node.getAttribute(name) !== value) node.setAttribute(name, value)
}

/** The accent a mark wears, as one of ten classes: the theme says how it looks. */
const accent = (now: number): string => (now <= 0 ? '' : ` now now-${Math.max(1, Math.round(now * 10))}`)

export function putClass(node: Element, mark: Mark, own: string): void {
  put(node, 'class', own + accent(mark.now))
}

export function putOpacity(node: Element, mark: Mark): void {
  put(node, 'opacity', mark.opacity >= 1 ? undefined : rounded(mark.opacity))
}

/** Writes the facts of a mark, and takes away those it had before and has no more. */
export function putData(node: Element, data: Data | undefined, before: Data | undefined): void {
  if (data === before) return
  for (const name of Object.keys(before ?? {})) if (data?.[name] === undefined) node.removeAttribute(`data-${name}`)
  for (const [name, value] of Object.entries(data ?? {})) put(node, `data-${name}`, value)
}
