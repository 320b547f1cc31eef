/**
 * A command's arguments as syntax: written out (`key [NX|XX] value [value ...]`), and matched against the words typed so
 * far, so that only what can still come is left. Optional arguments that stand together may come in any order.
 * Source: https://redis.io/docs/latest/commands/command-docs/
 */
import type { Argument } from './catalogue.ts'

/** What can still come: its text, the tokens that may be the next word, and whether all of it may be left out. */
export interface Rest {
  text: string
  next: string[]
  skippable: boolean
}

/** `end`: index of the first word not consumed. */
interface Match {
  end: number
  rest: Rest
}

const nothing: Rest = { text: '', next: [], skippable: true }

/** Parts in sequence. The next word may belong to any part up to the first that must come. */
function sequence(parts: Rest[]): Rest {
  const shown = parts.filter(part => part.text !== '')
  const must = shown.findIndex(part => !part.skippable)
  const reachable = must < 0 ? shown : shown.slice(0, must + 1)
  return {
    text: shown.map(part => part.text).join(' '),
    next: reachable.flatMap(part => part.next),
    skippable: must < 0,
  }
}

/** The whole of a list of arguments, nothing typed yet. */
export const usage = (args: Argument[]): Rest => sequence(args.map(whole))

function whole(arg: Argument): Rest {
  const rest = sequence([once(arg), ...repeated(arg)])
  return arg.optional ? { ...rest, text: `[${rest.text}]`, skippable: true } : rest
}

/** One occurrence, its token included. */
function once(arg: Argument): Rest {
  if (arg.token === undefined) return body(arg)
  const token = arg.token || '""'
  const text = arg.type === 'pure-token' ? token : `${token} ${body(arg).text}`
  return { text, next: [arg.token], skippable: false }
}

/** One occurrence without its token. */
function body(arg: Argument): Rest {
  if (arg.type === 'block') return usage(arg.args ?? [])
  if (arg.type !== 'oneof') return { text: arg.display ?? arg.name, next: [], skippable: false }
  const choices = (arg.args ?? []).map(whole)
  return {
    text: choices.map(choice => choice.text).join('|'),
    next: choices.flatMap(choice => choice.next),
    skippable: false,
  }
}

/** `[value ...]`: further occurrences of an argument that may come many times. */
function repeated(arg: Argument): Rest[] {
  if (!arg.multiple) return []
  const again = arg.multipleToken ? once(arg) : body(arg)
  return [{ text: `[${again.text} ...]`, next: again.next, skippable: true }]
}

/** What can still come after `words`; undefined when they do not fit the arguments. */
export function remaining(args: Argument[], words: readonly string[]): Rest | undefined {
  const match = matchAll(args, words, 0)
  return match !== undefined && match.end === words.length ? match.rest : undefined
}

function matchAll(args: Argument[], words: readonly string[], from: number): Match | undefined {
  const rests: Rest[] = []
  let end = from
  for (let i = 0; i < args.length; i += 1) {
    const run = optionals(args.slice(i))
    const match = matchRun(run, words, end)
    end = match.end
    i += run.length
    const arg = args[i]
    // a required argument that has begun closes the optional ones before it
    if (arg === undefined || end === words.length) rests.push(match.rest)
    if (arg === undefined) break
    const own = end === words.length ? { end, rest: whole(arg) } : matchArg(arg, words, end)
    if (own === undefined) return undefined
    end = own.end
    rests.push(own.rest)
  }
  return { end, rest: sequence(rests) }
}

/** The optional arguments at the front. */
function optionals(args: Argument[]): Argument[] {
  const end = args.findIndex(arg => !arg.optional)
  return end < 0 ? args : args.slice(0, end)
}

/** Optional arguments that stand together, in any order: each at most once, the last one perhaps unfinished. */
function matchRun(run: Argument[], words: readonly string[], from: number): Match {
  const open = new Set(run)
  let end = from
  let last = nothing
  while (end < words.length) {
    const found = firstMatch(open, words, end)
    if (found === undefined) break
    open.delete(found.arg)
    end = found.match.end
    last = found.match.rest
  }
  return { end, rest: sequence([last, ...[...open].map(whole)]) }
}

/** Those that open with a token are asked first: a bare value would take any word for its own. */
function firstMatch(
  args: Iterable<Argument>,
  words: readonly string[],
  from: number,
): { arg: Argument; match: Match } | undefined {
  const hasToken = (arg: Argument) => Number(whole(arg).next.length > 0)
  for (const arg of [...args].sort((a, b) => hasToken(b) - hasToken(a))) {
    const match = matchArg(arg, words, from)
    if (match !== undefined) return { arg, match }
  }
  return undefined
}

/** Matches the word at `from` (there is one) and as many more as fit; undefined when that one does not fit. */
function matchArg(arg: Argument, words: readonly string[], from: number): Match | undefined {
  let match = matchOnce(arg, words, from)
  if (match === undefined || !arg.multiple) return match
  const matchAgain = arg.multipleToken ? matchOnce : matchBody
  while (match.rest.skippable && match.end < words.length) {
    const again = matchAgain(arg, words, match.end)
    if (again === undefined) break
    match = again
  }
  return { end: match.end, rest: sequence([match.rest, ...repeated(arg)]) }
}

function matchOnce(arg: Argument, words: readonly string[], from: number): Match | undefined {
  if (arg.token === undefined) return matchBody(arg, words, from)
  if (arg.token.toLowerCase() !== words[from]?.toLowerCase()) return undefined
  const end = from + 1
  if (arg.type === 'pure-token') return { end, rest: nothing }
  return end === words.length ? { end, rest: body(arg) } : matchBody(arg, words, end)
}

function matchBody(arg: Argument, words: readonly string[], from: number): Match | undefined {
  if (arg.type === 'block') {
    const match = matchAll(arg.args ?? [], words, from)
    return match?.end === from ? undefined : match
  }
  if (arg.type === 'oneof') return firstMatch(arg.args ?? [], words, from)?.match
  return fits(arg.type, words[from] ?? '') ? { end: from + 1, rest: nothing } : undefined
}

/** Numbers must look like numbers, so that no other word is read as one; an interval's end may open with `(` or `[`. */
function fits(type: string, word: string): boolean {
  if (type === 'integer' || type === 'unix-time') return /^[+-]?\d+$/.test(word)
  if (type === 'double') return /^[([]?[+-]?(\d|\.\d|inf)/i.test(word)
  return true
}
