/** Lists: what entered and left, at which end, and what was set; by the commands where they settle it, else by the look. */
import type { Change } from '../change.ts'
import { align } from './align.ts'
import type { Seen } from './index.ts'
import { endsOf, replay } from './replay.ts'
import { changesOf } from './script.ts'
import type { Told } from './told.ts'

/**
 * Applying the changes: take out every removed run by its old indexes, put in every added run by its new ones in
 * ascending order, then set the changed elements by their new index.
 */
export function diffList(before: Seen<'list'>, after: Seen<'list'>, told: Told): Change[] {
  const ends = endsOf(told.calls)
  return changesOf(replay(before, after, told) ?? align(before, after, ends.last), before, after, ends)
}
