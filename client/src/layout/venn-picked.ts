/** Which sets stand together because a person picked them to compare: no command is needed for that. */
import type { Bytes } from '@rdd/shared/bytes'
import type { KeyChange } from '@rdd/shared/keyspace/change'
import type { RoomState } from '@rdd/shared/keyspace/state'
import { changedIn, type Together } from './venn-named.ts'

/**
 * The picked sets that are there, once they are two; else what a command named. A command at the playhead that names just
 * these lights its answer among them. `told`: what that fact changed.
 */
export function togetherWith(
  picked: readonly Bytes[],
  named: Together | undefined,
  db: number,
  state: RoomState,
  told: readonly KeyChange[],
): Together | undefined {
  const sets = picked.flatMap(key => state.view(db, key) ?? []).filter(view => view.value.type === 'set')
  if (sets.length < 2) return named
  const same = named?.now && named.sets.length === sets.length && sets.every(set => named.sets.includes(set))
  if (named !== undefined && same) return named
  return { sets, missing: [], firstMissing: false, now: false, changed: changedIn(sets, told) }
}
