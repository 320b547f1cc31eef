/** The difference between two observed states of one key, in the words of its type. Pure. */
import type { Fact } from '../../fact.ts'
import type { Change, KeyChange } from '../change.ts'
import type { KeyView } from '../view.ts'

/** `facts`: what happened in between, in order: they settle what two views alone cannot (which end, deleted or expired). */
export function diffKey(
  _at: Pick<KeyChange, 'db' | 'key' | 'before'>,
  _after: KeyView | undefined,
  _facts: readonly Fact[],
): Change[] {
  return []
}
