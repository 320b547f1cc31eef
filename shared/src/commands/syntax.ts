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

/** `used`: words consumed from the front. */
interface Match {
  used: number
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
  const match = matchAll(args, words)
  return match !== undefined && match.used === words.length ? match.rest : undefined
}

function matchAll(args: Argument[], words: readonly string[]): Match | undefined {
  const rests: Rest[] = []
  let used = 0
  for (let i = 0; i < args.length; ) {
    const run = optionals(args.slice(i))
    const arg = args[i + run.length]
    const match = matchRun(run, words.slice(used))
    used += match.used
    // a required argument that has begun closes the optional ones before it
    if (arg === undefined || used === words.length) rests.push(match.rest)
    i += run.length + 1
    if (arg === undefined) break
    const own = used === words.length ? { used: 0, rest: whole(arg) } : matchArg(arg, words.slice(used))
    if (own === undefined) return undefined
    used += own.used
    rests.push(own.rest)
  }
  return { used, rest: sequence(rests) }
}

/** The optional arguments at the front. */
function optionals(args: Argument[]): Argument[] {
  const end = args.findIndex(arg => !arg.optional)
  return end < 0 ? args : args.slice(0, end)
}

/** Optional arguments that stand together, in any order: each at most once, the last one perhaps unfinished. */
function matchRun(run: Argument[], words: readonly string[]): Match {
  const open = new Set(run)
  let used = 0
  let last = nothing
  while (used < words.length) {
    const found = firstMatch(open, words.slice(used))
    if (found === undefined) break
    open.delete(found.arg)
    used += found.match.used
    last = found.match.rest
  }
  return { used, rest: sequence([last, ...[...open].map(whole)]) }
}

/** Those that open with a token are asked first: a bare value would take any word for its own. */
function firstMatch(args: Iterable<Argument>, words: readonly string[]): { arg: Argument; match: Match } | undefined {
  const hasToken = (arg: Argument) => Number(whole(arg).next.length > 0)
  for (const arg of [...args].sort((a, b) => hasToken(b) - hasToken(a))) {
    const match = matchArg(arg, words)
    if (match !== undefined) return { arg, match }
  }
  return undefined
}

/** Matches the first of `words` (there is one) and as many more as fit; undefined when the first does not fit. */
function matchArg(arg: Argument, words: readonly string[]): Match | undefined {
  let match = matchOnce(arg, words)
  if (match === undefined || !arg.multiple) return match
  while (match.rest.text === '' && match.used < words.length) {
    const left: readonly string[] = words.slice(match.used)
    const again: Match | undefined = arg.multipleToken ? matchOnce(arg, left) : matchBody(arg, left)
    if (again === undefined || again.used === 0) break
    match = { used: match.used + again.used, rest: again.rest }
  }
  return { used: match.used, rest: sequence([match.rest, ...repeated(arg)]) }
}

function matchOnce(arg: Argument, words: readonly string[]): Match | undefined {
  if (arg.token === undefined) return matchBody(arg, words)
  if (arg.token.toLowerCase() !== words[0]?.toLowerCase()) return undefined
  if (arg.type === 'pure-token') return { used: 1, rest: nothing }
  if (words.length === 1) return { used: 1, rest: body(arg) }
  const match = matchBody(arg, words.slice(1))
  return match && { used: match.used + 1, rest: match.rest }
}

function matchBody(arg: Argument, words: readonly string[]): Match | undefined {
  const [word = ''] = words
  if (arg.type === 'block') {
    const match = matchAll(arg.args ?? [], words)
    return match?.used === 0 ? undefined : match
  }
  if (arg.type === 'oneof') return firstMatch(arg.args ?? [], words)?.match
  return fits(arg.type, word) ? { used: 1, rest: nothing } : undefined
}

/** Numbers must look like numbers, so that `SET k v EX` is not read as a value; an interval's end may open with `(`. */
function fits(type: string, word: string): boolean {
  if (type === 'integer' || type === 'unix-time') return /^[+-]?\d+$/.test(word)
  if (type === 'double') return /^[([]?[+-]?(\d|\.\d|inf)/i.test(word)
  return true
}
