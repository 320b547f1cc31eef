/** Row: a list while its commands are replayed on what was seen of it, its unseen middle kept as a run of indexes. */
import { byteLength } from '../../bytes.ts'
import { type Piece, pieceId } from '../view.ts'
import type { Seen } from './index.ts'
import { at, type End, shown } from './script.ts'

/** An element: where it was (absent: new), and its bytes (absent: not known to us, whatever Redis shows is right). */
export interface Token {
  was?: number
  set?: boolean
  piece?: Piece | undefined
}

/** A cut piece and a longer text of the same value are alike: argv and views are cut at different lengths. */
export function alike(a: Piece, b: Piece): boolean {
  if (typeof a === 'string' && typeof b !== 'string') return byteLength(a) === b.bytes && a.startsWith(b.head)
  if (typeof b === 'string' && typeof a !== 'string') return alike(b, a)
  return pieceId(a) === pieceId(b)
}

/** A list being replayed: both windows, and the indexes of the old list between them. */
export class Row {
  readonly head: Token[]
  readonly tail: Token[]
  #from: number
  #to: number

  constructor(list: Seen<'list'>) {
    const token = (was: number): Token => ({ was, piece: at(list, was) })
    const known = shown(list)
    const ends = list.value.head.length
    this.head = known.slice(0, ends).map(token)
    this.tail = known.slice(ends).map(token)
    this.#from = ends
    this.#to = list.length - this.tail.length
  }

  /** Elements in between that no window shows. */
  get hidden(): number {
    return this.#to - this.#from
  }
  get length(): number {
    return this.head.length + this.hidden + this.tail.length
  }

  at(index: number): Token | undefined {
    return this.head[index] ?? this.tail[index - this.head.length - this.hidden]
  }

  push(end: End, piece: Piece | undefined): void {
    if (end === 'head') this.head.unshift({ piece })
    else this.tail.push({ piece })
  }

  /** Takes `count` elements, at most all; the last one taken. */
  drop(end: End, count: number): Token {
    let left = Math.min(count, this.length)
    let taken: Token = {}
    const [near, far] = end === 'head' ? [this.head, this.tail] : [this.tail, this.head]
    const take = (tokens: Token[]) => {
      for (; left > 0 && tokens.length > 0; left -= 1) taken = (end === 'head' ? tokens.shift() : tokens.pop()) ?? taken
    }
    take(near)
    const unseen = Math.min(left, this.hidden)
    if (unseen > 0) taken = {}
    if (end === 'head') this.#from += unseen
    else this.#to -= unseen
    left -= unseen
    take(far)
    return taken
  }

  /** All tokens in order, the hidden run as one entry. */
  *walk(): Generator<Token | { hidden: [from: number, to: number] }> {
    yield* this.head
    if (this.hidden > 0) yield { hidden: [this.#from, this.#to] }
    yield* this.tail
  }
}
