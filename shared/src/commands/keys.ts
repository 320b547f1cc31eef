/**
 * Which arguments of a command are keys, by the command's own key specs: a spec says where its keys begin (an index, or
 * after a keyword) and how to find the others (a range, or a number that says how many).
 * Source: https://redis.io/docs/latest/develop/reference/key-specs/
 */
import type { Bytes } from '../bytes.ts'
import type { Catalogue, CommandDoc, KeySpec } from './catalogue.ts'

/** Command docs by lower-case name; a subcommand is `config|get`. */
export type CatalogueIndex = ReadonlyMap<string, CommandDoc>

export function indexCatalogue(catalogue: Catalogue): CatalogueIndex {
  return new Map(catalogue.commands.map(doc => [doc.name, doc]))
}

/** The doc of the command that `argv` names, its subcommand's where it has one. Undefined: the server has no such command. */
export function findDoc(index: CatalogueIndex, argv: readonly Bytes[]): CommandDoc | undefined {
  const [name = '', sub = ''] = argv.slice(0, 2).map(word => word.toLowerCase())
  return index.get(`${name}|${sub}`) ?? index.get(name)
}

/** The keys that a command names, each once, in order. Empty for an unknown command or one without keys. */
export function keysOf(argv: readonly Bytes[], doc: CommandDoc | undefined): Bytes[] {
  const keys = new Set<Bytes>()
  for (const spec of doc?.keys ?? []) for (const key of keysBySpec(argv, spec)) keys.add(key)
  if (doc?.name === 'sort') for (const key of sortStore(argv)) keys.add(key)
  return [...keys]
}

function keysBySpec(argv: readonly Bytes[], { begin, find }: KeySpec): Bytes[] {
  const start = beginning(argv, begin)
  if (start === undefined || find.by === 'unknown') return []
  if (find.by === 'keynum') {
    const count = Number(argv[start + find.num] ?? '')
    const first = start + find.first
    return Number.isInteger(count) ? every(argv, first, first + (count - 1) * find.step, find.step) : []
  }
  const left = find.limit > 1 ? Math.floor((argv.length - start) / find.limit) : argv.length - start
  return every(argv, start, start + (find.last < 0 ? left + find.last : find.last), find.step)
}

/** Index of the first key (or of the number of keys) of a spec. */
function beginning(argv: readonly Bytes[], begin: KeySpec['begin']): number | undefined {
  if (begin.by === 'unknown') return undefined
  if (begin.by === 'index') return begin.index
  const { keyword, from } = begin
  const is = (word: Bytes, i: number, low: number) => i >= low && word.toLowerCase() === keyword.toLowerCase()
  const at =
    from > 0
      ? argv.findIndex((word, i) => is(word, i, from))
      : argv.findLastIndex((word, i) => i <= argv.length + from && is(word, i, 1))
  return at < 0 ? undefined : at + 1
}

/** Arguments first, first+step … up to `last`, as far as they are there. */
const every = (argv: readonly Bytes[], first: number, last: number, step: number) =>
  argv.slice(first, Math.max(last, first - 1) + 1).filter((_, i) => i % Math.max(step, 1) === 0)

const sortTakes = new Map([
  ['by', 1],
  ['get', 1],
  ['limit', 2],
  ['store', 1],
])

/** SORT tells the server alone where its STORE stands: after any STORE that no other option took as its value. */
function sortStore(argv: readonly Bytes[]): Bytes[] {
  let store: Bytes | undefined
  for (let i = 2; i < argv.length; i += 1) {
    const word = (argv[i] ?? '').toLowerCase()
    if (word === 'store') store = argv[i + 1]
    i += sortTakes.get(word) ?? 0
  }
  return store === undefined ? [] : [store]
}
