/** Silent: which commands Redis does not tell of, neither by an event nor by a line of MONITOR. Pure. */
import type { CommandDoc } from '@rdd/shared/commands/catalogue'

export type Docs = ReadonlyMap<string, CommandDoc>

/** SORT reads, but keeps a sorted set as a skiplist from then on. */
const EVENTLESS = new Set([
  ...['xack', 'xackdel', 'xnack', 'xreadgroup', 'xclaim', 'xautoclaim', 'xsetid'],
  ...['pfcount', 'sort', 'sort_ro'],
])

/** Whether that command, in lower case, changes keys without an event: they are looked at whenever it is seen. */
export function isEventless(name: string, docs: Docs): boolean {
  const flags = docs.get(name)?.flags ?? []
  // a module's write may tell of nothing: VADD does not
  return EVENTLESS.has(name) || (flags.includes('module') && flags.includes('write'))
}

/** Whether MONITOR never shows that command: CONFIG, AUTH … */
export const isLineless = (name: string, docs: Docs): boolean =>
  docs.get(name)?.flags.some(flag => flag === 'skip_monitor' || flag === 'admin') ?? false
