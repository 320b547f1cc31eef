/** What is said below a sorted set of what was just read of it, or not taken by it. */
import type { Span } from '@rdd/shared/keyspace/change'
import { boundOf } from '@rdd/shared/keyspace/score'
import { counted, grouped } from '@rdd/shared/keyspace/words'
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

function band({ min, max, count }: SpanOf<'score'>): string {
  const [low, high] = [boundOf(min), boundOf(max)]
  const left = low.at === Number.NEGATIVE_INFINITY ? '' : `${min.replace('(', '')} ${low.open ? '<' : '≤'} `
  const right = high.at === Number.POSITIVE_INFINITY ? '' : ` ${high.open ? '<' : '≤'} ${max.replace('(', '')}`
  const range = left === '' && right === '' ? 'any score' : `${left}score${right}`
  return `${range}${count === undefined ? '' : `: ${counted(count, 'member')}`}`
}

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

/** One line for each thing to say. */
export function said(spans: readonly Span[]): string[] {
  const refusals = spans.filter(span => span.of === 'refused')
  const left = refusals.length - REFUSED_AT_MOST
  return [
    ...spans.flatMap(span => (span.of === 'score' ? [band(span)] : span.of === 'index' ? [ranks(span)] : [])),
    ...refusals.slice(0, REFUSED_AT_MOST).map(refused),
    ...(left > 0 ? [`and ${grouped(left)} more refused`] : []),
  ]
}
