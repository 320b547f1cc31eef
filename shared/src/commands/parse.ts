/**
 * The console's line, taken apart as redis-cli does it: words between blanks; "double quotes" with escapes, 'single
 * quotes' with none but \'; a closing quote ends its word, so a blank or the end must follow. A number before a command
 * repeats it. Source: https://redis.io/docs/latest/develop/tools/cli/#string-quoting-and-escaping
 */
import { type Bytes, bytes, fromRaw, toRaw } from '../bytes.ts'

/** One word of a line. `from` and `to` (not included) are 0-based places in the line, quotes included. */
export interface Word {
  value: Bytes
  from: number
  to: number
}

/** `error` is a sentence for people; `column` is the 0-based place in the line, in UTF-16 units, where it went wrong. */
export interface Fault {
  error: string
  column: number
}

const BLANK = /[ \t\n\v\f\r]/
/** What ends a word outside quotes: in redis-cli a vertical tab and a form feed do not. */
const END = /[ \t\n\r]/
const HEX = /^[0-9a-fA-F]{2}$/
const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' }

/**
 * The words of a line, and the fault that stopped the reading, if one did. The word a fault stands in is left out:
 * `fault.column` of an open quote is where that word's quote opens.
 */
export function scan(line: string): { words: Word[]; fault?: Fault } {
  const text = line.toWellFormed()
  const words: Word[] = []
  let at = 0
  while (true) {
    while (BLANK.test(text[at] ?? '')) at += 1
    if (at >= text.length) return { words }
    const word = scanWord(text, at)
    if ('error' in word) return { words, fault: word }
    words.push(word)
    at = word.to
  }
}

function scanWord(text: string, from: number): Word | Fault {
  let value = ''
  let at = from
  for (; at < text.length; at += 1) {
    const char = text[at] ?? ''
    if (END.test(char)) break
    if (char === '\0') return { error: 'A zero byte cannot be typed as it is. Write it as "\\x00".', column: at }
    if (char !== '"' && char !== "'") continue
    value += bytes(text.slice(from, at))
    const quoted = char === '"' ? double(text, at + 1) : single(text, at + 1)
    if (quoted === undefined)
      return { error: `The quote that opens here never closes. End it with ${char}.`, column: at }
    const { to } = quoted
    if (to < text.length && !BLANK.test(text[to] ?? ''))
      return {
        error: `A closing quote ends the word. Put a space after it, or write \\${char} for a quote inside.`,
        column: to,
      }
    return { value: canonical(value + quoted.value), from, to }
  }
  return { value: bytes(value + text.slice(from, at)), from, to: at }
}

/** The inside of double quotes that opened before `from`, as the text form of bytes; undefined when it never closes. */
function double(text: string, from: number): { value: string; to: number } | undefined {
  let value = ''
  for (let at = from; at < text.length; at += 1) {
    const char = text[at] ?? ''
    if (char === '"') return { value, to: at + 1 }
    if (char !== '\\') {
      value += char
      continue
    }
    at += 1
    const escaped = text[at] ?? ''
    const hex = text.slice(at + 1, at + 3)
    if (escaped === 'x' && HEX.test(hex)) {
      value += `\\x${hex.toLowerCase()}`
      at += 2
    } else value += escapes[escaped] ?? bytes(escaped)
  }
  return undefined
}

function single(text: string, from: number): { value: string; to: number } | undefined {
  let value = ''
  for (let at = from; at < text.length; at += 1) {
    const char = text[at] ?? ''
    if (char === "'") return { value, to: at + 1 }
    if (char === '\\' && text[at + 1] === "'") {
      value += "'"
      at += 1
    } else value += bytes(char)
  }
  return undefined
}

/** Escapes may spell valid UTF-8 or plain ASCII: equal bytes must be equal strings. */
const canonical = (text: string): Bytes => fromRaw(toRaw(text as Bytes))

/** What strtol reads whole: the only thing that redis-cli takes for a repeat count. */
const COUNT = /^(?:[ \t\n\v\f\r]*[+-]?\d+)?(?=\0|$)/
const LONG_MAX = 2 ** 63

/** How often a line's first word says to run the rest; undefined when it is no number. May be zero or less: a fault. */
export function countOf(word: Bytes | undefined): number | undefined {
  const count = COUNT.exec(word ?? 'x')
  return count === null ? undefined : Number(count[0])
}

/**
 * A line to the command it means and how often to run it. An empty line is an empty `argv`. A fault reads as redis-cli
 * says it, followed by where and how to mend it.
 */
export function parseLine(line: string): { argv: Bytes[]; repeat: number } | Fault {
  const { words, fault } = scan(line)
  if (fault) return { error: `Invalid argument(s). ${fault.error}`, column: fault.column }
  const argv = words.map(word => word.value)
  const repeat = argv.length > 1 ? countOf(argv[0]) : undefined
  if (repeat === undefined) return { argv, repeat: 1 }
  if (repeat > 0 && repeat < LONG_MAX) return { argv: argv.slice(1), repeat }
  return {
    error:
      'Invalid redis-cli repeat command option value. The number before a command says how often to run it: 1 or more.',
    column: words[0]?.from ?? 0,
  }
}

/** Bare words hold no blank, quote, backslash, or anything that does not show. */
const BARE = /^[^\s"'\\\p{C}\p{Z}]+$/u
const HIDDEN = /["\p{C}\p{Z}]/gu
const named: Record<string, string> = {
  '"': '\\"',
  ' ': ' ',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\x07': '\\a',
}

/** A word that `parseLine` (and redis-cli) reads back as the same bytes: bare where possible, else in double quotes. */
export function quote(value: Bytes): string {
  if (BARE.test(value)) return value
  return `"${value.replace(HIDDEN, char => named[char] ?? hexOf(char))}"`
}

const encoder = new TextEncoder()
const hexOf = (char: string) =>
  [...encoder.encode(char)].map(byte => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
