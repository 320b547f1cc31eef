/** Testing: where the marks of a picture stand, so that a test can ask what lies on what and what leaves the stage. */
import type { Mark } from './mark.ts'
import { columnsOf, widthOf } from './text.ts'

export interface Edges {
  path: string
  left: number
  right: number
  top: number
  bottom: number
  text: boolean
}
/** Every box and text of some marks where it stands on the stage, in stage units. */
export function edges(marks: readonly Mark[], x = 0, y = 0, path = ''): Edges[] {
  return marks.flatMap((mark): Edges[] => {
    const at = `${path}/${mark.id.slice(0, 40)}`
    if (mark.kind === 'group') return edges(mark.children, x + mark.x, y + mark.y, at)
    const left = x + mark.x
    const top = y + mark.y
    if (mark.kind === 'box') return [{ path: at, left, right: left + mark.w, top, bottom: top + mark.h, text: false }]
    if (mark.kind !== 'text' || mark.text === '') return []
    const w = widthOf(columnsOf(mark.text), mark.size)
    const start = left - (mark.anchor === 'end' ? w : mark.anchor === 'middle' ? w / 2 : 0)
    return [
      {
        path: at,
        left: start,
        right: start + w,
        top: top - mark.size * 0.75,
        bottom: top + mark.size * 0.2,
        text: true,
      },
    ]
  })
}
/** Whether two of them lie on each other; where they only touch they do not. */
export const meet = (a: Edges, b: Edges): boolean =>
  a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5

/** What leaves a stage of this size, by path. */
export const outside = (all: readonly Edges[], { width, height }: { width: number; height: number }): string[] =>
  all
    .filter(({ left, right, top, bottom }) => left < 0 || right > width || top < 0 || bottom > height)
    .map(({ path }) => path)

/** The first two of some that lie on each other; undefined where none do. Texts that are one line apart never do. */
export function overlap(some: readonly Edges[]): string | undefined {
  const sorted = some.toSorted((a, b) => a.top - b.top)
  for (const [k, a] of sorted.entries())
    for (let i = k + 1; i < sorted.length; i += 1) {
      const b = sorted[i]
      if (b === undefined || b.top >= a.bottom) break
      if (meet(a, b)) return `${a.path} meets ${b.path}`
    }
  return undefined
}
