/** A decoded value as the page gets it: bytes in their text form, map entries as pairs. */
import { fromRaw } from '@rdd/shared/bytes'
import type { Reply } from '@rdd/shared/reply'
import type { Raw } from './resp.ts'

/** What the decoder left out stays said: `more` of strings and arrays, a few words at the end of a cut line. */
export function toReply(raw: Raw): Reply {
  switch (raw.t) {
    case 'null':
    case 'bool':
      return raw
    case 'bulk':
      return { t: 'bulk', v: fromRaw(raw.v), ...left(raw.more) }
    case 'verbatim':
      return { t: 'verbatim', format: raw.format, v: fromRaw(raw.v), ...left(raw.more) }
    case 'array':
    case 'set':
    case 'push':
      return { t: raw.t, v: raw.v.map(toReply), ...left(raw.more) }
    case 'map':
      return { t: 'map', v: pairs(raw.v), ...left(raw.more) }
    case 'simple':
    case 'error': {
      const text = raw.v.toString('utf8')
      return { t: raw.t, v: raw.more > 0 ? `${text}… (${raw.more} more bytes)` : text }
    }
    default:
      return raw
  }
}

const left = (more: number) => (more > 0 ? { more } : {})

function pairs(flat: readonly Raw[]): [Reply, Reply][] {
  const all: [Reply, Reply][] = []
  for (let i = 0; i + 1 < flat.length; i += 2) {
    const [key, value] = [flat[i], flat[i + 1]]
    if (key !== undefined && value !== undefined) all.push([toReply(key), toReply(value)])
  }
  return all
}
