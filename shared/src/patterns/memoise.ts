/**
 * Memoise: cache-aside around any function, its arguments as the key. The key must tell every two argument lists apart,
 * so it is JSON, which keeps types and borders: `f("a:b","c")` is not `f("a","b:c")`, and `f(1)` is not `f("1")`.
 */
import { getOrLoad, invalidate } from './cache-aside.ts'
import type { Found } from './entry.ts'
import type { Ports, Request, Row, Table } from './ports.ts'

export type Argument = null | boolean | number | string | readonly Argument[] | { readonly [name: string]: Argument }

/** A function with a cache in front. */
export interface Memoised<A extends readonly Argument[]> {
  (...args: A): Promise<Found | null>
  invalidate(...args: A): Promise<boolean>
}

/** @param name unlike that of any other memoised function: module and function, `users.byAddress` */
export function memoise<A extends readonly Argument[]>(
  ports: Ports,
  name: string,
  ttlMs: number,
  run: (...args: A) => Promise<Row | null>,
): Memoised<A> {
  const keyFor = (args: A) => memoKey(name, args)
  return Object.assign((...args: A) => getOrLoad(ports, keyFor(args), ttlMs, () => run(...args)), {
    invalidate: (...args: A) => invalidate(ports, keyFor(args)),
  })
}

export const memoKey = (name: string, args: readonly Argument[]): string => `memo:${name}:${canonical(args)}`

/** The user service's search, memoised: its arguments are the key. */
export function findMemoised(ports: Ports, { table, id, ttlMs }: Request): Promise<Found | null> {
  const find = memoise(ports, 'find', ttlMs, (table: Table, id: string) => ports.database.find(table, id))
  return find(table, id)
}

/**
 * One text for equal arguments, different texts for all others: JSON with the names of objects in order. For long
 * arguments, hash it. Throws RangeError for NaN and infinities, which JSON would turn into null.
 */
export function canonical(argument: Argument): string {
  if (typeof argument === 'number' && !Number.isFinite(argument)) throw new RangeError(`No key for ${argument}.`)
  if (typeof argument !== 'object' || argument === null) return JSON.stringify(argument)
  if (isList(argument)) return `[${argument.map(canonical).join(',')}]`
  const fields = Object.entries(argument).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${canonical(value)}`).join(',')}}`
}

const isList = (argument: object): argument is readonly Argument[] => Array.isArray(argument)
