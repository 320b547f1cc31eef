/** What a Venn diagram says above it: what was asked for, what came of it, and what cannot be shown. */
import { type KeyView, pieceHead } from '@rdd/shared/keyspace/view'
import { counted, grouped, listed } from '@rdd/shared/keyspace/words'
import { fit, shown } from './text.ts'
import { regionsOf } from './venn-chips.ts'
import type { Together } from './venn-named.ts'

const NAME_COLUMNS = 40
const MEMBER_COLUMNS = 24
/** Of an answer, so many members are listed. */
const MOST_MEMBERS = 12
const name = (key: string): string => fit(shown(key), NAME_COLUMNS)
const names = (some: readonly string[]): string => listed(some.map(name))

/** What a command asks of the sets, in words. */
function asks({ of, member, sets, missing, firstMissing, into }: Together): string {
  const [first, ...others] = [...(firstMissing ? missing.slice(0, 1) : []), ...sets.map(({ key }) => key)]
  const kept = into === undefined ? '' : `, kept in ${name(into)}`
  if (of === undefined) return `${name(member ?? '')} from ${names([first ?? ''])} to ${names(others)}`
  if (of === 'inter') return `what is in ${sets.length === 2 ? 'both' : 'all three'}${kept}`
  if (of === 'union') return `what is in ${sets.length === 2 ? 'either' : 'any of the three'}${kept}`
  return `what only ${name(first ?? '')} holds, not ${others.map(name).join(' nor ')}${kept}`
}

function outcome({ of, sets, missing, firstMissing, into, replaced, again, count, answer }: Together): string {
  if (replaced === -1) return `: nothing, so ${name(into ?? '')} is gone`
  if (again && !firstMissing) return `: nothing, since ${name(sets[0]?.key ?? '')} is taken from itself`
  if (of === 'inter' && missing.length > 0) return `: nothing, since ${names(missing)} does not exist`
  if (of === 'diff' && firstMissing) return `: nothing, since ${name(missing[0] ?? '')} does not exist`
  return count === undefined || sets.length === 0 ? '' : `: ${counted(count, 'member')}${members(answer, count)}`
}

const numeric = new Intl.Collator('en', { numeric: true })

/** ` {docker, python}`: in the order in which they stand in the picture. */
function members(some: readonly string[] | undefined, count: number): string {
  if (some === undefined || some.length === 0) return ''
  const seen = some.toSorted(numeric.compare).slice(0, MOST_MEMBERS)
  const words = seen.map(member => fit(shown(member), MEMBER_COLUMNS))
  return ` {${[...words, ...(count > seen.length ? [`${grouped(count - seen.length)} more`] : [])].join(', ')}}`
}

/** What sets that were put together by hand have in common, and what only one holds; of sets that are seen as a whole. */
function byHand({ sets }: Together): string {
  const compared = `Compared: ${names(sets.map(({ key }) => key))}`
  if (sets.some(set => seen(set) < set.length)) return compared
  const regions = regionsOf(sets)
  const all = (regions.get((1 << sets.length) - 1) ?? []).map(pieceHead)
  const only = sets.map(({ key }, i) => `${grouped(regions.get(1 << i)?.length ?? 0)} only in ${name(key)}`)
  const both = `${grouped(all.length)} in ${sets.length === 2 ? 'both' : 'all three'}${members(all, all.length)}`
  return `${compared}: ${[both, ...only].join(', ')}`
}

const seen = ({ value }: KeyView): number => (value.type === 'set' ? value.members.length : 0)

/** The lines above it. `lacks`: chips that were cut or have no room. */
export function told(together: Together, lacks: number): string[] {
  const partly = together.sets.filter(set => seen(set) < set.length)
  return [
    together.name === undefined
      ? byHand(together)
      : `${together.name}: ${asks(together)}${together.now ? outcome(together) : ''}`,
    ...partly.map(set => `${name(set.key)}: ${grouped(seen(set))} of ${counted(set.length, 'member')} in view`),
    ...(partly.length > 0 ? ['Members whose region is not known are left out.'] : []),
    ...(lacks > 0 && partly.length === 0 ? ['Not all fit: the cards below show more.'] : []),
  ]
}
