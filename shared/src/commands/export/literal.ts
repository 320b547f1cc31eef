/**
 * Values as TypeScript and Python write them. Text that is UTF-8 is a string; other bytes are a Buffer or a bytes
 * literal. What does not show (controls, marks of direction, odd blanks) is escaped, so that no value can break out of
 * its quotes or turn the line round.
 */
import { type Bytes, toRaw } from '../../bytes.ts'
import type { Part } from './grammar.ts'

const HIDDEN = /[\p{C}\p{Z}]/gu
const named: Record<string, string> = { ' ': ' ', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** The value as text, or undefined where it is not UTF-8. */
export function textOf(value: Bytes): string | undefined {
  const text = value.replaceAll('\\\\', '\0')
  return text.includes('\\') ? undefined : value.replaceAll('\\\\', '\\')
}

export function inTypeScript(value: Bytes): string {
  const text = textOf(value)
  if (text === undefined) return `Buffer.from('${ascii(value, "'")}', 'latin1')`
  return `'${text.replace(/[\\']/g, '\\$&').replace(HIDDEN, char => named[char] ?? escaped(char, '\\u{', '}', '\\u{'))}'`
}

export function inPython(value: Bytes): string {
  const text = textOf(value)
  if (text === undefined) return `b"${ascii(value, '"')}"`
  return `"${text.replace(/[\\"]/g, '\\$&').replace(HIDDEN, char => named[char] ?? escaped(char, '\\u', '', '\\U'))}"`
}

/** A byte below 0x80 that shows is itself; both languages read `\xNN` as that byte. */
const ascii = (value: Bytes, quote: string) =>
  [...toRaw(value)]
    .map(byte => {
      const char = String.fromCharCode(byte)
      if (char === quote || char === '\\') return `\\${char}`
      return byte >= 0x20 && byte < 0x7f ? char : `\\x${hex(byte, 2)}`
    })
    .join('')

function escaped(char: string, open: string, close: string, wide: string): string {
  const code = char.codePointAt(0) ?? 0
  if (code < 0x100) return `\\x${hex(code, 2)}`
  return code < 0x1_0000 ? `${open}${hex(code, 4)}${close}` : `${wide}${hex(code, 8)}${close}`
}
const hex = (n: number, digits: number) => n.toString(16).padStart(digits, '0')

/** A number that both languages send as it was written; anything else stays text. */
export function isPlainNumber(text: string): boolean {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/.test(text)) return false
  const n = Number(text)
  if (String(n) !== text) return false
  return Number.isInteger(n) ? Number.isSafeInteger(n) : Math.abs(n) >= 0.001 && Math.abs(n) < 1e15
}

/** A part of a command: plain numbers bare, all else by `quote`. */
export const literal = ({ kind, value }: Part, quote: (value: Bytes) => string): string =>
  kind === 'number' && isPlainNumber(value) ? value : quote(value)

/** One line of a comment: what could end the line or does not show becomes a blank. */
export const comment = (text: string): string => text.replace(HIDDEN, ' ').trim()
