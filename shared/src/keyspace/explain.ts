/**
 * Explain: one plain sentence for each thing that happened: what changed, what it cost in the command's own complexity,
 * how long it took. Caption, log and screen reader all say this.
 */
import { byteLength } from '../bytes.ts'
import type { CommandFact, Fact, FactOf } from '../fact.ts'
import { integerOf, nameOf } from './ask.ts'
import type { KeyChange, Reading } from './change.ts'
import { empties } from './emptying.ts'
import { formatTtl } from './expiry.ts'
import { changedWords } from './explain-changes.ts'
import { combinedWords } from './explain-combined.ts'
import { failedWords } from './explain-failed.ts'
import { deliveredWords, lookedWords, pendingWords } from './explain-groups.ts'
import { explainListening, pubsubWords } from './explain-pubsub.ts'
import { readWords } from './explain-reading.ts'
import { explainHop, explainRun } from './explain-run.ts'
import { awaitedKeys, servedWords, servesWords } from './explain-served.ts'
import { readingsOf } from './reading.ts'
import type { RoomState } from './state.ts'
import { counted, cut, does, grouped, lasted, listed, typed, worded } from './words.ts'

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

/** A short reply as it is; of a long one its size, and of a report on the server, INFO say, its lines. */
function answer({ reply, keys }: CommandFact): string | undefined {
  if (reply === undefined) return undefined
  if (reply.t === 'null') return 'answers nil'
  if (reply.t === 'bool') return `answers ${reply.v}`
  if ((reply.t === 'bulk' || reply.t === 'verbatim') && keys.length === 0 && reply.v.includes('\n'))
    return `answers ${counted(reply.v.trimEnd().split('\n').length, 'line')}`
  if (reply.t === 'bulk' || reply.t === 'verbatim') return `answers ${worded(reply.v)}`
  if (reply.t === 'map') return `answers ${counted(reply.v.length + (reply.more ?? 0), 'pair')}`
  if (typeof reply.v === 'string') return `answers ${cut(reply.v, 40)}`
  return `answers ${counted(reply.v.length + ('more' in reply ? (reply.more ?? 0) : 0), 'element')}`
}

/** An error as Redis says it, but for the list of arguments where there are none. */
const errorWords = (said: string): string => said.replace(/, with args beginning with: *$/, '')

/** What a command did: its changes, else what it read or why it was refused, else what it answered. */
function did(fact: CommandFact, keys: readonly KeyChange[], state: RoomState | undefined): string[] {
  const changes = changedWords(keys, fact.at, empties(fact))
  const { reply, calls = [], moreCalls = 0 } = fact
  const ran = calls.length === 0 ? [] : [`${counted(calls.length + moreCalls, 'command')} as one step`]
  if (fact.flushed !== undefined && fact.views.length === 0)
    return [fact.flushed === 'all' ? 'all databases are empty' : `database ${fact.flushed} is empty`]
  const served = servedWords(fact)
  // what it got first: the change may be all that others left of the key
  if (served !== undefined) return [...ran, served, ...changes]
  const delivered = deliveredWords(fact)
  if (delivered !== undefined) return [...ran, delivered, ...changes]
  const serves = state && servesWords(fact, state)
  if (changes.length > 0) return [...ran, ...changes, ...(serves ? [serves] : [])]
  if (serves !== undefined) return [...ran, answer(fact) ?? '', serves]
  const readings = state === undefined ? [] : readingsOf(fact, state)
  const refused = readings.find(reading => reading.kind === 'refused')
  if (refused !== undefined) return [errorWords(refused.why), 'nothing changed']
  if (reply?.t === 'error') return [errorWords(reply.v), 'nothing changed']
  const channels = pubsubWords(fact)
  if (channels !== undefined) return [...ran, ...channels]
  const told =
    existsWords(fact) ?? lookedWords(fact) ?? (state && (combinedWords(fact, state) ?? pendingWords(fact, state)))
  if (told !== undefined) return [told].flat()
  const reads = readings.filter(reading => reading.kind === 'read')
  const [read] = reads
  // TTL, LLEN, TYPE: the key as such was read, and the reply says more than that
  const whole = read?.spans[0]?.of === 'key' || read?.spans[0]?.of === 'length'
  if (reads.length === 1 && read !== undefined && read.missing !== true && whole)
    return [...ran, answer(fact) ?? `${worded(read.key)} read`]
  if (state !== undefined && reads.length > 0) {
    return [...ran, ...readTogether(reads, state)]
  }
  if (fact.views.length > 0) return [...ran, unmoved(fact)]
  return ran.length > 0 ? ran : [answer(fact) ?? 'nothing changed']
}

type Read = Extract<Reading, { kind: 'read' }>

/** EXISTS counts: a name given twice counts twice. One name that is not there is told as any read of it. */
function existsWords({ argv, reply, calls }: CommandFact): string | undefined {
  const names = argv.args.slice(1)
  const [there, [name]] = [integerOf(reply), names]
  if (nameOf(argv) !== 'EXISTS' || calls !== undefined || argv.more !== undefined || there === undefined)
    return undefined
  if (name !== undefined && names.length === 1) return there === 1 ? `${worded(name)} exists` : undefined
  return there === 0
    ? 'none of the keys exists'
    : `${grouped(there)} of ${counted(names.length, 'name')} given ${there === 1 ? 'exists' : 'exist'}`
}

/** What was read of several keys: said once for those of which the same is to be said, and which are not there. */
function readTogether(all: readonly Read[], state: RoomState): string[] {
  const absent = all.filter(({ missing, db, key }) => missing && state.view(db, key) === undefined)
  const reads = all.filter(reading => !absent.includes(reading))
  const none =
    absent.length === 0
      ? []
      : [`${listed(absent.map(({ key }) => worded(key)))} ${absent.length === 1 ? 'does' : 'do'} not exist`]
  const keysBy = new Map<string, string[]>()
  for (const reading of reads) {
    const words = readWords(reading, state)
    keysBy.set(words, [...(keysBy.get(words) ?? []), worded(reading.key)])
  }
  const told = [...keysBy].slice(0, 3).map(([words, keys]) => {
    const [only] = keys
    return all.length > 1 && !(only !== undefined && words.startsWith(`${only} `)) ? `${listed(keys)}: ${words}` : words
  })
  const more = keysBy.size > 3 ? [`${counted(keysBy.size - 3, 'more key')} read`] : []
  return [...told, ...more, ...none]
}

/** A write that leaves what is seen as it was: of a long value only a window is seen. */
function unmoved(fact: CommandFact): string {
  const windowed = fact.views.some(({ value, length }) => {
    if (value.type === 'string') return byteLength(value.head) < length
    if (value.type === 'hash') return value.fields.length < length
    if (value.type === 'set') return value.members.length < length
    return value.type === 'other' || value.head.length < length
  })
  return windowed ? 'nothing changes in the part in view' : 'everything stays as it was'
}

function command(fact: CommandFact, keys: readonly KeyChange[], options: ExplainOptions): Explanation {
  const { tookUs, waitedMs, client } = fact
  return {
    title: typed(fact.argv),
    text: sentence([
      ...did(fact, keys, options.state),
      ...failedWords(fact),
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
    text: sentence(changedWords(keys, fact.at)) || `${listed(fact.gone.map(gone => worded(gone.key)))} ${verb}`,
  }
}

const syncs: Record<FactOf<'sync'>['reason'], string | undefined> = {
  start: undefined,
  reconnected: 'connected again, everything is read anew',
  'flood ended': 'the flood is over, everything is read anew',
  SWAPDB: 'databases swapped, everything is read anew',
  DEBUG: 'DEBUG ran, everything is read anew',
  asked: 'everything is read anew',
  'lost track': 'something changed unseen, everything is read anew',
}

/** Keys that changed without an event at hand were many at once: they are read a few hundred at a time. */
function changeTitle({ events }: FactOf<'change'>): string {
  if (events.length === 0) return 'more of what happened at once'
  return events.length === 1 ? `${events[0]?.[0]} event` : counted(events.length, 'event')
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
        title: changeTitle(fact),
        text:
          sentence(changedWords(keys, fact.at)) ||
          sentence(fact.events.slice(0, 3).map(([event, key]) => `${event} on ${worded(key)}`)),
      }
    case 'gone':
      return left(fact, keys)
    case 'waiting':
      return {
        title: typed(fact.argv),
        text: `${does(fact.client.name, 'waits')} for ${listed(awaitedKeys(fact).map(worded)).replace(/ and (?!.* and )/, ' or ')}${
          fact.until === undefined ? '' : `, for ${formatTtl(fact.until - fact.at)} at most`
        }`,
      }
    case 'listening':
      return explainListening(fact)
    case 'burst':
      return { title: 'many commands at once', text: burst(fact) }
    case 'sync':
      return {
        title: fact.reason === 'start' ? 'the room opens' : 'read anew',
        text: sentence([
          syncs[fact.reason],
          fact.reason === 'start' && fact.views.length === 0
            ? 'no keys yet'
            : `${counted(fact.views.length, 'key')} in view`,
          fact.complete ? undefined : 'more are in Redis than the room carries',
        ]),
      }
    case 'reset':
      return {
        title: 'room reset',
        text: `${fact.client.name} emptied the room${keys.length > 0 ? `: ${counted(keys.length, 'key')} deleted` : ''}`,
      }
    case 'run':
      return explainRun(fact)
    case 'hop':
      return explainHop(fact, options.state?.run())
    case 'note':
      return { title: 'note', text: fact.text }
  }
}
