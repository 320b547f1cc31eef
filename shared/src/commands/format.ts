/**
 * A reply as text, exactly as redis-cli prints it to a terminal: types named in parentheses, strings quoted and escaped,
 * elements numbered (`1)` array, `1#` map, `1~` set) and indented under their parent.
 * Source: https://redis.io/docs/latest/develop/tools/cli/
 */
import { type Bytes, toRaw } from '../bytes.ts'
import type { Reply } from '../reply.ts'

type Aggregate = Extract<Reply, { v: unknown[] }>

const marks: Record<Aggregate['t'], string> = { array: ')', push: ')', map: '#', set: '~' }
const empties: Record<Aggregate['t'], string> = {
  array: '(empty array)',
  push: '(empty push)',
  map: '(empty hash)',
  set: '(empty set)',
}

/**
 * The reply as redis-cli prints it, without the last newline. `raw`: the command's text is meant to be read as it is (see
 * `printsRaw`). Where the reply was cut (`more`), a last line in parentheses says how much is left out.
 */
export function formatReply(reply: Reply, raw = false): string {
  if (raw && 'v' in reply && typeof reply.v === 'string')
    return withMore(reply, plain(reply).replace(/\r?\n$/, ''), '').replace(/\n$/, '')
  const keys = invalidated(reply)
  return keys ?? format(reply, '').slice(0, -1)
}

/** Every line ends with a newline; all but the first begin with `prefix`. */
function format(reply: Reply, prefix: string): string {
  switch (reply.t) {
    case 'simple':
      return `${reply.v}\n`
    case 'error':
      return `(error) ${reply.v}\n`
    case 'int':
      return `(integer) ${reply.v}\n`
    case 'double':
      return `(double) ${reply.v}\n`
    case 'bignum':
      return `(big number) ${reply.v}\n`
    case 'null':
      return '(nil)\n'
    case 'bool':
      return `(${reply.v})\n`
    case 'bulk':
      return withMore(reply, repr(reply.v), prefix)
    case 'verbatim':
      return withMore(reply, decode(reply.v), prefix)
    default:
      return formatAggregate(reply, prefix)
  }
}

function formatAggregate(reply: Aggregate, prefix: string): string {
  const more = reply.more ?? 0
  const count = reply.v.length + more
  if (count === 0) return `${empties[reply.t]}\n`
  const width = String(count).length
  const inner = prefix + ' '.repeat(width + 2)
  const lines = reply.v.map((item, i) => {
    const head = `${i === 0 ? '' : prefix}${String(i + 1).padStart(width)}${marks[reply.t]} `
    if (!Array.isArray(item)) return head + format(item, inner)
    const [key, value] = item
    const gap = isMultiline(value) ? `\n${inner}` : ''
    return `${head}${format(key, inner).slice(0, -1)} => ${gap}${format(value, inner)}`
  })
  if (more > 0)
    lines.push(`${lines.length === 0 ? '' : prefix}(${counted(more, reply.t === 'map' ? 'pair' : 'element')} more)\n`)
  return lines.join('')
}

/** redis-cli starts such a map value on its own line. */
function isMultiline(reply: Reply): boolean {
  if (!('v' in reply) || !Array.isArray(reply.v)) return false
  const [first] = reply.v
  if (first === undefined || reply.v.length > 1) return reply.v.length > 1
  return isMultiline(Array.isArray(first) ? first[1] : first)
}

const counted = (n: number, noun: string) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`

const withMore = (reply: Reply, text: string, prefix: string) =>
  'more' in reply && reply.more ? `${text}\n${prefix}(${counted(reply.more, 'byte')} more)\n` : `${text}\n`

/** CLIENT TRACKING's own message has its own line. */
function invalidated(reply: Reply): string | undefined {
  if (reply.t !== 'push' || reply.v.length !== 2) return undefined
  const [kind, keys] = reply.v
  if (kind?.t !== 'bulk' || kind.v !== 'invalidate' || keys?.t !== 'array') return undefined
  return `-> invalidate: ${keys.v.map(key => `'${plain(key)}'`).join(', ')}`
}

const plain = (reply: Reply): string =>
  reply.t === 'bulk' || reply.t === 'verbatim' ? decode(reply.v) : 'v' in reply ? String(reply.v) : ''

const decoder = new TextDecoder()
const decode = (value: Bytes) => decoder.decode(toRaw(value))

const byteNames = Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
)
for (const [char, name] of Object.entries({
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\x07': '\\a',
  '\b': '\\b',
}))
  byteNames[char.charCodeAt(0)] = name

/** In double quotes, all but printable ASCII escaped. */
export function repr(value: Bytes): string {
  let text = ''
  for (const byte of toRaw(value)) text += byteNames[byte]
  return `"${text}"`
}

const rawAlways =
  /^(info|lolwut|debug htstats|debug htstats-key|debug client-eviction|memory malloc-stats|memory doctor|client list|client info)( |$)/
const rawAlone = /^(cluster nodes|cluster info|latency doctor|latency graph [^ ]+)$/

/** True for the commands whose text redis-cli prints as it is, unquoted: INFO, CLIENT LIST and their like. */
export function printsRaw(argv: readonly Bytes[]): boolean {
  const line = argv.slice(0, 4).join(' ').toLowerCase()
  return rawAlways.test(line) || rawAlone.test(line)
}
