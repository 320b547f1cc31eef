/**
 * Caught: a frame as another movement finds it. An element in the air is caught where it is, as the part it was to become,
 * and goes on from there; what else flew fades where it is.
 */
import type { Flight } from './flight.ts'
import { flightId } from './fly.ts'
import type { Frame, Group } from './mark.ts'

/** The frame without what flew. `flights`: those of the movement that ends here. */
export function caught(frame: Frame, flights: readonly Flight[]): Frame {
  const ids = new Set(flights.flatMap((_, i) => ['', '-client', '-stays'].map(end => `${flightId(i)}${end}`)))
  const flying = frame.marks.filter(({ id }) => ids.has(id))
  if (flying.length === 0) return frame
  const landing = new Map(
    flights.flatMap((flight, i) =>
      flight.kind === 'move' || flight.kind === 'copy' ? [[flightId(i), flight.to] as const] : [],
    ),
  )
  const cards = frame.marks.filter(({ id }) => !ids.has(id))
  const rest = flying.filter(({ id }) => !landing.has(id)).map(mark => ({ ...mark, leave: { x: mark.x, y: mark.y } }))
  const put = (card: Group): Group => {
    const own = flying.flatMap(mark => {
      const spot = landing.get(mark.id)
      return spot?.card === card.id ? [{ mark, part: spot.part }] : []
    })
    if (own.length === 0) return card
    const children = card.children.map(body =>
      body.id !== 'body' || body.kind !== 'group'
        ? body
        : {
            ...body,
            children: body.children.map(part => {
              const landed = own.find(one => one.part === part.id)?.mark
              if (landed === undefined) return part
              return { ...part, x: landed.x - card.x - body.x, y: landed.y - card.y - body.y, opacity: 1 }
            }),
          },
    )
    return { ...card, children }
  }
  return { ...frame, marks: [...cards.map(put), ...rest] }
}
