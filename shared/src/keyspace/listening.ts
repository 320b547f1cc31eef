/**
 * Listening: what a connection has subscribed to, and who hears a message. Channels are no keys: what listens is known from
 * the commands and acknowledgements of each connection alone, so it is kept as it is after each of them.
 * Source: https://redis.io/docs/latest/develop/pubsub/
 */
import * as z from 'zod/mini'
import { Bytes, toRaw } from '../bytes.ts'

/** A channel by its name, all channels that fit a pattern, or a channel of a shard (SSUBSCRIBE). */
export const Listened = z.tuple([z.enum(['channel', 'pattern', 'shard']), Bytes])
export type Listened = z.infer<typeof Listened>

/** Subscriptions kept of one connection. */
export const MOST_LISTENED = 100

const subscribes = /^([ps]?)(un)?subscribe$/
const kinds: Record<string, Listened[0]> = { '': 'channel', p: 'pattern', s: 'shard' }

/**
 * What a connection listens to after a command, from the command alone. The same array where it changes nothing.
 * @param argv with the name at 0
 */
export function listenedAfter(before: readonly Listened[], argv: readonly Bytes[]): readonly Listened[] {
  const name = argv[0]?.toLowerCase() ?? ''
  if (name === 'reset' || name === 'quit') return before.length === 0 ? before : []
  const [, prefix = '', ends] = subscribes.exec(name) ?? []
  const kind = subscribes.test(name) ? kinds[prefix] : undefined
  if (kind === undefined) return before
  const named = new Set(argv.slice(1))
  const others = before.filter(([by, of]) => by !== kind || (named.size > 0 && !named.has(of)))
  if (ends !== undefined) return others.length === before.length ? before : others
  const kept = before.filter(([by]) => by === kind).map(([, of]) => of)
  const fresh = [...named].filter(of => !kept.includes(of))
  return fresh.length === 0 ? before : [...before, ...fresh.map((of): Listened => [kind, of])].slice(0, MOST_LISTENED)
}

const latin1 = (text: Bytes): string => String.fromCharCode(...toRaw(text))

/** A class of a pattern, `[a-z]`, from behind its bracket: whether it holds the sign, and where it ends. */
function inClass(pattern: string, start: number, sign: string): { holds: boolean; end: number } {
  const negated = pattern[start] === '^'
  let at = negated ? start + 1 : start
  let holds = false
  for (; at < pattern.length && pattern[at] !== ']'; at += 1) {
    if (pattern[at] === '\\' && at + 1 < pattern.length) at += 1
    const from = pattern[at] ?? ''
    if (pattern[at + 1] === '-' && at + 2 < pattern.length) {
      const to = pattern[at + 2] ?? ''
      const [low, high] = from < to ? [from, to] : [to, from]
      holds ||= sign >= low && sign <= high
      at += 2
    } else holds ||= sign === from
  }
  return { holds: holds !== negated, end: at }
}

/** Redis's own glob: `*`, `?`, `[abc]`, `[^a]`, `[a-z]`, and a backslash before what is meant as itself. */
function fits(pattern: string, text: string): boolean {
  let [p, t] = [0, 0]
  // where the last star stood, and what it has taken so far
  let [star, taken] = [-1, 0]
  while (t < text.length) {
    const one = pattern[p]
    const sign = text[t] ?? ''
    if (one === '*') {
      star = p
      taken = t
      p += 1
      continue
    }
    const found = one === '[' ? inClass(pattern, p + 1, sign) : undefined
    const escaped = one === '\\' && p + 1 < pattern.length
    const fit = found?.holds ?? (one === '?' || (escaped ? pattern[p + 1] : one) === sign)
    if (one !== undefined && fit) {
      p = found === undefined ? p + (escaped ? 2 : 1) : found.end + 1
      t += 1
    } else if (star >= 0) {
      p = star + 1
      taken += 1
      t = taken
    } else return false
  }
  while (pattern[p] === '*') p += 1
  return p >= pattern.length
}

/** Whether a message to a channel is heard by a subscription. `sharded`: it was sent by SPUBLISH. */
export function hears([by, name]: Listened, channel: Bytes, sharded: boolean): boolean {
  if (sharded) return by === 'shard' && name === channel
  return by === 'channel' ? name === channel : by === 'pattern' && fits(latin1(name), latin1(channel))
}
