/**
 * Names: the keyspace as a tree by `:`. Redis knows no folders: the tree is what people and tools read into the names. It is
 * grown from the tree before by what changed, and nodes that nothing changed below are the very same.
 */
import type { KeyChange } from '@rdd/shared/keyspace/change'
import type { KeyView } from '@rdd/shared/keyspace/view'

/** A part of names, and what begins with it. */
export interface Node {
  /** From the beginning, `user:1001:`; of a key itself, its whole name. */
  prefix: string
  part: string
  /** Keys at it and below it. */
  keys: number
  /** The key of this very name. */
  view: KeyView | undefined
  children: ReadonlyMap<string, Node>
}

/** A node that is still being made. */
interface Growing extends Node {
  children: Map<string, Node>
}

const childless: ReadonlyMap<string, Node> = new Map()
const rootless = (): Growing => ({ prefix: '', part: '', keys: 0, view: undefined, children: new Map() })

/** Nodes of one growth, which may be written to; all others are left as they are. */
class Growth {
  readonly #mine = new Set<Node>()
  readonly root: Growing

  constructor(root: Node) {
    this.root = this.#copy(root)
  }

  set(view: KeyView): void {
    this.#along(view.key, view)
  }

  remove({ key }: KeyView): void {
    this.#along(key, undefined)
  }

  #copy(node: Node): Growing {
    const made = { ...node, children: new Map(node.children) }
    this.#mine.add(made)
    return made
  }

  /** Puts a key in its place, or takes it away with every part that then stands for nothing. */
  #along(key: string, view: KeyView | undefined): void {
    const known = find(this.root, key)
    const more = (view === undefined ? 0 : 1) - (known === undefined ? 0 : 1)
    if (view === undefined && known === undefined) return
    let at = this.root
    at.keys += more
    for (let start = 0; ; ) {
      const colon = key.indexOf(':', start)
      if (colon < 0) {
        const part = key.slice(start)
        if (view === undefined) at.children.delete(part)
        else at.children.set(part, { prefix: key, part, keys: 1, view, children: childless })
        return
      }
      const part = key.slice(start, colon + 1)
      const child = at.children.get(part)
      if (child !== undefined && child.keys + more === 0) {
        at.children.delete(part)
        return
      }
      const next = this.#own(child ?? { ...rootless(), prefix: key.slice(0, colon + 1), part })
      next.keys += more
      at.children.set(part, next)
      at = next
      start = colon + 1
    }
  }

  #own(node: Node): Growing {
    return this.#isMine(node) ? node : this.#copy(node)
  }

  #isMine(node: Node): node is Growing {
    return this.#mine.has(node)
  }
}

function find(root: Node, key: string): KeyView | undefined {
  let at: Node | undefined = root
  let start = 0
  for (let colon = key.indexOf(':'); colon >= 0 && at !== undefined; colon = key.indexOf(':', start)) {
    at = at.children.get(key.slice(start, colon + 1))
    start = colon + 1
  }
  return at?.children.get(key.slice(start))?.view
}

/** The names as a tree. A key `a` and keys below `a:` are two children of the same parent, as they are two things. */
export function treeOf(views: Iterable<KeyView>): Node {
  const growth = new Growth(rootless())
  for (const view of views) growth.set(view)
  return growth.root
}

/** The tree after some keys of its database changed. */
export function regrown(root: Node, changes: readonly KeyChange[]): Node {
  if (changes.length === 0) return root
  const growth = new Growth(root)
  for (const { before, after } of changes) {
    if (after !== undefined) growth.set(after)
    else if (before !== undefined) growth.remove(before)
  }
  return growth.root
}

/** Children shown of one part before the rest is a number, and rows that parts open to by themselves. */
export const MOST = 24
const MOST_ROWS = 240

/** In the order of names; kept as long as its node is. */
const firsts = new WeakMap<Node, Node[]>()
function firstOf(node: Node): Node[] {
  const known = firsts.get(node)
  if (known !== undefined) return known
  const first: Node[] = []
  for (const child of node.children.values()) {
    const last = first.at(-1)
    if (first.length === MOST && last !== undefined && last.part < child.part) continue
    const at = first.findIndex(({ part }) => child.part < part)
    first.splice(at < 0 ? first.length : at, 0, child)
    if (first.length > MOST) first.pop()
  }
  firsts.set(node, first)
  return first
}

export interface Row {
  depth: number
  /** Undefined: how many more there are. */
  node: Node | undefined
  more: number
  parent: string
  /** Whether what is below it has rows. */
  open: boolean
}

/** What a person opened or closed, by prefix; the others open by themselves as long as there is room. */
export type Turned = ReadonlyMap<string, boolean>

const rowsBelow = ({ children }: Node): number => Math.min(children.size, MOST + 1)

/** Which parts are open: those nearest to the root first, until there are too many rows; and what a person opened. */
function openOf(root: Node, turned: Turned): Set<Node> {
  const open = new Set<Node>([root])
  const queue = [root]
  let rows = rowsBelow(root)
  for (const at of queue)
    for (const child of firstOf(at)) {
      if (child.view !== undefined) continue
      const own = turned.get(child.prefix)
      if (own === false || (own !== true && rows + rowsBelow(child) > MOST_ROWS)) continue
      rows += rowsBelow(child)
      open.add(child)
      queue.push(child)
    }
  return open
}

/** The rows in order; what is below a closed part is left out. */
export function rowsOf(root: Node, turned: Turned): Row[] {
  const rows: Row[] = []
  const open = openOf(root, turned)
  const walk = (at: Node, depth: number) => {
    for (const child of firstOf(at)) {
      rows.push({ depth, node: child, more: 0, parent: at.prefix, open: open.has(child) })
      if (open.has(child)) walk(child, depth + 1)
    }
    const more = at.children.size - MOST
    if (more > 0) rows.push({ depth, node: undefined, more, parent: at.prefix, open: false })
  }
  walk(root, 0)
  return rows
}

/** The prefixes on the way to a part, itself included: `a:` and `a:b:` of `a:b:`. */
export const waysTo = (prefix: string): string[] =>
  [...prefix.matchAll(/:/g)].map(({ index }) => prefix.slice(0, index + 1))
