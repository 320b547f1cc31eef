/**
 * The connected server's own command table, asked once. COMMAND knows flags, arity and where the keys are; COMMAND DOCS
 * knows the words. A server that has no DOCS (or does not let us ask) still gives a table, with empty words.
 * Source: https://redis.io/docs/latest/commands/command/ and https://redis.io/docs/latest/commands/command-docs/
 */
import type { Argument, Catalogue, CommandDoc, KeySpec } from '@rdd/shared/commands/catalogue'
import { fields, integer, list, type Node, pairs, text } from './raw.ts'

type Fields = Map<string, Node>

/**
 * @param call runs a command and gives its RESP2 reply as ioredis does
 * @throws where the server refuses COMMAND itself
 */
export async function loadCatalogue(call: (args: string[]) => Promise<Node>): Promise<Catalogue> {
  const [table, docs] = await Promise.all([call(['COMMAND']), call(['COMMAND', 'DOCS']).catch(() => [])])
  const words = new Map(pairs(docs).flatMap(([name, doc]) => withSubcommands(text(name), fields(doc))))
  const commands = list(table).flatMap(entry => described(list(entry), words))
  return { commands: commands.sort((a, b) => (a.name < b.name ? -1 : 1)) }
}

/** DOCS nests subcommands; the catalogue is flat. */
function withSubcommands(name: string, doc: Fields): [string, Fields][] {
  const inner = pairs(doc.get('subcommands') ?? [])
  return [[name.toLowerCase(), doc], ...inner.flatMap(([sub, its]) => withSubcommands(text(sub), fields(its)))]
}

/** One entry of COMMAND, and its subcommands. */
function described(entry: readonly Node[], words: ReadonlyMap<string, Fields>): CommandDoc[] {
  // name, arity, flags, first key, last key, step, ACL categories, tips, key specs, subcommands
  const [label, arity, flags, , , , categories = [], , specs = [], subcommands = []] = entry
  const name = text(label).toLowerCase()
  const doc = words.get(name)
  const word = (field: string) => text(doc?.get(field) ?? '')
  const deprecatedSince = word('deprecated_since')
  // `!GET` marks a word that is no command, for the site generator
  const replacedBy = word('replaced_by').replaceAll('`!', '`')
  return [
    {
      name,
      summary: word('summary'),
      since: word('since'),
      group: word('group'),
      complexity: word('complexity'),
      flags: list(flags).map(text),
      categories: list(categories).map(category => text(category).replace('@', '')),
      arity: integer(arity),
      ...(deprecatedSince !== '' && { deprecatedSince }),
      ...(replacedBy !== '' && { replacedBy }),
      args: argumentsOf(doc),
      keys: list(specs).flatMap(spec => keySpec(fields(spec))),
    },
    ...list(subcommands).flatMap(sub => described(list(sub), words)),
  ]
}

function argumentsOf(doc: Fields | undefined): Argument[] {
  return list(doc?.get('arguments') ?? []).map(node => {
    const argument = fields(node)
    const flags = list(argument.get('flags') ?? []).map(text)
    const token = argument.get('token')
    const display = argument.get('display_text')
    const args = argumentsOf(argument)
    return {
      name: text(argument.get('name')),
      type: text(argument.get('type')),
      ...(token !== undefined && { token: text(token) }),
      ...(display !== undefined && { display: text(display) }),
      ...(flags.includes('optional') && { optional: true }),
      ...(flags.includes('multiple') && { multiple: true }),
      ...(flags.includes('multiple_token') && { multipleToken: true }),
      ...(args.length > 0 && { args }),
    }
  })
}

/** Empty for a shard channel: it has a slot as keys have, and is none. */
function keySpec(spec: Fields): KeySpec[] {
  const flags = list(spec.get('flags') ?? []).map(text)
  if (flags.includes('not_key')) return []
  const part = (name: string): [string, Fields] => {
    const whole = fields(spec.get(name))
    return [text(whole.get('type')), fields(whole.get('spec'))]
  }
  return [
    {
      begin: beginning(...part('begin_search')),
      find: finding(...part('find_keys')),
      write: flags.some(flag => flag === 'RW' || flag === 'OW' || flag === 'RM'),
    },
  ]
}

function beginning(type: string, spec: Fields): KeySpec['begin'] {
  if (type === 'index') return { by: 'index', index: integer(spec.get('index')) }
  if (type !== 'keyword') return { by: 'unknown' }
  return { by: 'keyword', keyword: text(spec.get('keyword')), from: integer(spec.get('startfrom')) }
}

function finding(type: string, spec: Fields): KeySpec['find'] {
  const n = (field: string) => integer(spec.get(field))
  if (type === 'range') return { by: 'range', last: n('lastkey'), step: n('keystep'), limit: n('limit') }
  if (type !== 'keynum') return { by: 'unknown' }
  return { by: 'keynum', num: n('keynumidx'), first: n('firstkey'), step: n('keystep') }
}
