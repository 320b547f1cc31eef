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
  const noun = nounOf(spans)
  if (missing && names.length > 0)
    return `${names.length === 1 ? noun : `${noun}s`} ${listed(names.map(worded))} not found`
  const [rank] = spansOf(spans, 'rank')
  if (rank !== undefined && view !== undefined) return rankWords(rank, view.length)
  const [band] = spansOf(spans, 'score')
  if (band?.only && band.count !== undefined) return `${grouped(band.count)}${of} members counted`
  const strangers = spansOf(spans, 'absent').map(span => span.member)
  if (!missing && strangers.length > 0) return someFound(names, strangers)
  if (missing) return `nothing found in ${worded(key)}`
  const absent = spansOf(spans, 'field').filter(span => span.missing)
  if (absent.length > 0) return someMissing(spansOf(spans, 'field'))
  if (names.length > 0 && view !== undefined && names.length === view.length && view.length > 1)
    return `${names.length === 2 ? 'both' : `all ${grouped(names.length)}`} ${noun}s read`
  if (names.length > 3) return `${grouped(names.length)}${of} ${noun}s read`
  if (names.length > 0) return `${names.length === 1 ? noun : `${noun}s`} ${listed(names.map(worded))} read`
  const [bits] = spansOf(spans, 'bits')
  if (bits !== undefined) return bitsRead(bits, view?.length)
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
  const [pending] = spansOf(spans, 'pending')
  if (pending !== undefined) return `${counted(pending.count, 'entry', 'entries')} pending in ${worded(pending.group)}`
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

/** What of a field was read: the name where only names came back, the value where only values did. */
function nounOf(spans: readonly Span[]): string {
  const [field] = spansOf(spans, 'field')
  if (field === undefined) return 'member'
  return field.cell === 'name' ? 'field name' : field.cell === 'value' ? 'value' : 'field'
}

/** `field age read, field zz is not there`. */
function someMissing(all: readonly SpanOf<'field'>[]): string {
  const named = (some: readonly SpanOf<'field'>[]) =>
    `${some.length === 1 ? 'field' : 'fields'} ${listed(some.map(span => worded(span.field)))}`
  const [there, absent] = [all.filter(span => !span.missing), all.filter(span => span.missing)]
  const none = `${named(absent)} ${absent.length === 1 ? 'is' : 'are'} not there`
  return there.length === 0 ? none : `${named(there)} read, ${none}`
}

/** `bit 7 of 16 read: 1`, `bits 0 to 15 of 24 counted: 5 set`, `the first one in bits 8 to 15 is bit 9`. */
function bitsRead({ start, end, ones, found, bit }: SpanOf<'bits'>, length: number | undefined): string {
  const of = length === undefined ? '' : ` of ${grouped(length * 8)}`
  const which = end - start === 1 ? `bit ${grouped(start)}` : `bits ${grouped(start)} to ${grouped(end - 1)}`
  if (ones !== undefined) return `${which}${of} counted: ${grouped(ones)} set`
  if (found !== undefined)
    return found < 0 ? `none found in ${which}${of}` : `bit ${grouped(found)} found in ${which}${of}`
  return `${which}${of} read${bit === undefined ? '' : `: ${bit}`}`
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
  const walked = walk === 'head' ? from : length - 1 - from
  return walked === 0 ? `, the ${walk} itself` : `, ${counted(walked, 'step')} from the ${walk}`
}

function bytesRead({ start, end }: SpanOf<'bytes'>, length: number | undefined): string {
  if (length !== undefined && start === 0 && end === length)
    return length === 1 ? '1 byte read' : `all ${counted(length, 'byte')} read`
  const which = end - start === 1 ? `byte ${grouped(start)}` : `bytes ${grouped(start)} to ${grouped(end - 1)}`
  return `${which}${length === undefined ? '' : ` of ${grouped(length)}`} read`
}
