/**
 * What changed in a key, in words. Changes of one kind are told together ("3 members join: …"); a record over the kinds
 * makes the compiler name one that has no words yet.
 */
import type { Instant } from '../time.ts'
import type { Change, KeyChange, Written } from './change.ts'
import { partsOf } from './emptying.ts'
import { formatTtl } from './expiry.ts'
import { compareIds } from './stream-id.ts'
import { type KeyView, type Piece, pieceHead, typeName } from './view.ts'
import { counted, grouped, lasted, listed, worded } from './words.ts'

type Kind = Change['kind']
type Of<K extends Kind, C = Change> = C extends { kind: infer J } ? (K extends J ? C : never) : never

interface Context extends KeyChange {
  /** What is gone went with its last part. */
  emptied: boolean
  /** When it happened, on Redis's clock: TTLs are told from there. */
  at: Instant
}

const names = (pieces: readonly Piece[], total = pieces.length) => listed(pieces.map(worded), 3, total)
/** `a joins`, `a and b join`, `7 members join: a, b, c and 4 more`. */
function group(pieces: readonly Piece[], noun: string, [one, many]: [string, string], total = pieces.length): string {
  if (pieces.length === 0) return `${counted(total, noun)} ${total === 1 ? one : many}`
  if (total === 1) return `${names(pieces)} ${one}`
  return total <= 3 && pieces.length === total
    ? `${names(pieces)} ${many}`
    : `${counted(total, noun)} ${many}: ${names(pieces, total)}`
}

const units: Record<string, [string, string]> = {
  string: ['byte', 'bytes'],
  hash: ['field', 'fields'],
  list: ['element', 'elements'],
  set: ['member', 'members'],
  zset: ['member', 'members'],
  stream: ['entry', 'entries'],
}
/** A view's size in its own unit; empty for a module's type. */
function sizeOf(view: KeyView): string {
  const unit = units[view.value.type]
  return unit === undefined ? '' : counted(view.length, ...unit)
}

/** What a fresh key holds. */
function holds(view: KeyView | undefined): string {
  if (view === undefined) return ''
  const { value } = view
  if (value.type === 'string') return `: ${worded(stringOf(view) ?? value.head)}`
  const size = sizeOf(view)
  return size === '' ? '' : ` with ${size}`
}

/** A string's value as a piece, cut where the window cuts it. */
function stringOf(view: KeyView | undefined): Piece | undefined {
  return view?.value.type === 'string' ? view.value.head : undefined
}

/** A type as people say it. */
export const typeWord = (type: string): string => (type === 'zset' ? 'sorted set' : type)
/** `a list`, `a sorted set`. */
export const aType = (type: string): string => `${/^[aeiou]/i.test(type) ? 'an' : 'a'} ${typeWord(type)}`

/** Where an element goes or comes from. */
function place(change: Of<'elements-added' | 'elements-removed'>): string {
  return change.end === 'middle' ? `index ${grouped(change.index)}` : `the ${change.end}`
}

const ranks = (from: number, to: number) =>
  from === to ? `rank stays ${grouped(to)}` : `rank ${grouped(from)} to ${grouped(to)}`

type Words = { [K in Kind]: (changes: Of<K>[], of: Context) => string[] }

const words: Words = {
  created: (_, { key, after, at }) => [
    `${worded(key)} is a new ${after === undefined ? 'key' : typeWord(typeName(after))}${holds(after)}`,
    ...(after?.expiresAt === undefined ? [] : [`TTL ${formatTtl(after.expiresAt - at)}`]),
  ],
  gone: ([change], { key, before, at, emptied }) => {
    if (change?.how === 'evicted') return [`${worded(key)} is evicted to free memory`]
    if (change?.how === 'deleted' && emptied && before !== undefined && partsOf(before).length > 0)
      return emptiedWords(before)
    if (change?.how !== 'expired')
      return expiredWhole(before, at)
        ? [`the last of its fields expired, and ${worded(key)} with it`]
        : [`${worded(key)} is deleted`]
    const late = change.lateMs
    return [`${worded(key)} expired${late === undefined ? '' : ` ${lasted(late)} after its deadline`}`]
  },
  forgotten: (_, { key }) => [`${worded(key)} leaves the view; Redis may still hold it`],
  noticed: (_, { key, after }) => [
    `${worded(key)} comes into view${after === undefined ? '' : `, ${aType(typeName(after))}`}`,
  ],
  'type-changed': ([change], { key }) =>
    change === undefined ? [] : [`${worded(key)} was ${aType(change.from)} and is now ${aType(change.to)}`],
  'expiry-changed': ([change], { at }) => {
    if (change?.to === undefined) return ['TTL removed, the key stays']
    const to = formatTtl(change.to - at)
    return [change.from === undefined ? `TTL set to ${to}` : `TTL ${formatTtl(change.from - at)} to ${to}`]
  },
  'encoding-changed': changes => changes.map(({ from, to }) => `encoding ${from} becomes ${to}`),
  'value-changed': ([change], { before, after }) => {
    const [from, to] = [stringOf(before), stringOf(after)]
    if (change === undefined || from === undefined || to === undefined) return []
    const alike = worded(from) === worded(to)
    if (change.number !== undefined && !alike) return [`${worded(from)} to ${worded(to)}`]
    if (change.written !== undefined) return written(change.written, to)
    if (change.start === change.end && before?.length !== after?.length)
      return [`the bytes from ${grouped(change.start)} on change`]
    if (pieceHead(to).length <= 60 && !alike) return [`the value becomes ${worded(to)}`]
    const count = change.end - change.start
    const bytes =
      count === 1 ? `byte ${grouped(change.start)}` : `bytes ${grouped(change.start)} to ${grouped(change.end - 1)}`
    return [count === 0 ? 'the value changes' : `${bytes} ${count === 1 ? 'changes' : 'change'}`]
  },
  'field-added': (changes, { after }) => {
    const [first] = changes
    if (changes.length !== 1 || first === undefined || after?.value.type !== 'hash')
      return [
        group(
          changes.map(change => change.field),
          'field',
          ['is added', 'are added'],
        ),
      ]
    const value = after.value.fields.find(([field]) => field === first.field)?.[1]
    return [`field ${worded(first.field)} is added${value === undefined ? '' : `: ${worded(value)}`}`]
  },
  'field-changed': changes =>
    changes.length > 3
      ? [
          group(
            changes.map(change => change.field),
            'field',
            ['changes', 'change'],
          ),
        ]
      : changes.map(({ field, from, to }) => `${worded(field)} ${worded(from)} to ${worded(to)}`),
  'field-removed': (changes, { at }) => {
    const expired = changes.filter(({ until }) => until !== undefined && until <= at)
    const removed = changes.filter(change => !expired.includes(change))
    const [first] = expired
    const late =
      expired.length === 1 && first?.until !== undefined ? ` ${lasted(at - first.until)} after its deadline` : ''
    return [
      ...fields(expired, ['expired', 'expired']).map(words => words + late),
      ...fields(removed, ['is removed', 'are removed']),
    ]
  },
  'field-expiry-changed': (changes, { at }) => {
    const [first] = changes
    if (first === undefined) return []
    const fields = changes.map(change => worded(change.field))
    const to = first.to
    const alike = changes.every(change => change.to === to)
    const subject = `${changes.length === 1 ? 'field' : 'fields'} ${listed(fields)}`
    if (!alike) return [`${subject}: TTLs change`]
    return [to === null ? `${subject}: TTL removed` : `${subject}: TTL set to ${formatTtl(to - at)}`]
  },
  'elements-added': changes =>
    changes.map(change => {
      const { end, count, values } = change
      if (end === 'middle') return `${group(values, 'element', ['enters', 'enter'], count)} at ${place(change)}`
      if (count === 1) return `${names(values) || 'a new element'} becomes ${place(change)}`
      return group(values, 'element', [`joins at ${place(change)}`, `join at ${place(change)}`], count)
    }),
  'elements-removed': changes =>
    changes.map(change =>
      group(change.values, 'element', [`leaves ${place(change)}`, `leave ${place(change)}`], change.count),
    ),
  'element-changed': changes =>
    changes.length > 3
      ? [`${counted(changes.length, 'element')} are set`]
      : changes.map(({ index, from, to }) => `index ${grouped(index)}: ${worded(from)} becomes ${worded(to)}`),
  'member-added': changes => [
    group(
      changes.map(change => change.member),
      'member',
      ['joins', 'join'],
    ),
  ],
  'member-removed': changes => [
    group(
      changes.map(change => change.member),
      'member',
      ['leaves', 'leave'],
    ),
  ],
  'scored-added': changes =>
    changes.length > 3
      ? [
          group(
            changes.map(change => change.member),
            'member',
            ['joins', 'join'],
          ),
        ]
      : changes.map(
          ({ member, score, rank }) => `${worded(member)} joins with score ${score} at rank ${grouped(rank)}`,
        ),
  'scored-moved': changes =>
    changes.length > 3
      ? [
          group(
            changes.map(change => change.member),
            'score',
            ['changes', 'change'],
          ),
        ]
      : changes.map(
          ({ member, fromScore, toScore, fromRank, toRank }) =>
            `${worded(member)} ${fromScore} to ${toScore}, ${ranks(fromRank, toRank)}`,
        ),
  'scored-removed': changes =>
    changes.length > 3
      ? [
          group(
            changes.map(change => change.member),
            'member',
            ['leaves', 'leave'],
          ),
        ]
      : changes.map(({ member, score, rank }) => `${worded(member)} leaves, score ${score}, rank ${grouped(rank)}`),
  'entry-added': changes =>
    changes.length === 1
      ? changes.map(({ id }) => `entry ${id} is added`)
      : [`${counted(changes.length, 'entry', 'entries')} are added, the last ${changes.at(-1)?.id}`],
  'entry-removed': changes => [
    changes.length === 1
      ? `entry ${changes[0]?.id} is removed`
      : `${counted(changes.length, 'entry', 'entries')} are removed: ${listed(changes.map(change => change.id))}`,
  ],
  'entries-trimmed': changes =>
    changes.map(({ count }) => `${counted(count, 'entry is', 'entries are')} trimmed from the start`),
  'group-added': changes => changes.map(change => `group ${worded(change.group)} is created`),
  'group-removed': changes => changes.map(change => `group ${worded(change.group)} is gone`),
  'group-advanced': changes =>
    changes.map(({ group: name, from, to }) => {
      const way = compareIds(to, from) < 0 ? 'goes back' : 'advances'
      return `group ${worded(name)} ${way} from ${from} to ${to}`
    }),
  'consumer-added': changes =>
    changes.map(
      ({ group, consumer }) => `consumer ${worded(consumer)} of ${worded(group)} is there, with nothing pending`,
    ),
  'consumer-removed': changes =>
    changes.map(({ group, consumer }) => `consumer ${worded(consumer)} of ${worded(group)} is gone`),
  'last-id-changed': changes =>
    changes.map(({ from, to }) => `the last id is ${to}, it was ${from}: new entries come after it`),
  'pending-added': changes => pending(changes, ['is now pending', 'are now pending']),
  'pending-removed': changes => pending(changes, ['is no longer pending', 'are no longer pending']),
  'length-changed': () => ['the change lies outside the part in view'],
}

/** `job leaves`, and that the key went with it. */
const emptiedWords = (before: KeyView): string[] => [
  group(partsOf(before), units[before.value.type]?.[0] ?? '', ['leaves', 'leave'], before.length),
  `the ${typeWord(before.value.type)} is empty, and its key gone`,
]

/** Fields and what becomes of them; nothing for none. */
function fields(of: readonly { field: Piece }[], verb: [one: string, many: string]): string[] {
  const [first] = of
  if (first === undefined) return []
  const all = of.map(({ field }) => field)
  return [of.length === 1 ? `field ${worded(first.field)} ${verb[0]}` : group(all, 'field', verb)]
}

/** Whether nothing of a hash was left at `at` but fields past their deadlines. */
const expiredWhole = (view: KeyView | undefined, at: Instant): boolean =>
  view?.value.type === 'hash' &&
  view.value.fields.length === view.length &&
  view.value.fields.every(([, , until]) => until !== null && until <= at)

/** Entries one by one for a group and a consumer, or their count. */
function pending(changes: Of<'pending-added' | 'pending-removed'>[], [one, many]: [string, string]): string[] {
  const by = new Map<string, string[]>()
  for (const { group: name, consumer, id } of changes) {
    const where = `for ${worded(consumer)} in ${worded(name)}`
    by.set(where, [...(by.get(where) ?? []), id])
  }
  return [...by].map(([where, ids]) =>
    ids.length === 1 ? `${ids[0]} ${one} ${where}` : `${counted(ids.length, 'entry', 'entries')} ${many} ${where}`,
  )
}

const bytesFrom = (start: number, end: number): string =>
  end - start === 1 ? `byte ${grouped(start)}` : `bytes ${grouped(start)} to ${grouped(end - 1)}`

/** Which bytes a write put into a string, and what Redis put before them. */
function written({ start, end, padded }: Written, to: Piece): string[] {
  const wrote = `${bytesFrom(start, end)} ${end - start === 1 ? 'is' : 'are'} written`
  const padding = padded === 0 ? [] : [`${counted(padded, 'zero byte')} of padding before`]
  return [...(pieceHead(to).length <= 60 ? [`the value becomes ${worded(to)}`] : []), wrote, ...padding]
}

const isKind =
  <K extends Kind>(kind: K) =>
  (change: Change): change is Of<K> & Change =>
    change.kind === kind
const say = <K extends Kind>(kind: K, of: Context): string[] => words[kind](of.changes.filter(isKind(kind)), of)

/** Of the key itself, told after what happened inside it. */
const ofTheKey = new Set<Kind>(['expiry-changed', 'encoding-changed'])

/** One key's changes as phrases, the most telling first; the exact length between them when it changed. */
export function phrasesOf(change: KeyChange, at: Instant, emptied = false): string[] {
  const { before, after, changes } = change
  const kinds = [...new Set(changes.map(({ kind }) => kind))]
  const inside = kinds.filter(kind => !ofTheKey.has(kind))
  const about = kinds.filter(kind => ofTheKey.has(kind))
  const tell = (kind: Kind) => say(kind, { ...change, at, emptied })
  const resized =
    before !== undefined &&
    after !== undefined &&
    before.length !== after.length &&
    typeName(before) === typeName(after)
  const counting = changes.some(({ kind, ...rest }) => kind === 'value-changed' && 'number' in rest)
  const length = resized && !counting ? [`length ${grouped(before.length)} to ${grouped(after.length)}`] : []
  return [...inside.flatMap(tell), ...length, ...about.flatMap(tell)]
}
