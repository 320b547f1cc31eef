/** What is said below a sorted set of what was just read of it, or not taken by it. */
import type { CutOut, Span } from '@rdd/shared/keyspace/change'
import { boundOf } from '@rdd/shared/keyspace/score'
import { counted, grouped, listed } from '@rdd/shared/keyspace/words'
import { fit, shown } from './text.ts'

type SpanOf<T extends Span['of']> = Extract<Span, { of: T }>

const NAME_COLUMNS = 32
const REFUSED_AT_MOST = 3

const reasons: Record<SpanOf<'refused'>['by'], string> = {
  NX: 'NX only adds new members',
  XX: 'XX only updates members that are there',
  GT: 'GT only raises a score',
  LT: 'LT only lowers a score',
}

function range({ min, max }: { min: string; max: string }): string {
  const [low, high] = [boundOf(min), boundOf(max)]
  const left = low.at === Number.NEGATIVE_INFINITY ? '' : `${min.replace('(', '')} ${low.open ? '<' : '≤'} `
  const right = high.at === Number.POSITIVE_INFINITY ? '' : ` ${high.open ? '<' : '≤'} ${max.replace('(', '')}`
  return left === '' && right === '' ? 'any score' : `${left}score${right}`
}

const band = (span: SpanOf<'score'>): string =>
  `${range(span)}${span.count === undefined ? '' : `: ${counted(span.count, 'member')}`}`

function ranks({ from, to, asked, rev }: SpanOf<'index'>): string {
  const is = from === to ? `rank ${grouped(from)}` : `ranks ${grouped(from)} to ${grouped(to)}`
  const same = asked === undefined || (!rev && asked[0] === from && asked[1] === to)
  const given = same ? '' : `${asked[0]} to ${asked[1]}${rev ? ' from the highest' : ''} is `
  return `${given}${is}: ${counted(to - from + 1, 'member')}`
}

const refused = ({ member, score, by, kept }: SpanOf<'refused'>): string =>
  `${fit(shown(member), NAME_COLUMNS)}: ${fit(shown(score), NAME_COLUMNS)} refused, ${reasons[by]}${
    kept === undefined ? '' : `, ${kept} stays`
  }`

const name = (bytes: string): string => fit(shown(bytes), NAME_COLUMNS)

function rankOf({ member, rank, from }: SpanOf<'rank'>, length: number): string {
  return from === 'lowest'
    ? `${name(member)}: rank ${grouped(rank)}, counted up from the lowest score`
    : `${name(member)}: rank ${grouped(length - 1 - rank)}, counted down from the highest score`
}

function cutWords({ asked, count }: SpanOf<'cut-out'>): string {
  const members = counted(count, 'member')
  if (asked.by === 'pop') return `${members} popped from the ${asked.end} end`
  return `${rangeOf(asked)} cut out: ${members}`
}

function rangeOf(asked: Exclude<CutOut, { by: 'pop' }>): string {
  if (asked.by === 'score') return range(asked)
  const [min, max] = [name(asked.min), name(asked.max)]
  return asked.by === 'rank' ? `ranks ${min} to ${max}` : `members from ${min} to ${max}`
}

function deltaOf({ member, by, before, after }: SpanOf<'delta'>): string {
  const sum = `${before ?? 'no score, 0'} ${by.slice(0, 1)} ${name(by.slice(1))} = ${after}`
  return `${name(member)}: ${sum}`
}

function absences(spans: readonly Span[]): string[] {
  const names = spans.flatMap(span => (span.of === 'absent' ? [name(span.member)] : []))
  return names.length === 0 ? [] : [`${listed(names)}: not ${names.length === 1 ? 'a member' : 'members'}`]
}

/** What a key was made of, and what went into another; the same for sets. */
export const storedWords = (spans: readonly Span[]): string[] =>
  spans.flatMap(span => {
    if (span.of === 'into')
      return [
        span.count === 0
          ? `no member goes into ${name(span.key)}`
          : `${counted(span.count, 'member goes', 'members go')} into ${name(span.key)}`,
      ]
    return span.of === 'made-of' ? [`made of ${listed(span.keys.map(name))}: ${span.how}`] : []
  })

/** One line for each thing to say. `length`: of the sorted set. */
export function said(spans: readonly Span[], length: number): string[] {
  const refusals = spans.filter(span => span.of === 'refused')
  const left = refusals.length - REFUSED_AT_MOST
  return [
    ...spans.flatMap(span => {
      if (span.of === 'score') return [band(span)]
      if (span.of === 'index') return [ranks(span)]
      if (span.of === 'rank') return [rankOf(span, length)]
      if (span.of === 'cut-out') return [cutWords(span)]
      return span.of === 'delta' ? [deltaOf(span)] : []
    }),
    ...absences(spans),
    ...storedWords(spans),
    ...refusals.slice(0, REFUSED_AT_MOST).map(refused),
    ...(left > 0 ? [`and ${grouped(left)} more refused`] : []),
  ]
}
