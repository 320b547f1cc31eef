/** Spot: where a part of a card, or of a picture, stands on the stage in a frame, and how far a flight between two is. */
import type { Spot } from './flight.ts'
import type { Box, Frame, Group, Mark } from './mark.ts'

export interface Place {
  x: number
  y: number
  /** Of the box it is drawn in; 0 where it has none. */
  w: number
  h: number
  mark: Mark
}

/** A part of a card's body, or of a picture, where it stands on the stage. */
export function find(frame: Frame, { card: id, part }: Spot): Place | undefined {
  const card = frame.marks.find(mark => mark.id === id)
  const body = card?.children.find(mark => mark.id === 'body') ?? (card && { ...card, x: 0, y: 0 })
  if (card === undefined || body?.kind !== 'group') return undefined
  const mark = body.children.find(mark => mark.id === part)
  if (mark === undefined) return undefined
  const inner = mark.kind === 'group' ? outline(mark) : undefined
  return { x: card.x + body.x + mark.x, y: card.y + body.y + mark.y, w: inner?.w ?? 0, h: inner?.h ?? 0, mark }
}

/** The box a part is drawn in. */
function outline(mark: Group): Box | undefined {
  for (const child of mark.children) {
    if (child.kind === 'box') return child
    const within = child.kind === 'group' ? outline(child) : undefined
    if (within !== undefined) return within
  }
  return undefined
}

export const first = (frame: Frame, spots: readonly Spot[]): Place | undefined => {
  for (const spot of spots) {
    const place = find(frame, spot)
    if (place !== undefined) return place
  }
  return undefined
}

export const between = (a: number, b: number, t: number): number => a * (1 - t) + b * t
/** How far along a part of the way is, 0..1. */
export const part = (t: number, from: number, to: number): number => Math.min(1, Math.max(0, (t - from) / (to - from)))

/** What flies of a node: the element in its box, without its links and index. */
export const bare = (mark: Mark): Mark[] =>
  mark.kind === 'group' ? mark.children.filter(({ id }) => id !== 'link' && id !== 'at').map(withoutData) : []

export function withoutData(mark: Mark): Mark {
  const { data: _, ...rest } = mark
  return rest.kind === 'group' ? { ...rest, children: rest.children.map(withoutData) } : rest
}

/** A mark that flies: as it is drawn now, and which parts of which cards it stands for. */
export interface Flown {
  mark: Group
  hides: readonly Spot[]
  /** How much of what it hides is to be seen, 0..1; absent: nothing. */
  veil?: number
}
