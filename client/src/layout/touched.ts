/** Touched: where on a card something changed, was read, came or went: what is to be in sight. */
import type { Group, Mark } from './mark.ts'
import type { Stretch } from './reach.ts'

/** Marks that only repeat what another one shows: counts of what is not drawn, and ticks over the rows of a sorted set. */
const echoes = ({ id }: Mark): boolean => ['more', 'gap', 'added', 'old'].includes(id) || id.startsWith('t:')

/** How high a mark stands; what a path draws is not known, it goes with the words beside it. */
function stretchOf(mark: Mark, y: number): Stretch | undefined {
  const at = y + mark.y
  if (mark.kind === 'box') return { top: at, bottom: at + mark.h }
  if (mark.kind === 'text') return { top: at - mark.size, bottom: at + mark.size * 0.3 }
  if (mark.kind === 'ring') return { top: at - mark.r, bottom: at + mark.r }
  if (mark.kind === 'path') return undefined
  const inner = mark.children.flatMap(child => stretchOf(child, at) ?? [])
  return inner.length === 0
    ? undefined
    : { top: Math.min(...inner.map(({ top }) => top)), bottom: Math.max(...inner.map(({ bottom }) => bottom)) }
}

const litIn = (marks: readonly Mark[], y: number): { mark: Mark; y: number }[] =>
  marks.flatMap(mark => {
    if (mark.now > 0) return mark.kind === 'path' ? [] : [{ mark, y }]
    return mark.kind === 'group' ? litIn(mark.children, y + mark.y) : []
  })

const bodyOf = (card: Group): Group | undefined =>
  card.children.find((mark): mark is Group => mark.id === 'body' && mark.kind === 'group')

/**
 * What of a card was touched, from the top of the stage. `named`: ids of parts of its body that count as well; those that
 * are gone are looked for where they were, in `before`, the card as it is on the screen.
 */
export function touchedOf(card: Group, before: Group | undefined, named: ReadonlySet<string>): Stretch[] {
  const body = bodyOf(card)
  const [now, was] = [body?.children ?? [], (before && bodyOf(before)?.children) ?? []]
  const there = new Set(now.map(({ id }) => id))
  const at = card.y + (body?.y ?? 0)
  const found = [
    ...litIn(now, at),
    ...[...now, ...was.filter(({ id }) => !there.has(id))].flatMap(mark =>
      mark.now === 0 && named.has(mark.id) ? [{ mark, y: at }] : [],
    ),
  ]
  const telling = found.filter(({ mark }) => !echoes(mark))
  return (telling.length > 0 ? telling : found).flatMap(({ mark, y }) => stretchOf(mark, y) ?? [])
}
