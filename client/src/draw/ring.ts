/**
 * Ring: a TTL, or a wait, as a ring that drains and a number beside it. It is drawn from Redis's clock and nothing else, so one call
 * a frame moves all of them, and only what changed is written: the number when its text does, the arc when it would show.
 */
import { formatTtl, formatWait, ringFraction } from '@rdd/shared/keyspace/expiry'
import { instant } from '@rdd/shared/time'
import { select } from 'd3-selection'
import type { Ring } from '../layout/mark.ts'
import { put, putClass, putOpacity, rounded } from './attributes.ts'
import { markOf } from './drawn.ts'

const CLASS = 'ring'
/** Length of the whole ring, in the units its dashes are given in. */
const WHOLE = 100
/** Steps of the arc in each of those: an eighth of a pixel on a card. A finer one would be drawn anew in every frame. */
const STEPS = 4

const stepped = (fraction: number): number => Math.round(fraction * WHOLE * STEPS) / STEPS

export function drawRing(node: Element, ring: Ring): void {
  putClass(node, ring, `${CLASS} ${ring.tone}${Number.isFinite(ring.until) ? '' : ' endless'}`)
  putOpacity(node, ring)
  put(node, 'transform', `translate(${rounded(ring.x)} ${rounded(ring.y)})`)
  const group = select(node)
  for (const part of ['track', 'arc'])
    group
      .selectAll(`.${part}`)
      .data([ring])
      .join(enter => enter.append('circle').attr('class', part))
      .attr('r', rounded(ring.r))
  group.select('.arc').attr('pathLength', WHOLE).attr('transform', 'rotate(-90)')
  group
    .selectAll('text')
    .data([ring])
    .join(enter => enter.append('text').attr('class', 'mono t12-5'))
    .attr('role', ring.of === 'key' ? 'timer' : null)
    .attr('text-anchor', ring.of === 'wait' ? 'start' : 'end')
    .attr('x', (ring.r + 8) * (ring.of === 'wait' ? 1 : -1))
    .attr('y', 4.5)
}

/**
 * Moves every ring under `root` to `now`, ms since the epoch on Redis's clock. A key past its deadline is due: expired
 * and not yet collected. Returns how many are still running.
 */
export function drawClocks(root: Element, now: number): number {
  let running = 0
  for (const node of root.getElementsByClassName(CLASS)) {
    const ring = markOf(node)
    if (ring?.kind !== 'ring') continue
    const due = now >= ring.until
    if (!due) running += 1
    const fraction =
      due || !Number.isFinite(ring.until) ? 0 : ringFraction(instant(ring.from), instant(ring.until), instant(now))
    const [, arc, number] = node.children
    if (arc !== undefined) put(arc, 'stroke-dasharray', `${stepped(fraction)} ${WHOLE}`)
    const text = ring.of === 'wait' ? formatWait(ring.from, ring.until, now) : due ? 'due' : formatTtl(ring.until - now)
    if (number !== undefined && number.textContent !== text) number.textContent = text
    if (ring.of === 'key') put(node.closest('[data-key]') ?? node, 'data-due', due ? 'true' : undefined)
  }
  return running
}
