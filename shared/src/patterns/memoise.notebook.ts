/** Memoise as the notebook has it: the arguments as text, joined by colons. Different calls can meet in one key. */
import { getOrLoad, invalidate } from './cache-aside.notebook.ts'
import type { Found } from './entry.ts'
import type { Argument, Memoised } from './memoise.ts'
import type { Ports, Request, Row, Table } from './ports.ts'

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

export const memoKey = (name: string, args: readonly Argument[]): string =>
  ['memo', name, ...args.map(String)].join(':')

/** The user service's search, memoised. */
export function findMemoised(ports: Ports, { table, id, ttlMs }: Request): Promise<Found | null> {
  const find = memoise(ports, 'find', ttlMs, (table: Table, id: string) => ports.database.find(table, id))
  return find(table, id)
}
