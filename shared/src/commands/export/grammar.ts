/**
 * A form says how a command is written, and `readForm` takes a command apart by it. A form is words between blanks:
 *
 *     key          one value, called `key`             count#       a number        count#?    … or nothing
 *     member...    values, one or more, up to what must follow    score#/member...    pairs of them
 *     key&id...    values to the end, of which the first half are `key` and the second half are `id`
 *     n*key        how many (called `#key`), then so many       from:LEFT|RIGHT     one of these words, upper or lower case
 *     CREATE       this word                           [NX EX=# LIMIT=#/#]  options, none or more, in any order
 *
 * After `=` stand an option's operands, between slashes: `#` a number, `x` a value, `w` a word, `*` as many numbers as
 * were counted. `~` before the first means that `=` or `~` may come before it; which, is kept as `APPROXIMATE`.
 */
import { type Bytes, bytes } from '../../bytes.ts'

/** `word`: a keyword, upper case. `number`: where Redis wants a number; what was written may be another text. */
export interface Part {
  kind: 'word' | 'number' | 'text'
  value: Bytes
}

export interface Reading {
  /** What was read, by the names of the form. An option without operands is there with none. */
  named: Map<string, Part[]>
  /** All after the command's name, keywords in upper case, options in the order of the form. */
  parts: Part[]
}

type Item =
  | { kind: 'one'; name: string; number: boolean; optional: boolean }
  | { kind: 'many'; names: { name: string; number: boolean }[] }
  | { kind: 'halves'; names: [string, string] }
  | { kind: 'counted'; name: string }
  | { kind: 'choice'; name: string; words: string[]; optional: boolean }
  | { kind: 'word'; word: string }
  | { kind: 'options'; options: Map<string, string[]> }

const forms = new Map<string, Item[]>()

/** `args`: what follows the command's name. Undefined: it is not of this form. */
export function readForm(form: string, args: readonly Bytes[]): Reading | undefined {
  const items = forms.get(form) ?? form.match(/\[[^\]]*\]|\S+/g)?.map(itemOf) ?? []
  forms.set(form, items)
  const reader = new Reader(args)
  const good = items.every((item, i) => reader.read(item, items[i + 1]))
  return good && reader.left === 0 ? reader : undefined
}

function itemOf(text: string): Item {
  if (text.startsWith('['))
    return {
      kind: 'options',
      options: new Map(
        text
          .slice(1, -1)
          .split(' ')
          .map(option => option.split('='))
          .map(([name = '', operands]) => [name, operands?.split('/') ?? []]),
      ),
    }
  if (/^[A-Z]+$/.test(text)) return { kind: 'word', word: text }
  const optional = text.endsWith('?')
  const [name = '', words] = text.replace('?', '').split(':')
  if (words !== undefined) return { kind: 'choice', name, words: words.split('|'), optional }
  const many = /^(.*)\.\.\.$/.exec(name)?.[1]
  const [first, second] = many?.split('&') ?? []
  if (first !== undefined && second !== undefined) return { kind: 'halves', names: [first, second] }
  if (many !== undefined) return { kind: 'many', names: many.split('/').map(numbered) }
  const counted = name.split('*')[1]
  return counted === undefined ? { kind: 'one', ...numbered(name), optional } : { kind: 'counted', name: counted }
}

/** How many values must be left for the item after a row. */
const reserved = (next: Item | undefined) => (next?.kind === 'one' && !next.optional ? 1 : 0)

const numbered = (text: string) => ({ name: text.replace('#', ''), number: text.endsWith('#') })
const upper = (value: Bytes | undefined) => value?.toUpperCase() ?? ''
const word = (text: string): Part => ({ kind: 'word', value: bytes(text) })

class Reader implements Reading {
  readonly named = new Map<string, Part[]>()
  readonly parts: Part[] = []
  readonly #args: readonly Bytes[]
  #at = 0
  #counted = 0

  constructor(args: readonly Bytes[]) {
    this.#args = args
  }

  get left(): number {
    return this.#args.length - this.#at
  }

  /** Reads one item; false when it does not stand here. `next` is where a row of values without a count may end. */
  read(item: Item, next: Item | undefined): boolean {
    switch (item.kind) {
      case 'word':
        return this.#word(item.word)
      case 'one':
        if (item.optional && (this.left === 0 || this.#isOption(next))) return true
        return this.#values(item.name, 1, item.number)
      case 'choice': {
        const chosen = upper(this.#args[this.#at])
        if (!item.words.includes(chosen)) return item.optional
        this.named.set(item.name, [word(chosen)])
        return this.#word(chosen)
      }
      case 'counted': {
        const count = Number(this.#args[this.#at] ?? Number.NaN)
        if (!Number.isSafeInteger(count) || count < 1) return false
        this.#counted = count
        return this.#values(`#${item.name}`, 1, true) && this.#values(item.name, count, false)
      }
      case 'many':
        do {
          if (!item.names.every(({ name, number }) => this.#values(name, 1, number))) return false
        } while (this.left > reserved(next) && !this.#isOption(next))
        return true
      case 'halves':
        return this.left % 2 === 0 && item.names.every((name, i) => this.#values(name, this.left / (2 - i), false))
      case 'options':
        return this.#options(item.options)
    }
  }

  #word(text: string): boolean {
    if (upper(this.#args[this.#at]) !== text) return false
    this.#at += 1
    this.parts.push(word(text))
    return true
  }

  #values(name: string, count: number, number: boolean): boolean {
    if (count < 1 || this.left < count) return false
    const read = this.#args
      .slice(this.#at, this.#at + count)
      .map((value): Part => ({ kind: number ? 'number' : 'text', value }))
    this.#at += count
    this.named.set(name, [...(this.named.get(name) ?? []), ...read])
    this.parts.push(...read)
    return true
  }

  #isOption(item: Item | undefined): boolean {
    return item?.kind === 'options' && item.options.has(upper(this.#args[this.#at]))
  }

  /** An option given twice is not read: what that means is the server's affair. */
  #options(options: Map<string, string[]>): boolean {
    const start = this.parts.length
    const read = new Map<string, Part[]>()
    for (let name = upper(this.#args[this.#at]); options.has(name); name = upper(this.#args[this.#at])) {
      if (read.has(name)) return false
      this.#word(name)
      this.named.set(name, [])
      if (!(options.get(name) ?? []).every(operand => this.#operand(name, operand))) return false
      read.set(name, this.parts.splice(start))
    }
    for (const name of options.keys()) this.parts.push(...(read.get(name) ?? []))
    return true
  }

  #operand(name: string, operand: string): boolean {
    if (operand.startsWith('~')) {
      const sign = this.#args[this.#at] ?? ''
      this.named.set('APPROXIMATE', [word(sign === '~' ? 'True' : 'False')])
      if (sign === '~') this.#word('~')
      else if (sign === '=') this.#at += 1
      return this.#values(name, 1, operand === '~#')
    }
    if (operand !== 'w') return this.#values(name, operand === '*' ? this.#counted : 1, operand !== 'x')
    const value = upper(this.#args[this.#at])
    if (!/^[A-Z]+$/.test(value)) return false
    this.named.set(name, [word(value)])
    return this.#word(value)
  }
}
