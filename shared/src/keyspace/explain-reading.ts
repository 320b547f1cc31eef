/** What was read, in words. */
import type { Bytes } from '../bytes.ts'
import type { Reading, Span } from './change.ts'
import type { RoomState } from './state.ts'
import { counted, grouped, listed, worded } from './words.ts'

type SpanOf<T extends Span['of']> = Extract<Span, { of: T }>
const spansOf = <T extends Span['of']>(spans: readonly Span[], of: T) =>
  spans.filter((span): span is SpanOf<T> => span.of === of)

/** `element 2 of 6 read`, `fields name and age read`, `all 3 members read`. */
export function readWords({ key, spans, missing, db }: Extract<Reading, { kind: 'read' }>, state: RoomState): string {
  const view = state.view(db, key)
  const of = view === undefined ? '' : ` of ${grouped(view.length)}`
  if (missing && view === undefined) return `${worded(key)} does not exist`
  const [reader] = spansOf(spans, 'reader')
  if (reader !== undefined && spansOf(spans, 'entry').length === 0)
    return reader.after === '$'
      ? 'nothing read: $ asks for what is added from now on'
      : `nothing in ${worded(key)} comes after ${reader.after}`
  const names = [
    ...spansOf(spans, 'field').map(span => span.field),
    ...spansOf(spans, 'member').map(span => span.member),
  ]
  const noun = spans.some(span => span.of === 'field') ? 'field' : 'member'
  if (missing && names.length > 0)
    return `${names.length === 1 ? noun : `${noun}s`} ${listed(names.map(worded))} not found`
  const [rank] = spansOf(spans, 'rank')
  if (rank !== undefined && view !== undefined) return rankWords(rank, view.length)
  const absent = spansOf(spans, 'absent').map(span => span.member)
  if (!missing && absent.length > 0) return someFound(names, absent)
  if (missing) return `nothing found in ${worded(key)}`
  if (names.length > 0 && view !== undefined && names.length === view.length && view.length > 1)
    return `${names.length === 2 ? 'both' : `all ${grouped(names.length)}`} ${noun}s read`
  if (names.length > 3) return `${grouped(names.length)}${of} ${noun}s read`
  if (names.length > 0) return `${names.length === 1 ? noun : `${noun}s`} ${listed(names.map(worded))} read`
  const [bytes] = spansOf(spans, 'bytes')
  if (bytes !== undefined) return bytesRead(bytes, view?.length)
  const indexes = spansOf(spans, 'index')
  const [index] = indexes
  const place = view?.value.type === 'zset' ? 'rank' : 'element'
  if (index !== undefined && indexes.length === 1)
    return index.from === index.to
      ? `${place} ${grouped(index.from)}${of} read${steps(index, view?.length)}`
      : `${place}s ${grouped(index.from)} to ${grouped(index.to)}${of} read`
  if (indexes.length > 0) return `${place}s ${listed(indexes.map(span => grouped(span.from)))}${of} read`
  const entries = spansOf(spans, 'entry')
  if (entries.length > 0)
    return `${entries.length === 1 ? `entry ${entries[0]?.id}` : `${grouped(entries.length)}${of} entries`} read${asked(spans)}`
  return spans.length === 0 || spans.some(span => span.of === 'stretch' || span.of === 'score')
    ? `nothing of ${worded(key)} is in the range`
    : `${worded(key)} read`
}

/** Of several asked for: `members a and b read, c not found`. */
function someFound(names: readonly Bytes[], absent: readonly Bytes[]): string {
  const found = names.filter(name => !absent.includes(name))
  const lost = `${listed(absent.map(worded))} not found`
  if (found.length === 0) return `members ${lost}`
  return `${found.length === 1 ? 'member' : 'members'} ${listed(found.map(worded))} read, ${lost}`
}

/** `bob has rank 1, counted from the highest score`. */
function rankWords({ member, rank, from }: SpanOf<'rank'>, length: number): string {
  const counted = from === 'lowest' ? rank : length - 1 - rank
  return `${worded(member)} has rank ${grouped(counted)}, counted from the ${from} score`
}

/** From where to where, where the command said so. */
function asked(spans: readonly Span[]): string {
  const [stretch] = spansOf(spans, 'stretch')
  const [reader] = spansOf(spans, 'reader')
  if (stretch !== undefined) return `, from ${stretch.from} to ${stretch.to}`
  return reader === undefined ? '' : `, after ${reader.after}`
}

/** How far it was walked to an element of a list. */
function steps({ from, walk }: SpanOf<'index'>, length: number | undefined): string {
  if (walk === undefined || length === undefined) return ''
  const links = walk === 'head' ? from : length - 1 - from
  return links === 0 ? `, the ${walk} itself` : `, ${counted(links, 'link')} from the ${walk}`
}

function bytesRead({ start, end }: SpanOf<'bytes'>, length: number | undefined): string {
  if (length !== undefined && start === 0 && end === length)
    return length === 1 ? '1 byte read' : `all ${counted(length, 'byte')} read`
  const which = end - start === 1 ? `byte ${grouped(start)}` : `bytes ${grouped(start)} to ${grouped(end - 1)}`
  return `${which}${length === undefined ? '' : ` of ${grouped(length)}`} read`
}
