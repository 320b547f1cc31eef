/** In no movement of sets and sorted sets does a mark jump: from one moment to the next each goes a little way. */
import { describe, expect, test } from 'vitest'
import type { Mark, Point } from '../src/layout/mark.ts'
import { framesOf } from './figure.ts'
import { figures } from './figures.ts'

const STEPS = 100
/** Stage units in a hundredth of a movement: the way across a stage, at the height of its speed. */
const FARTHEST = 36
/** What is fainter is not seen to jump. */
const FAINT = 0.3

/** Where the marks that are seen stand, by the path of their ids. */
function places(marks: readonly Mark[], { x, y }: Point, path: string, opacity: number, found: Map<string, Point>) {
  for (const mark of marks) {
    const [at, seen] = [{ x: x + mark.x, y: y + mark.y }, opacity * mark.opacity]
    const id = `${path}/${mark.id}`
    if (seen > FAINT) found.set(id, at)
    if (mark.kind === 'group') places(mark.children, at, id, seen, found)
  }
  return found
}

const moving = figures.filter(([, figure]) => (figure.scene === 'set' || figure.scene === 'zset') && 'fact' in figure)

describe.each(moving)('%s', (_, figure) => {
  test('nothing jumps', () => {
    const frames = framesOf(figure)
    const seen = (i: number) => places(frames(i / STEPS).marks, { x: 0, y: 0 }, '', 1, new Map())
    let before = seen(0)
    for (let i = 1; i <= STEPS; i++) {
      const now = seen(i)
      const jumps = [...now].flatMap(([id, at]) => {
        const was = before.get(id)
        const way = was === undefined ? 0 : Math.hypot(at.x - was.x, at.y - was.y)
        return way > FARTHEST ? [`${id}: ${Math.round(way)}`] : []
      })
      expect(jumps, `at ${i} of ${STEPS}`).toEqual([])
      before = now
    }
  })
})
