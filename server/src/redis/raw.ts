/** Reading untyped replies of our own commands: each reader names what it got where it expected something else. */

/** A reply as ioredis hands it out in buffer mode. */
export type Node = unknown

const wrong = (wanted: string, got: Node) =>
  new TypeError(`a reply held ${got === null ? 'nil' : typeof got}, not ${wanted}`)

export function buffer(node: Node): Buffer {
  if (Buffer.isBuffer(node)) return node
  if (typeof node === 'string') return Buffer.from(node)
  throw wrong('bytes', node)
}
export const text = (node: Node): string => buffer(node).toString('utf8')
export function integer(node: Node): number {
  if (typeof node === 'number') return node
  const n = Number(text(node))
  if (!Number.isFinite(n)) throw wrong('a number', node)
  return n
}
export function list(node: Node): Node[] {
  if (Array.isArray(node)) return node
  throw wrong('a list', node)
}
/** A flat list as pairs. */
export function pairs(node: Node): [Node, Node][] {
  const flat = list(node)
  return Array.from({ length: Math.floor(flat.length / 2) }, (_, i) => [flat[2 * i], flat[2 * i + 1]])
}
/** A flat field/value list (XINFO, CONFIG GET …) by field name. */
export const fields = (node: Node): Map<string, Node> =>
  new Map(pairs(node).map(([name, value]) => [text(name), value]))
