/** What a Venn diagram says below it: what was asked for, what came of it, and what cannot be shown. */
import type { KeyView } from '@rdd/shared/keyspace/view'
import { counted, grouped, listed } from '@rdd/shared/keyspace/words'
import { fit, shown } from './text.ts'
import type { Together } from './venn-named.ts'

const NAME_COLUMNS = 40
const name = (key: string): string => fit(shown(key), NAME_COLUMNS)
const names = (some: readonly string[]): string => listed(some.map(name))

/** What a command asks of the sets, in words. */
function asks({ of, sets, missing, firstMissing, into }: Together): string {
  const [first, ...others] = [...(firstMissing ? missing.slice(0, 1) : []), ...sets.map(({ key }) => key)]
  const kept = into === undefined ? '' : `, kept in ${name(into)}`
  if (of === undefined) return `from ${names([first ?? ''])} to ${names(others)}`
  if (of === 'inter') return `what is in ${sets.length === 2 ? 'both' : 'all three'}${kept}`
  if (of === 'union') return `what is in ${sets.length === 2 ? 'either' : 'any of the three'}${kept}`
  return `what only ${name(first ?? '')} holds, not ${others.map(name).join(' nor ')}${kept}`
}

function outcome({ of, sets, missing, firstMissing, into, replaced, again, count }: Together): string {
  if (replaced === -1) return `: nothing, so ${name(into ?? '')} is gone`
  if (again && !firstMissing) return `: nothing, since ${name(sets[0]?.key ?? '')} is taken from itself`
  if (of === 'inter' && missing.length > 0) return `: nothing, since ${names(missing)} does not exist`
  if (of === 'diff' && firstMissing) return `: nothing, since ${name(missing[0] ?? '')} does not exist`
  return count === undefined || sets.length === 0 ? '' : `: ${counted(count, 'member')}`
}

const seen = ({ value }: KeyView): number => (value.type === 'set' ? value.members.length : 0)

/** The lines below. `lacks`: chips that were cut or have no room. */
export function told(together: Together, lacks: number): string[] {
  const partly = together.sets.filter(set => seen(set) < set.length)
  return [
    `${together.name}: ${asks(together)}${together.now ? outcome(together) : ''}`,
    ...partly.map(set => `${name(set.key)}: ${grouped(seen(set))} of ${counted(set.length, 'member')} in view`),
    ...(partly.length > 0 ? ['Members whose region is not known are left out.'] : []),
    ...(lacks > 0 && partly.length === 0 ? ['Not all fit: the cards below show more.'] : []),
  ]
}
