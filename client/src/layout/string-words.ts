/** StringWords: what was read or written of a string, as the line under it says. */
import type { Span } from '@rdd/shared/keyspace/change'
import { counted, grouped } from '@rdd/shared/keyspace/words'

type SpanOf<T extends Span['of']> = Extract<Span, { of: T }>

const some = (unit: string, start: number, end: number): string =>
  end - start === 1 ? `${unit} ${grouped(start)}` : `${unit}s ${grouped(start)} to ${grouped(end - 1)}`

function writtenWords({ start, end, padded, bit }: SpanOf<'written'>): string {
  const where = bit === undefined ? some('byte', start, end) : `bit ${grouped(bit)} in byte ${grouped(start)}`
  const padding = padded === 0 ? '' : `, ${counted(padded, 'zero byte')} padded`
  return `${where} written${padding}`
}

function bitsWords({ start, end, ones, found, bit }: SpanOf<'bits'>): string {
  const which = some('bit', start, end)
  if (ones !== undefined) return `${which}: ${grouped(ones)} set`
  if (found !== undefined) return found < 0 ? `${which}: none found` : `${which}: found at ${grouped(found)}`
  return bit === undefined ? `${which} read` : `${which} is ${bit}`
}

/** The bytes read, the bits counted, what was written; empty where nothing was. */
export function stringWords(spans: readonly Span[], length: number): string {
  for (const span of spans) {
    if (span.of === 'written') return writtenWords(span)
    if (span.of === 'bits') return bitsWords(span)
    if (span.of === 'bytes' && !(span.start === 0 && span.end >= length))
      return `${some('byte', span.start, span.end)} read`
  }
  return ''
}
