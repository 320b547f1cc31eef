/**
 * Steps of a run in the log: where a person stops who walks through it hop by hop. A step ends right before the next hop
 * is let through, so that all it brought about (the command in Redis, the row, the answer that came back) belongs to it.
 */
import type { Fact } from '@rdd/shared/fact'
import type { Hop, RunView } from '@rdd/shared/run'

/** True for a fact with which a new step begins: a run, a hop let through, an actor that broke or was mended. */
function begins(fact: Fact): boolean {
  if (fact.kind === 'run') return true
  if (fact.kind !== 'hop') return false
  const { hops = [], actors } = fact.patch
  return actors !== undefined || hops.some(begun)
}

/** Whether a hop of a fact was let through by it. A call inside the process, from the app to its layer, never flies. */
const begun = ({ state, direction, to }: Hop): boolean =>
  state === 'flying' || (state !== 'waiting' && (direction === 'answered' || to === 'layer'))

/** What is needed of a playhead. */
export interface Log {
  /** The fact that led to the state at `seq`. */
  fact(seq: number): Fact | undefined
}

/** Seq of the next stop after `seq`: the one before a step begins, or `last`. */
export function nextStop(log: Log, seq: number, last: number): number {
  for (let at = seq + 1; at < last; at += 1) {
    const next = log.fact(at + 1)
    if (next !== undefined && begins(next)) return at
  }
  return last
}

/** Seq of the stop before `seq`, or `first`. */
export function stopBefore(log: Log, seq: number, first: number): number {
  for (let at = seq - 1; at > first; at -= 1) {
    const next = log.fact(at + 1)
    if (next !== undefined && begins(next)) return at
  }
  return first
}

/** Seq of the stop where hop `n` of a run was let through and has arrived; undefined where the log does not hold it. */
export function stopOf(
  log: Log & { readonly facts: readonly Fact[] },
  run: RunView['id'],
  n: number,
  last: number,
): number | undefined {
  const began = log.facts.findLast(
    fact => fact.kind === 'hop' && fact.run === run && fact.patch.hops?.some(hop => hop.n === n && begun(hop)),
  )
  return began && nextStop(log, began.seq - 1, last)
}

/** Number of the last hop that was let through; 0: none was. */
export const hopsPassed = ({ hops }: RunView): number =>
  hops.filter(({ state }) => state !== 'waiting').reduce((most, { n }) => Math.max(most, n), 0)

/** The same for the newest run of a log. */
export function hopsPassedIn(facts: readonly Fact[]): number {
  const since = Math.max(
    0,
    facts.findLastIndex(({ kind }) => kind === 'run'),
  )
  const hops = facts
    .slice(since)
    .flatMap(fact => (fact.kind === 'run' ? fact.run.hops : fact.kind === 'hop' ? (fact.patch.hops ?? []) : []))
  return hops.filter(({ state }) => state !== 'waiting').reduce((most, { n }) => Math.max(most, n), 0)
}
