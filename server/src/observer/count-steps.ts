/**
 * CountSteps: how many keys there are after each fact of one tick. Redis is asked once, after the last; the facts before it
 * are counted from what they made and took away, so that the past one steps back to counts right too. Pure.
 */
import { type Effects, idOf } from '@rdd/shared/fact'
import type { RoomState } from '@rdd/shared/keyspace/state'

/**
 * Gives each step its counts, in place; the last one has Redis's own.
 * @param state before the first step
 * @param exact [db, DBSIZE] after the last step, of the databases that were looked at
 */
export function countSteps(steps: readonly Effects[], state: RoomState, exact: Effects['counts']): void {
  const counts = new Map<number, number>()
  const countOf = (db: number) => counts.get(db) ?? state.count(db)
  const there = new Map<string, boolean>()
  const emptied = new Set<number | 'all'>()
  const last = steps.at(-1)
  for (const step of steps) {
    const changed = new Set<number>()
    const count = (db: number, n: number) => {
      counts.set(db, n)
      changed.add(db)
    }
    const { flushed } = step
    if (flushed !== undefined) {
      emptied.add(flushed)
      there.clear()
      const full = new Set([...state.counts().map(([db]) => db), ...counts.keys()])
      for (const db of full) if (flushed === 'all' || flushed === db) count(db, 0)
    }
    const held = (db: number, key: (typeof step.gone)[number]['key']) =>
      there.get(idOf(db, key)) ?? !(emptied.has('all') || emptied.has(db) || state.view(db, key) === undefined)
    for (const { db, key } of step.gone) {
      if (held(db, key)) count(db, countOf(db) - 1)
      there.set(idOf(db, key), false)
    }
    const noticed = new Set(step.noticed?.map(({ db, key }) => idOf(db, key)))
    for (const { db, key } of step.views) {
      if (!held(db, key) && !noticed.has(idOf(db, key))) count(db, countOf(db) + 1)
      there.set(idOf(db, key), true)
    }
    const known = new Set(step === last ? exact.map(([db]) => db) : [])
    for (const db of changed) if (!known.has(db)) step.counts.push([db, countOf(db)])
  }
  last?.counts.push(...exact)
}
