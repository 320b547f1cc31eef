/**
 * Redis values are bytes. Everywhere past the Redis connection they travel as `Bytes`: valid UTF-8 is itself, a
 * backslash is `\\`, and a byte that is not part of valid UTF-8 is `\xNN`. The form is lossless, canonical (equal bytes,
 * equal strings), safe in JSON, usable as a Map key, and already what the stage prints.
 */
import * as z from 'zod/mini'

export const Bytes = z.string().brand<'Bytes'>()
export type Bytes = z.infer<typeof Bytes>

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const encoder = new TextEncoder()
const BACKSLASH = 0x5c

/** Length in bytes of the UTF-8 sequence that starts at `i`, or 0 when none does (Unicode 15, table 3-7). */
function sequence(raw: Uint8Array, i: number): number {
  const a = raw[i] ?? 0
  const tail = (k: number, low = 0x80, high = 0xbf) => {
    const byte = raw[i + k]
    return byte !== undefined && byte >= low && byte <= high
  }
  if (a < 0x80) return 1
  if (a >= 0xc2 && a <= 0xdf) return tail(1) ? 2 : 0
  if (a >= 0xe0 && a <= 0xef) return tail(1, a === 0xe0 ? 0xa0 : 0x80, a === 0xed ? 0x9f : 0xbf) && tail(2) ? 3 : 0
  if (a >= 0xf0 && a <= 0xf4)
    return tail(1, a === 0xf0 ? 0x90 : 0x80, a === 0xf4 ? 0x8f : 0xbf) && tail(2) && tail(3) ? 4 : 0
  return 0
}

/** Raw bytes to `Bytes`. */
export function fromRaw(raw: Uint8Array): Bytes {
  if (!raw.includes(BACKSLASH)) {
    try {
      return strict.decode(raw) as Bytes
    } catch {
      // not UTF-8: byte by byte below
    }
  }
  let text = ''
  let clean = 0
  const flush = (end: number) => {
    if (end > clean) text += strict.decode(raw.subarray(clean, end))
  }
  for (let i = 0; i < raw.length; ) {
    const length = raw[i] === BACKSLASH ? 0 : sequence(raw, i)
    if (length > 0) {
      i += length
      continue
    }
    flush(i)
    text += raw[i] === BACKSLASH ? '\\\\' : `\\x${(raw[i] ?? 0).toString(16).padStart(2, '0')}`
    i += 1
    clean = i
  }
  flush(raw.length)
  return text as Bytes
}

/** `Bytes` back to the raw bytes it stands for. Throws a RangeError where the text is no such form. */
export function toRaw(text: Bytes): Uint8Array {
  if (!text.includes('\\')) return encoder.encode(text)
  const parts: Uint8Array[] = []
  let clean = 0
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', clean)) {
    if (at > clean) parts.push(encoder.encode(text.slice(clean, at)))
    if (text[at + 1] === '\\') {
      parts.push(Uint8Array.of(BACKSLASH))
      clean = at + 2
      continue
    }
    const hex = /^\\x([0-9a-f]{2})/.exec(text.slice(at, at + 4))?.[1]
    if (hex === undefined) throw new RangeError(`a lone backslash at ${at}: write it as \\\\`)
    parts.push(Uint8Array.of(Number.parseInt(hex, 16)))
    clean = at + 4
  }
  if (clean < text.length) parts.push(encoder.encode(text.slice(clean)))
  const raw = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    raw.set(part, offset)
    offset += part.length
  }
  return raw
}

/** `Bytes` of a text typed by a person or written in our own code. */
export const bytes = (text: string): Bytes => text.replaceAll('\\', '\\\\') as Bytes

/** How many bytes Redis holds for this value. */
export const byteLength = (text: Bytes): number => toRaw(text).length

/** True for a string that `toRaw` can read: what the server checks of a message from outside. */
export function isBytes(text: string): text is Bytes {
  return !/\\(?!\\|x[0-9a-f]{2})/.test(text.replaceAll('\\\\', '')) && text.isWellFormed()
}
