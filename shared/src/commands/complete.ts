/**
 * What may come next on the line being typed: names and tokens to complete with Tab, and the hint of the arguments left.
 * All of it comes from the connected server's own command docs.
 */
import { type Bytes, bytes } from '../bytes.ts'
import type { CommandDoc } from './catalogue.ts'
import { type CatalogueIndex, findDoc } from './keys.ts'
import { countOf, scan } from './parse.ts'
import { type Rest, remaining } from './syntax.ts'

export interface Candidate {
  text: string
  kind: 'command' | 'subcommand' | 'token' | 'group'
  /** One sentence about a command or subcommand. */
  summary?: string
}

/** Candidates replace the line from `from` to `to` (0-based, `to` not included). */
export interface Completion {
  from: number
  to: number
  candidates: Candidate[]
  /** What the first candidate adds to the word at the cursor: shown dim after it. Empty when there is none to show. */
  ghost: string
}

export interface Hint {
  /** As redis-cli prints it: `seconds [NX|XX|GT|LT]`. Empty: nothing more is expected, or the words do not fit. */
  text: string
  /** The command it is of, for its summary and complexity. */
  doc: CommandDoc
}

/** A line up to the cursor: the words finished with a blank, without a repeat count, and the one being typed. */
interface Typed {
  argv: Bytes[]
  /** Empty after a blank. */
  partial: Bytes
  /** Where the partial word starts. */
  from: number
}

/** Undefined inside quotes: nothing there can be completed. */
function typed(line: string): Typed | undefined {
  const { words, fault } = scan(line)
  if (fault) return undefined
  const last = words.at(-1)
  const open = last?.to === line.length ? words.pop() : undefined
  const argv = words.map(word => word.value)
  if (countOf(argv[0]) !== undefined) argv.shift()
  return { argv, partial: open?.value ?? bytes(''), from: open?.from ?? line.length }
}

/** What can complete the word at `cursor` (a 0-based place in `line`). */
export function complete(index: CatalogueIndex, line: string, cursor: number): Completion {
  const before = line.slice(0, cursor)
  const at = typed(before)
  if (at === undefined) return { from: cursor, to: cursor, candidates: [], ghost: '' }
  const { partial, from } = at
  const lower = /[a-z]/.test(partial)
  const candidates = choices(index, at)
    .filter(({ text }) => text.toLowerCase().startsWith(partial.toLowerCase()))
    .map(choice => (lower ? { ...choice, text: choice.text.toLowerCase() } : choice))
  const atEnd = /^\s*$/.test(line.slice(cursor))
  const ghost = partial !== '' && atEnd ? (candidates[0]?.text.slice(partial.length) ?? '') : ''
  return { from, to: cursor, candidates, ghost }
}

function choices(index: CatalogueIndex, { argv }: Typed): Candidate[] {
  const [first] = argv
  if (first === undefined) return named([...index.values()].filter(doc => !doc.name.includes('|')))
  if (/^(help|\?)$/i.test(first)) return helpTopics(index, argv.slice(1))
  const subcommands = argv.length === 1 ? subcommandsOf(index, first) : []
  if (subcommands.length > 0) return named(subcommands)
  const tokens = rest(index, argv)?.next ?? []
  return [...new Set(tokens)].filter(text => text !== '').map(text => ({ text, kind: 'token' as const }))
}

const subcommandsOf = (index: CatalogueIndex, name: string) =>
  [...index.values()].filter(doc => doc.name.startsWith(`${name.toLowerCase()}|`))

/** Short names first: they are the everyday ones, and the ghost shows the first. */
const named = (docs: CommandDoc[]): Candidate[] =>
  docs
    .map(({ name, summary }): Candidate => {
      const [command = '', sub] = name.toUpperCase().split('|')
      return { text: sub ?? command, kind: sub === undefined ? 'command' : 'subcommand', summary }
    })
    .sort((a, b) => a.text.length - b.text.length || (a.text < b.text ? -1 : 1))

function helpTopics(index: CatalogueIndex, argv: string[]): Candidate[] {
  const [command] = argv
  if (argv.length > 1) return []
  if (command !== undefined) return named(subcommandsOf(index, command))
  const groups = [...new Set([...index.values()].map(doc => doc.group))].sort()
  return [
    ...named([...index.values()].filter(doc => !doc.name.includes('|'))),
    ...groups.map(group => ({ text: `@${group}`, kind: 'group' as const })),
  ]
}

function rest(index: CatalogueIndex, argv: Bytes[]): Rest | undefined {
  const doc = findDoc(index, argv)
  return doc && remaining(doc.args, argv.slice(doc.name.split('|').length))
}

/**
 * The arguments that can still come after what is typed. A word counts once a blank follows it, a command's name as soon
 * as it is whole. Undefined as long as no command is named, or inside quotes that are still open.
 */
export function hint(index: CatalogueIndex, line: string): Hint | undefined {
  const at = typed(line)
  const doc = at && findDoc(index, [...at.argv, at.partial])
  if (at === undefined || doc === undefined) return undefined
  return { text: remaining(doc.args, at.argv.slice(doc.name.split('|').length))?.text ?? '', doc }
}
