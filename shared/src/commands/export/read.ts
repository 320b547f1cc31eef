/** A command of today, taken apart by the tables of forms. */
import { type Bytes, bytes } from '../../bytes.ts'
import { current } from './current.ts'
import type { Form, Forms } from './forms/form.ts'
import { hashes } from './forms/hashes.ts'
import { anyKey } from './forms/keys.ts'
import { lists } from './forms/lists.ts'
import { server, transactions } from './forms/server.ts'
import { sets } from './forms/sets.ts'
import { streams } from './forms/streams.ts'
import { strings } from './forms/strings.ts'
import { zsets } from './forms/zsets.ts'
import { type Part, type Reading, readForm } from './grammar.ts'

/** All commands that are known, by name. */
export const tables: ReadonlyMap<string, Forms[string]> = new Map(
  [strings, hashes, lists, sets, zsets, streams, anyKey, server, transactions].flatMap(Object.entries),
)

export interface Command {
  /** Upper case, without a subcommand. */
  name: Bytes
  /** All after the name. Of a command that no table knows: texts as they were given. */
  parts: Part[]
  known?: { form: Form; reading: Reading }
}

/** Deprecated commands come out as their successors. */
export function readCommand(argv: readonly Bytes[]): Command {
  const [first = bytes(''), ...args] = current(argv)
  const name = inCapitals(first)
  const second = inCapitals(args[0] ?? bytes(''))
  const full = `${name} ${second}`
  const sub: Part[] = tables.has(full) ? [{ kind: 'word', value: second }] : []
  for (const form of tables.get(sub.length > 0 ? full : name) ?? []) {
    const reading = readForm(form.form, args.slice(sub.length))
    if (reading) return { name, parts: [...sub, ...reading.parts], known: { form, reading } }
  }
  return { name, parts: args.map(value => ({ kind: 'text', value })) }
}

/** What cannot be the name of a command stays as it is. */
const inCapitals = (word: Bytes): Bytes => (/^[\w.-]*$/.test(word) ? bytes(word.toUpperCase()) : word)

/** A command that gathers or ends a transaction. */
export const isOfTransaction = (name: string): boolean => Object.hasOwn(transactions, name)
