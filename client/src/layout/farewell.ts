/** Farewell: a card on its way out says in a word why it goes. Deleted is not expired is not evicted. */
import type { Group, Mark } from './mark.ts'
import type { Leaving } from './motion.ts'

const words: Record<Leaving, string> = { deleted: 'deleted', expired: 'expired', evicted: 'evicted: memory is full' }

function parted(mark: Mark, how: Leaving): Mark {
  if (mark.kind === 'text' && mark.id === 'meta') return { ...mark, text: words[how], bold: true }
  if (mark.kind !== 'group') return mark
  const { edit: _, ...rest } = mark
  return { ...rest, children: rest.children.map(child => parted(child, how)) }
}

/** The card as it leaves. Its facts stay (it is still that key), with `data-leaving`; nothing on it can be edited. */
export function farewell(card: Group, how: Leaving): Group {
  const children = card.children.filter(mark => mark.id !== 'ttl').map(mark => parted(mark, how))
  return { ...card, data: { ...card.data, leaving: how }, children }
}
