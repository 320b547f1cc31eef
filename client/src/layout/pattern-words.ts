/** What a hop's text says, in the few columns there are: a row as `{ Alice · alice@… }`, the keys a command names. */
import type { Hop, RunView } from '@rdd/shared/run'

/** The words of a command as a hop shows it: quoted as redis-cli takes them. */
function wordsOf(text: string): string[] {
  const words: string[] = []
  for (const [, double, single, plain] of text.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g))
    words.push(double ?? single ?? plain ?? '')
  return words
}

/** The Redis keys an asked hop names; none for one that asks the database. */
export function keysOf({ call, direction, text }: Hop): string[] {
  if (direction !== 'asked' || !call.startsWith('cache.')) return []
  const [command, ...rest] = wordsOf(text)
  switch (command?.toUpperCase()) {
    case 'EVAL':
    case 'EVALSHA':
      return rest.slice(2, 2 + (Number(rest[1]) || 0))
    case 'DEL':
    case 'UNLINK':
      return rest
    case 'GET':
    case 'SET':
    case 'PTTL':
      return rest.slice(0, 1)
    default:
      return []
  }
}

function objectOf(text: string): Partial<Record<string, unknown>> | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** A row or entry in brief: `{ Alice · alice@example.com }`; any other text as it is. */
export function brief(text: string): string {
  const row = objectOf(text)
  if (row === undefined) {
    const item = /^(\S+) (\{.*\})$/.exec(text)
    return item?.[1] === undefined || item[2] === undefined ? text : `${item[1]} ${brief(item[2])}`
  }
  const parts = [row.name, row.detail].filter(part => typeof part === 'string' && part !== '')
  return parts.length === 0 ? text : `{ ${parts.join(' · ')} }`
}

/** The command with its JSON in brief: what a packet carries. */
export const briefly = (text: string): string =>
  text
    .replace(/'(\{[^']*\})'/g, (_, json: string) => brief(json))
    .replace(/^EVAL (\S+) \d+ /, '$1 ')
    .replace(/^SELECT .* FROM/, 'SELECT … FROM')
    .replace(/^INSERT INTO (\w+) \([^)]*\) VALUES (.*?)(?: ON CONFLICT.*)?$/, 'INSERT INTO $1 $2')

/** Ids of the rows a hop to or from the database is about. */
export function rowsOf({ call, direction, text }: Hop): string[] {
  if (!call.startsWith('database.')) return []
  if (direction === 'asked') return [...text.matchAll(/'([^']*)'/g)].map(([, literal]) => literal ?? '')
  const id = objectOf(text)?.id
  return typeof id === 'string' ? [id] : []
}

/** The hop that happens, or happened last: what wears the accent. */
export function current({ hops }: RunView): Hop | undefined {
  const flying = hops.filter(({ state }) => state === 'flying')
  const moved = flying.length > 0 ? flying : hops.filter(({ state }) => state === 'done' || state === 'failed')
  return moved.reduce<Hop | undefined>((last, hop) => (last === undefined || hop.n > last.n ? hop : last), undefined)
}

/** `0.21 ms`, `12.4 ms` */
export const inMs = (ms: number): string => `${ms < 10 ? ms.toFixed(2) : ms.toFixed(1)} ms`
