/**
 * Signs: a string as people read it beside the bytes Redis counts: é is one sign and two bytes, 😀 four. What is not text
 * is a sign of one byte, spelled; zero bytes in a long row are one sign, since nobody reads them one by one.
 */
import { type Bytes, toRaw } from '@rdd/shared/bytes'
import { grouped } from '@rdd/shared/keyspace/words'
import { shown } from './text.ts'

export interface Sign {
  /** Index of its first byte. */
  start: number
  bytes: Uint8Array
  /** As it is written on the stage: `é`, `\n`, `\xff`. */
  text: string
  /** zero: one or many zero bytes. raw: no text at all. */
  kind: 'text' | 'zero' | 'raw'
}

/** So many zero bytes are one sign. */
const LONG_RUN = 5
const PLAIN = /^[\x20-\x5b\x5d-\x7e]*$/
const PARTS = /\\\\|\\x[0-9a-f]{2}|\0+|[^\\\0]+/g
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const encoder = new TextEncoder()

/** Whether each byte is a sign of its own. */
export const isPlain = (head: Bytes): boolean => PLAIN.test(head)

/** Graphemes; a line break of two characters is two signs. */
const graphemes = (text: string): string[] =>
  [...segmenter.segment(text)].flatMap(({ segment }) => (segment === '\r\n' ? ['\r', '\n'] : [segment]))

function zeros(count: number): [string, Uint8Array][] {
  if (count >= LONG_RUN) return [[`\\x00×${grouped(count)}`, new Uint8Array(count)]]
  return Array.from({ length: count }, () => ['\\x00', new Uint8Array(1)])
}

/** The signs of a value, in order; their bytes, one after the other, are its bytes. */
export function signsOf(head: Bytes): Sign[] {
  const signs: Sign[] = []
  let start = 0
  const put = (kind: Sign['kind'], text: string, bytes: Uint8Array) => {
    signs.push({ start, bytes, text, kind })
    start += bytes.length
  }
  for (const [part] of head.matchAll(PARTS)) {
    if (part.startsWith('\0')) for (const [text, bytes] of zeros(part.length)) put('zero', text, bytes)
    else if (part.startsWith('\\')) put(part === '\\\\' ? 'text' : 'raw', part, toRaw(part as Bytes))
    else for (const sign of graphemes(part)) put('text', shown(sign), encoder.encode(sign))
  }
  return signs
}
