/**
 * A command as a call of redis-py: the method and keywords of its table where there are some, else `execute_command`.
 * Right with redis-py 4.3 (Debian 12) and with today's.
 */
import type { Bytes } from '../../bytes.ts'
import type { Part } from './grammar.ts'
import { inPython, literal } from './literal.ts'
import { type Command, isOfTransaction } from './read.ts'

/** `on` is the client's variable. */
export function inRedisPy({ name, parts, known }: Command, on: string): string {
  const call = known?.form.python === undefined ? undefined : filled(known.form.python, known.reading.named)
  return `${on}.${call ?? `execute_command(${words(name, parts).join(', ')})`}`
}

/** Of these, redis-py reads the reply by the first word alone, and wrongly, unless the subcommand stands in it. */
const JOINED = /^(?:COMMAND|OBJECT)$/

function words(name: Bytes, parts: readonly Part[]): string[] {
  const [subcommand, ...others] = parts
  const joined = JOINED.test(name) && subcommand !== undefined && /^\w+$/.test(subcommand.value)
  return joined
    ? [`"${name} ${subcommand.value.toUpperCase()}"`, ...others.map(show)]
    : [inPython(name), ...parts.map(show)]
}

/** Said of `pipe` where it stands alone: a transaction is a pipeline. */
export const receiver = ({ name }: Command): string => (isOfTransaction(name) ? 'pipe' : 'r')

type Named = ReadonlyMap<string, readonly Part[]>

const show = (part: Part) => literal(part, inPython)

/** Undefined: the method has no place for something that was given. */
function filled(template: string, named: Named): string | undefined {
  const [, method = '', list = ''] = /^(.*)\((.*)\)$/.exec(template) ?? []
  const used = new Set<string>()
  const args: string[] = []
  for (const text of list === '' ? [] : list.split(', ')) {
    const [, keyword = '', source = ''] = /^(\w+=)?(.*)$/.exec(text) ?? []
    for (const [name] of source.matchAll(/#?\w+/g)) used.add(name)
    const value = expression(source, named)
    if (value === undefined) return undefined
    if (value !== '') args.push(keyword + value)
  }
  const lost = [...named.keys()].some(name => !used.has(name) && !name.startsWith('#'))
  return lost ? undefined : `${method}(${args.join(', ')})`
}

/** Empty: its names were not given. Undefined: a dict cannot hold one name twice. */
function expression(source: string, named: Named): string | undefined {
  if (source.startsWith('"')) return source
  const all = source.match(/#?\w+/g) ?? []
  if (source.includes('|')) return all.filter(name => named.has(name)).map(name => `"${name}"`)[0] ?? ''
  const [first, ...others] = all.map(name => named.get(name))
  if (first === undefined) return ''
  switch (source[0]) {
    case '*':
      return first.map(show).join(', ')
    case '[':
      return `[${first.flatMap((part, i) => [part, ...others.flatMap(other => other?.[i] ?? [])].map(show)).join(', ')}]`
    case '{':
      return dict(first, others[0] ?? [])
  }
  if (source.endsWith('.lower')) return first.map(show).join('').toLowerCase()
  if (source.includes('.')) return first.slice(Number(all[1])).slice(0, 1).map(show).join('')
  const [part] = first
  if (part === undefined) return 'True'
  return /^(?:True|False)$/.test(part.value) && part.kind === 'word' ? part.value : show(part)
}

function dict(names: readonly Part[], values: readonly Part[]): string | undefined {
  if (new Set(names.map(({ value }) => value)).size < names.length) return undefined
  const entries = names.map((name, i) => `${show(name)}: ${values[i] ? show(values[i]) : ''}`)
  return `{${entries.join(', ')}}`
}
