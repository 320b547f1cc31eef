/** Memoise as the notebook has it: the arguments as text, joined by colons. Different calls can meet in one key. */
import { getOrLoad, invalidate } from './cache-aside.notebook.ts'
import type { Argument, Memoised } from './memoise.ts'
import type { Ports, Row } from './ports.ts'

export function memoise<A extends readonly Argument[]>(
  ports: Ports,
  name: string,
  ttlMs: number,
  run: (...args: A) => Promise<Row | null>,
): Memoised<A> {
  const keyFor = (args: A) => ['memo', name, ...args.map(String)].join(':')
  return Object.assign((...args: A) => getOrLoad(ports, keyFor(args), ttlMs, () => run(...args)), {
    invalidate: (...args: A) => invalidate(ports, keyFor(args)),
  })
}
