/**
 * A stream: an append-only log along a line of time. Each entry has an id (ms and a counter) and its own fields. A
 * consumer group is a place on that line, the last entry it was handed, and the entries handed out and not yet
 * acknowledged: those are pending.
 * Source: https://redis.io/docs/latest/develop/data-types/streams/
 */

import type { KeyView, ValueOf } from '@rdd/shared/keyspace/view'
import type { Around } from './around.ts'
import type { Body } from './card.ts'
import { narrow } from './stream-narrow.ts'
import { wide } from './stream-wide.ts'

/** From this width on entries stand side by side. */
const WIDE = 640

export const full = (view: KeyView, value: ValueOf<'stream'>, width: number, around: Around): Body =>
  width < WIDE ? narrow(view, value, width, around) : wide(view, value, width, around)
