/**
 * Words the console answers itself, as redis-cli does: `clear`, `help` and `exit`. Help is printed from the connected
 * server's own command docs. Source: https://redis.io/docs/latest/develop/tools/cli/
 */
import type { Bytes } from '../bytes.ts'
import type { Catalogue, CommandDoc } from './catalogue.ts'
import { usage } from './syntax.ts'

export type Local = 'clear' | 'help' | 'exit'

/** Which word of the console's own a command is; undefined: it is for Redis. */
export function isLocal(argv: readonly Bytes[]): Local | undefined {
  const word = argv[0]?.toLowerCase()
  if (word === 'help' || word === '?') return 'help'
  if (word === 'exit' || word === 'quit') return 'exit'
  return word === 'clear' && argv.length === 1 ? 'clear' : undefined
}

const general = `To get help about Redis commands type:
      "help @<group>" to get a list of commands in <group>
      "help <command>" for help on <command>
      Tab after "help " to get a list of possible help topics
      "clear" to empty this log`

/** `CONFIG GET` of `config|get`. */
export const commandName = (doc: CommandDoc): string => doc.name.replace('|', ' ').toUpperCase()

/** The answer to `help`, `help <command>` and `help @<group>`; `argv` begins with the word help itself. */
export function help(catalogue: Catalogue, argv: readonly Bytes[]): string {
  const [first, ...others] = argv.slice(1).map(word => word.toLowerCase())
  if (first === undefined) return general
  const sorted = catalogue.commands.toSorted((a, b) => (commandName(a) < commandName(b) ? -1 : 1))
  if (first.startsWith('@')) {
    const docs = sorted.filter(doc => doc.group === first.slice(1))
    return docs.length > 0
      ? docs.map(doc => entry(doc)).join('\n\n')
      : `No group ${first}. There are: ${[...new Set(sorted.map(doc => `@${doc.group}`))].sort().join(', ')}.`
  }
  const words = [first, ...others]
  const docs = sorted.filter(doc => words.every((word, i) => doc.name.split('|')[i] === word))
  return docs.length > 0
    ? docs.map(doc => `${entry(doc)}\n  group: ${doc.group}`).join('\n\n')
    : `No command ${words.join(' ').toUpperCase()} on this server. Type "help" for what to ask.`
}

const entry = (doc: CommandDoc) =>
  `${`  ${commandName(doc)} ${usage(doc.args).text}`.trimEnd()}\n  summary: ${doc.summary}\n  since: ${doc.since}`
