/**
 * A stream: an append-only log along a line of time. Each entry has an id (ms and a counter) and its own fields. A
 * consumer group is a place on that line, the last entry it was handed, and the entries handed out and not yet
 * acknowledged: those are pending.
 * Source: https://redis.io/docs/latest/develop/data-types/streams/
 */

import type { KeyView, ValueOf } from '@rdd/shared/keyspace/view'
import type { Around } from './around.ts'
import type { Body } from './card.ts'
import { SLOT } from './list.ts'
import { box, group } from './mark.ts'
import { narrow } from './stream-narrow.ts'
import { wide } from './stream-wide.ts'
import { waiters } from './waiting.ts'

/** From this width on entries stand side by side. */
const WIDE = 640

const MARGIN = 28
const SLOT_HEIGHT = 34
const SLOT_WIDTH = 160

/** The body of a stream that is waited for and is not there. */
export function awaited(width: number, waiting: Around['waiting']): Body {
  const w = Math.min(SLOT_WIDTH, width - 2 * MARGIN)
  const slot = box('box', { x: 0, y: 0, w, h: SLOT_HEIGHT, r: 5, tone: 'faint', look: 'ghost' })
  const queue = waiters(waiting, width, 16 + SLOT_HEIGHT + 10)
  return {
    height: 16 + SLOT_HEIGHT + 10 + queue.height,
    marks: [group(SLOT, { x: MARGIN, y: 16, children: [slot] }), ...queue.marks],
  }
}

export const full = (view: KeyView, value: ValueOf<'stream'>, width: number, around: Around): Body =>
  width < WIDE ? narrow(view, value, width, around) : wide(view, value, width, around)
