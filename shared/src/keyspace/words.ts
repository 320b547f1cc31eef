/** How numbers, values and commands are written in a sentence: cut to a width, counted right, never able to break a line. */
import { eastAsianWidth } from 'get-east-asian-width'
import type { Bytes } from '../bytes.ts'
import type { Argv } from '../fact.ts'
import { type Piece, pieceHead } from './view.ts'

/** Made once: it takes far longer to make than to use. */
const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 })

/** `1204567` as `1,204,567`. */
export const grouped = (n: number): string => numbers.format(n)

/** `1 element`, `3 elements`; `many` where an s does not do. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${grouped(n)} ${n === 1 ? one : many}`

/** `a`, `a and b`, `a, b and c`; past `most` items `a, b and 7 more`. */
export function listed(items: readonly string[], most = 3, total = items.length): string {
  const shown = total > most ? items.slice(0, most) : items
  const last = total > shown.length ? `${grouped(total - shown.length)} more` : undefined
  const all = last === undefined ? shown : [...shown, last]
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}

/** At most `columns` wide in a terminal font, with `…` for what is left out. */
export function cut(text: string, columns: number): string {
  let width = 0
  let fits = ''
  for (const sign of text) {
    width += eastAsianWidth(sign.codePointAt(0) ?? 0)
    if (width > columns) return `${fits}…`
    // room for the ellipsis itself
    if (width < columns) fits += sign
  }
  return text
}

const controls: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"' }

/** Bytes as a word: quoted when empty, or when a space or a control character would blur where they end. */
export function quoted(text: Bytes): string {
  if (!/^$|[\s"']|\p{Cc}/u.test(text)) return text
  const inner = text.replace(/["\p{Cc}]/gu, sign => {
    return controls[sign] ?? `\\x${(sign.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`
  })
  return `"${inner}"`
}

/** A key, member or value in a sentence: at most 40 columns. */
export const worded = (piece: Piece): string =>
  typeof piece === 'string' ? cut(quoted(piece), 40) : `${cut(quoted(pieceHead(piece)), 39)}…`

/** A client and what it does; the first client of a page is called `you`. */
export const does = (name: string, one: string, you = one.replace(/s$/, '')): string =>
  `${name} ${name === 'you' ? you : one}`

/** A command as one would type it, at most 80 columns. */
export function typed({ args, more }: Argv): string {
  const words = args.map(arg => (typeof arg === 'string' ? quoted(arg) : `${quoted(pieceHead(arg))}…`))
  return cut([...words, ...(more === undefined ? [] : ['…'])].join(' '), 80)
}

/** A measured time: `0.18 ms`, `12.4 ms`, `1.2 s`. */
export function lasted(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`
  return `${ms.toFixed(ms < 10 ? 2 : 1)} ms`
}
