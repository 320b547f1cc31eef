/** Light: puts the accent on the parts of a card that just changed or were just read. All other marks stay the same. */
import { rowOf } from './hash-parts.ts'
import type { Frame, Group, Mark } from './mark.ts'
import type { Motion } from './motion.ts'

const BODY = 'body'

interface Lit {
  parts: ReadonlySet<string>
  children: readonly Mark[]
}
/** Rows of a hash: their cells are lit one by one. */
const isRow = (mark: Mark): boolean => mark.id.startsWith(rowOf(''))

/** The same card lit the same way is the same marks: nothing is drawn anew while nothing changes. */
const kept = new WeakMap<readonly Mark[], Lit>()

const lightParts = (marks: readonly Mark[], parts: ReadonlySet<string>): Mark[] =>
  marks.map(mark => {
    if (parts.has(mark.id)) return { ...mark, now: 1 }
    if (mark.kind !== 'group' || !(mark.id === BODY || isRow(mark))) return mark
    const children = lightParts(mark.children, parts)
    return children.every((child, i) => child === mark.children[i]) ? mark : { ...mark, children }
  })

function lightCard(card: Group, parts: ReadonlySet<string>): Group {
  const known = kept.get(card.children)
  if (known?.parts === parts) return { ...card, children: known.children }
  const children = lightParts(card.children, parts)
  kept.set(card.children, { parts, children })
  return { ...card, children }
}

/** The frame with what `motion` lights. */
export function light(frame: Frame, motion: Motion): Frame {
  const marks = frame.marks.map(card => {
    const parts = motion.get(card.id)?.lit
    return parts === undefined || parts.size === 0 ? card : lightCard(card, parts)
  })
  return { ...frame, marks }
}
