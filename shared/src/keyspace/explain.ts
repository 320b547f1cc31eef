/**
 * Explain: one plain sentence for each thing that happened: what changed, what it cost in the command's own complexity,
 * how long it took. Caption, log and screen reader all say this.
 */
import { byteLength } from '../bytes.ts'
import type { CommandFact, Fact, FactOf } from '../fact.ts'
import type { Reply } from '../reply.ts'
import type { Instant } from '../time.ts'
import type { KeyChange, Reading, Span } from './change.ts'
import { formatTtl } from './expiry.ts'
import { phrasesOf } from './phrases.ts'
import { readingsOf } from './reading.ts'
import type { RoomState } from './state.ts'
import { counted, cut, grouped, lasted, listed, typed, worded } from './words.ts'

export interface Explanation {
  /** The command as typed, at most 80 columns, or a short headline. */
  title: string
  text: string
}

export interface ExplainOptions {
  /** As COMMAND DOCS prints it; its first `O(...)` is told. */
  complexity?: string | undefined
  /** The state the fact led to: what was read is told with it, and what a key of the wrong type holds. */
  state?: RoomState | undefined
}

/** The first `O(...)` of a complexity, its inner brackets balanced: `O(log(N)) for each item` is `O(log(N))`. */
export function bigO(complexity: string): string | undefined {
  const start = complexity.indexOf('O(')
  if (start < 0) return undefined
  let depth = 0
  for (let i = start + 1; i < complexity.length; i += 1) {
    if (complexity[i] === '(') depth += 1
    if (complexity[i] === ')') depth -= 1
    if (depth === 0) return complexity.slice(start, i + 1)
  }
  return undefined
}

const sentence = (parts: readonly (string | undefined)[]) =>
  parts.filter(part => part !== undefined && part !== '').join('; ')

const shortened = (phrases: string[]) =>
  phrases.length > 5 ? [...phrases.slice(0, 4), `${counted(phrases.length - 4, 'more change')}`] : phrases

/** Whole keys that came or went alike, told together when there are many. */
const together: Record<string, string> = {
  created: 'are new',
  noticed: 'come into view',
  forgotten: 'leave the view',
  deleted: 'are deleted',
  expired: 'expired',
  evicted: 'are evicted to free memory',
}
const fateOf = ({ changes: [change] }: KeyChange): string =>
  change === undefined ? '' : change.kind === 'gone' ? change.how : change.kind

/** The changes of all keys; of several, each with its key, and a count for what is too much to tell. */
function changed(keys: readonly KeyChange[], at: Instant): string[] {
  const told = keys.filter(change => change.changes.length > 0)
  const [only] = told
  if (told.length === 1 && only !== undefined) return shortened(phrasesOf(only, at))
  const crowds = Object.entries(together)
    .map(([fate, words]) => ({ words, crowd: told.filter(change => fateOf(change) === fate) }))
    .filter(({ crowd }) => crowd.length > 3)
  const single = told.filter(change => !crowds.some(({ crowd }) => crowd.includes(change)))
  const lines = single.slice(0, 3).map(change => {
    const name = worded(change.key)
    const all = shortened(phrasesOf(change, at)).join(', ')
    return all.startsWith(`${name} `) ? all : `${name}: ${all}`
  })
  for (const { words, crowd } of crowds)
    lines.push(`${counted(crowd.length, 'key')} ${words}: ${listed(crowd.map(change => worded(change.key)))}`)
  if (single.length > 3) lines.push(`${counted(single.length - 3, 'more key changes', 'more keys change')}`)
  return lines
}

type SpanOf<T extends Span['of']> = Extract<Span, { of: T }>
const spansOf = <T extends Span['of']>(spans: readonly Span[], of: T) =>
  spans.filter((span): span is SpanOf<T> => span.of === of)

/** `element 2 of 6 read`, `fields name and age read`, `all 3 members read`. */
function readWords({ key, spans, missing, db }: Extract<Reading, { kind: 'read' }>, state: RoomState): string {
  const view = state.view(db, key)
  const of = view === undefined ? '' : ` of ${grouped(view.length)}`
  if (missing && spans.length === 0) return `${worded(key)} does not exist`
  const names = [
    ...spansOf(spans, 'field').map(span => span.field),
    ...spansOf(spans, 'member').map(span => span.member),
  ]
  const noun = spans.some(span => span.of === 'field') ? 'field' : 'member'
  if (missing && names.length > 0)
    return `${names.length === 1 ? noun : `${noun}s`} ${listed(names.map(worded))} not found`
  if (missing) return `nothing found in ${worded(key)}`
  if (names.length > 0 && view !== undefined && names.length === view.length && view.length > 1)
    return `${names.length === 2 ? 'both' : `all ${grouped(names.length)}`} ${noun}s read`
  if (names.length > 3) return `${grouped(names.length)}${of} ${noun}s read`
  if (names.length > 0) return `${names.length === 1 ? noun : `${noun}s`} ${listed(names.map(worded))} read`
  const [bytes] = spansOf(spans, 'bytes')
  if (bytes !== undefined) return bytesRead(bytes, view?.length)
  const indexes = spansOf(spans, 'index')
  const [index] = indexes
  const noun2 = view?.value.type === 'zset' ? 'rank' : 'element'
  if (index !== undefined && indexes.length === 1)
    return index.from === index.to
      ? `${noun2} ${grouped(index.from)}${of} read`
      : `${noun2}s ${grouped(index.from)} to ${grouped(index.to)}${of} read`
  if (indexes.length > 0) return `${noun2}s ${listed(indexes.map(span => grouped(span.from)))}${of} read`
  const entries = spansOf(spans, 'entry')
  if (entries.length > 0)
    return `${entries.length === 1 ? `entry ${entries[0]?.id}` : `${grouped(entries.length)}${of} entries`} read`
  return spans.length === 0 ? `nothing of ${worded(key)} is in the range` : `${worded(key)} read`
}

function bytesRead({ start, end }: SpanOf<'bytes'>, length: number | undefined): string {
  if (length !== undefined && start === 0 && end === length)
    return length === 1 ? '1 byte read' : `all ${counted(length, 'byte')} read`
  const which = end - start === 1 ? `byte ${grouped(start)}` : `bytes ${grouped(start)} to ${grouped(end - 1)}`
  return `${which}${length === undefined ? '' : ` of ${grouped(length)}`} read`
}

/** A short reply as it is; of a long one its size. */
function answer(reply: Reply | undefined): string | undefined {
  if (reply === undefined) return undefined
  if (reply.t === 'null') return 'answers nil'
  if (reply.t === 'bool') return `answers ${reply.v}`
  if (reply.t === 'bulk' || reply.t === 'verbatim') return `answers ${worded(reply.v)}`
  if (reply.t === 'map') return `answers ${counted(reply.v.length + (reply.more ?? 0), 'pair')}`
  if (typeof reply.v === 'string') return `answers ${cut(reply.v, 40)}`
  return `answers ${counted(reply.v.length + ('more' in reply ? (reply.more ?? 0) : 0), 'element')}`
}

/** What a command did: its changes, else what it read or why it was refused, else what it answered. */
function did(fact: CommandFact, keys: readonly KeyChange[], state: RoomState | undefined): string[] {
  const changes = changed(keys, fact.at)
  const { reply, calls } = fact
  const ran = calls === undefined || calls.length === 0 ? [] : [`${counted(calls.length, 'command')} as one step`]
  if (fact.flushed !== undefined && fact.views.length === 0)
    return [fact.flushed === 'all' ? 'all databases are empty' : `database ${fact.flushed} is empty`]
  if (changes.length > 0) return [...ran, ...changes]
  const readings = state === undefined ? [] : readingsOf(fact, state)
  const refused = readings.find(reading => reading.kind === 'refused')
  if (refused !== undefined) return [refused.why, 'nothing changed']
  if (reply?.t === 'error') return [reply.v, 'nothing changed']
  const reads = readings.filter(reading => reading.kind === 'read')
  const [read] = reads
  // TTL, LLEN, TYPE: the key as such was read, and the reply says more than that
  if (reads.length === 1 && read?.missing !== true && read?.spans[0]?.of === 'key')
    return [...ran, answer(reply) ?? `${worded(read.key)} read`]
  if (state !== undefined && reads.length > 0) {
    const told = reads.slice(0, 3).map(reading => {
      const words = readWords(reading, state)
      return reads.length > 1 && !words.startsWith(worded(reading.key)) ? `${worded(reading.key)}: ${words}` : words
    })
    const more = reads.length > 3 ? [`${counted(reads.length - 3, 'more key')} read`] : []
    return [...ran, ...told, ...more]
  }
  if (fact.views.length > 0) return [...ran, unmoved(fact)]
  return ran.length > 0 ? ran : [answer(reply) ?? 'nothing changed']
}

/** A write that leaves what is seen as it was: of a long value only a window is seen. */
function unmoved(fact: CommandFact): string {
  const windowed = fact.views.some(({ value, length }) => {
    if (value.type === 'string') return byteLength(value.head) < length
    if (value.type === 'hash') return value.fields.length < length
    if (value.type === 'set') return value.members.length < length
    return value.type !== 'other' && value.head.length < length
  })
  return windowed ? 'nothing changes in the part in view' : 'everything stays as it was'
}

function command(fact: CommandFact, keys: readonly KeyChange[], options: ExplainOptions): Explanation {
  const { tookUs, waitedMs, client } = fact
  return {
    title: typed(fact.argv),
    text: sentence([
      ...did(fact, keys, options.state),
      waitedMs === undefined ? undefined : `waited ${lasted(waitedMs)}`,
      bigO(options.complexity ?? ''),
      tookUs === undefined || waitedMs !== undefined ? undefined : lasted(tookUs / 1000),
      client.id === undefined ? `by ${client.name}` : undefined,
    ]),
  }
}

function burst(fact: FactOf<'burst'>): string {
  const most = fact.calls.toSorted(([, a], [, b]) => b - a)
  const total = most.reduce((sum, [, n]) => sum + n, 0)
  const rest = most.slice(5).reduce((sum, [, n]) => sum + n, 0)
  const parts = most.slice(0, 5).map(([name, n]) => `${grouped(n)} ${name.toUpperCase()}`)
  if (rest > 0) parts.push(`${grouped(rest)} of other kinds`)
  return sentence([
    `${counted(total, 'command')} in ${Math.round(fact.ms) < 1000 ? `${Math.round(fact.ms)} ms` : lasted(fact.ms)}: ${parts.join(', ')}`,
    fact.expired > 0 ? `${counted(fact.expired, 'key')} expired` : undefined,
    fact.evicted > 0 ? `${counted(fact.evicted, 'key')} evicted` : undefined,
    fact.by === 'commandstats' ? 'counted by Redis itself' : undefined,
  ])
}

function left(fact: FactOf<'gone'>, keys: readonly KeyChange[]): Explanation {
  const how = (kind: string) => fact.gone.filter(gone => gone.how === kind).length
  const [expired, evicted] = [how('expired'), how('evicted')]
  const verb = evicted > 0 && expired === 0 ? 'evicted' : expired === fact.gone.length ? 'expired' : 'gone'
  return {
    title: fact.gone.length === 1 ? `key ${verb}` : `${counted(fact.gone.length, 'key')} ${verb}`,
    text: sentence(changed(keys, fact.at)) || `${listed(fact.gone.map(gone => worded(gone.key)))} ${verb}`,
  }
}

const syncs: Record<FactOf<'sync'>['reason'], string> = {
  start: 'the room opens',
  reconnected: 'connected again, everything is read anew',
  'flood ended': 'the flood is over, everything is read anew',
  SWAPDB: 'databases swapped, everything is read anew',
  DEBUG: 'DEBUG ran, everything is read anew',
  asked: 'everything is read anew',
  'lost track': 'something changed unseen, everything is read anew',
}

/**
 * What happened, for people. `keys`: what the fact changed, as the timeline tells it; of a jump over many facts, what all
 * of them changed.
 */
export function explain(fact: Fact, keys: readonly KeyChange[], options: ExplainOptions = {}): Explanation {
  switch (fact.kind) {
    case 'command':
      return command(fact, keys, options)
    case 'change':
      return {
        title: fact.events.length === 1 ? `${fact.events[0]?.[0]} event` : counted(fact.events.length, 'event'),
        text:
          sentence(changed(keys, fact.at)) ||
          sentence(fact.events.slice(0, 3).map(([event, key]) => `${event} on ${worded(key)}`)),
      }
    case 'gone':
      return left(fact, keys)
    case 'waiting':
      return {
        title: typed(fact.argv),
        text: `${fact.client.name} waits for ${listed(fact.keys.map(worded)).replace(/ and (?!.* and )/, ' or ')}${
          fact.until === undefined ? '' : `, for ${formatTtl(fact.until - fact.at)} at most`
        }`,
      }
    case 'burst':
      return { title: 'many commands at once', text: burst(fact) }
    case 'sync':
      return {
        title: 'read anew',
        text: sentence([
          syncs[fact.reason],
          `${counted(fact.views.length, 'key')} in view`,
          fact.complete ? undefined : 'more are in Redis than the room carries',
        ]),
      }
    case 'reset':
      return {
        title: 'room reset',
        text: `${fact.client.name} emptied the room${keys.length > 0 ? `: ${counted(keys.length, 'key')} deleted` : ''}`,
      }
    case 'note':
      return { title: 'note', text: fact.text }
  }
}
