/**
 * A command as a call of ioredis 6, whose methods take what the command takes, in its order. What no table knows goes
 * through `call`.
 */
import { inTypeScript, literal, textOf } from './literal.ts'
import type { Command } from './read.ts'

/** Without `await`. `on` is the client's variable. */
export function inIoredis(command: Command, on: string): string {
  const { name, parts, known } = command
  if (!known) return `${on}.call(${[inTypeScript(name), ...parts.map(show)].join(', ')})`
  if (name === 'MULTI') return `${on}.multi({ pipeline: false })`
  return `${on}.${name.toLowerCase()}(${(asObject(command) ?? parts.map(part => (isBound(command, part) ? inTypeScript(part.value) : show(part)))).join(', ')})`
}

/** Its types want the bounds of ZRANGE, which may be `(5` or `[a`, as text. */
const isBound = ({ name, known }: Command, part: Command['parts'][number]) =>
  name === 'ZRANGE' && ['start', 'stop'].some(bound => known?.reading.named.get(bound)?.includes(part))

const show = (part: Command['parts'][number]) => literal(part, inTypeScript)

/** An object would sort these names, take them for its prototype, or keep only the last of two. */
const plainName = /^(?!__proto__$)[A-Za-z_$][\w$]*$/

/** HSET and MSET read best with an object, where one keeps the order and all of the names. */
function asObject({ name, known }: Command): string[] | undefined {
  const [names, head] =
    name === 'MSET'
      ? [known?.reading.named.get('key'), []]
      : name === 'HSET'
        ? [known?.reading.named.get('field'), known?.reading.named.get('key') ?? []]
        : []
  const values = known?.reading.named.get('value')
  if (!names || !values || !head) return undefined
  const keys = names.map(({ value }) => textOf(value) ?? '')
  if (keys.some(key => /^\d*$/.test(key) || key === '__proto__') || new Set(keys).size < keys.length) return undefined
  if (name === 'HSET' && keys.length === 1) return undefined
  const entries = keys.map((key, i) => {
    const [field, value] = [names[i], values[i]]
    return `${plainName.test(key) || !field ? key : show(field)}: ${value ? show(value) : ''}`
  })
  return [...head.map(show), `{ ${entries.join(', ')} }`]
}
