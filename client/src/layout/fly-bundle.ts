/** FlyBundle: a bundle of elements or members on its way, with the number of them. Where it lands they come out of it. */
import { easeCubicInOut } from 'd3-ease'
import type { Flight, Sheaf } from './flight.ts'
import { box, type Frame, group, type Point, text } from './mark.ts'
import { between, type Flown, part } from './spot.ts'
import { columnsOf, widthOf } from './text.ts'

const HEIGHT = 30
const SIZE = 12.5
/** What lies below the front of it, each so much further down and to the right. */
const LAYERS = [8, 4]
/** When it has landed. */
const LANDED = 0.8

/** The middle of some parts of a card; of a card that shows none of them, its own. */
function middleOf(frame: Frame, { card: id, parts }: Sheaf): Point | undefined {
  const card = frame.marks.find(mark => mark.id === id)
  if (card === undefined) return undefined
  const body = card.children.find(mark => mark.id === 'body')
  const [inside, dx, dy] = body?.kind === 'group' ? [body.children, body.x, body.y] : [card.children, 0, 0]
  const wanted = new Set(parts)
  const found = inside.filter(mark => wanted.has(mark.id))
  if (found.length === 0) return { x: card.x + 40, y: card.y + 60 }
  const [xs, ys] = [found.map(({ x }) => x), found.map(({ y }) => y)]
  const middle = (of: number[]) => (Math.min(...of) + Math.max(...of)) / 2
  return { x: card.x + dx + middle(xs), y: card.y + dy + middle(ys) }
}

export function bundle(
  flight: Extract<Flight, { kind: 'bundle' }>,
  from: Frame,
  to: Frame,
  t: number,
  id: string,
): Flown[] {
  const seen = flight.stays ? [to, from] : [from, to]
  const sheaf = flight.from.find(({ card }) => seen.some(frame => frame.marks.some(mark => mark.id === card)))
  const start = sheaf && seen.map(frame => middleOf(frame, sheaf)).find(point => point !== undefined)
  const end = middleOf(to, flight.to)
  if (start === undefined || end === undefined) return []
  const p = easeCubicInOut(part(t, 0.05, LANDED))
  const w = widthOf(columnsOf(flight.words), SIZE) + 24
  const mark = group(id, {
    x: between(start.x, end.x, p),
    y: between(start.y, end.y, p),
    opacity: part(t, 0, 0.08) * (1 - part(t, LANDED, 0.95)),
    now: 1,
    children: [
      ...LAYERS.map((off, i) => box(`layer${i}`, { x: off, y: off, w, h: HEIGHT, r: 6, tone: 'ink', look: 'frame' })),
      box('box', { x: 0, y: 0, w, h: HEIGHT, r: 6, tone: 'ink', look: 'frame' }),
      text('text', { x: w / 2, y: HEIGHT / 2 + 4, text: flight.words, anchor: 'middle', bold: true }),
    ],
  })
  const come = part(t, LANDED - 0.1, 1)
  return [{ mark, hides: flight.to.parts.map(part => ({ card: flight.to.card, part })), veil: come }]
}
