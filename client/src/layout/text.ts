/**
 * Measuring text without a DOM: the stage sets everything of Redis in JetBrains Mono, where a column is 0.6 em, a wide
 * or emoji grapheme takes two, and a combining mark none. Cutting is by grapheme, so no emoji is ever torn in half.
 */
import { eastAsianWidth } from 'get-east-asian-width'

const COLUMN_EM = 0.6
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Signs that take one column and one code unit each: printable ASCII, and what we set beside it and draw boxes with. */
const PLAIN = /^[\x20-\x7e·–…\u2500-\u257f▲►▼◄•×]*$/
const EMOJI = /\p{Emoji_Presentation}|\u{fe0f}/u
/** No grapheme of real text is longer; what is (stacked marks) is cut here, so that measuring stays linear. */
const LONGEST_GRAPHEME = 32

/** Width of so many columns at a font size, in stage units. */
export const widthOf = (columns: number, size: number): number => columns * size * COLUMN_EM
/** How many columns fit in a width. */
export const columnsIn = (width: number, size: number): number => Math.max(0, Math.floor(width / (size * COLUMN_EM)))

function graphemeColumns(grapheme: string): number {
  if (EMOJI.test(grapheme)) return 2
  const point = grapheme.codePointAt(0) ?? 0
  return eastAsianWidth(point)
}

/** Columns a text takes. */
export function columnsOf(text: string): number {
  if (PLAIN.test(text)) return text.length
  let columns = 0
  for (const { segment } of segmenter.segment(text)) columns += graphemeColumns(segment)
  return columns
}

/** The longest beginning of `text` that fits, in code units. */
function prefix(text: string, columns: number): number {
  const near = text.slice(0, columns * LONGEST_GRAPHEME)
  if (PLAIN.test(near)) return Math.min(text.length, columns)
  let used = 0
  for (const { segment, index } of segmenter.segment(near)) {
    used += graphemeColumns(segment)
    if (used > columns) return index
  }
  return near.length
}

/** `text` itself where it fits in `columns`, else its beginning and "…". */
export function fit(text: string, columns: number): string {
  if (columns <= 0) return ''
  const end = prefix(text, columns)
  return end === text.length ? text : `${text.slice(0, prefix(text, columns - 1))}…`
}

/** Whether a line may end before `at`: after a space, or a comma that does not stand inside a number. */
const mayEnd = (text: string, at: number): boolean =>
  text[at - 1] === ' ' || (text[at - 1] === ',' && !/\d/.test(text[at] ?? ''))

/** Where to break a line that could be `end` long: at such a place near its end, or else right there. */
function breakAt(text: string, end: number): number {
  for (let at = end; at > end * 0.6; at--) if (mayEnd(text, at)) return at
  return end
}

/** `text` in at most `lines` lines, no character lost at a break; the last ends in "…" when something is left out. */
export function wrap(text: string, columns: number, lines: number): string[] {
  const out: string[] = []
  let rest = text
  while (out.length < lines - 1) {
    const end = prefix(rest, columns)
    if (end === rest.length || end === 0) break
    const at = breakAt(rest, end)
    out.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  out.push(fit(rest, columns))
  return out
}

/** What has no shape of its own, or turns the text around it: joiners inside a grapheme are left alone. */
const UNSEEN = /\p{Cc}|[\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2060}\u{2066}-\u{2069}\u{feff}]/gu
const letters: Record<string, string> = { '\n': 'n', '\r': 'r', '\t': 't', '\x07': 'a', '\b': 'b' }

function spell(sign: string): string {
  const letter = letters[sign]
  if (letter !== undefined) return `\\${letter}`
  const hex = (sign.codePointAt(0) ?? 0).toString(16)
  return hex.length > 2 ? `\\u${hex}` : `\\x${hex.padStart(2, '0')}`
}

/** What is drawn for a text: control characters spelled as redis-cli does (`\n`, `\x00`), direction marks as `\u202e`. */
export const shown = (text: string): string => (PLAIN.test(text) ? text : text.replaceAll(UNSEEN, spell))

/** Bytes in a person's words: "168 B", "1.2 kB", "3.4 MB". */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const [value, unit] =
    bytes < 999_950 ? [bytes / 1e3, 'kB'] : bytes < 999_950_000 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB']
  return `${value.toFixed(1)} ${unit}`
}
