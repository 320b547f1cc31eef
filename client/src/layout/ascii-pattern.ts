/**
 * AsciiPattern: a run as the notebook draws its pattern: the actors, the lines between them with what went over each, the
 * hop in progress as a heavy line with its words below, and what Redis and the database hold at that moment.
 */
import { formatTtl } from '@rdd/shared/keyspace/expiry'
import { actorWords, hopTook, hopWords, patternWords } from '@rdd/shared/keyspace/explain-run'
import { counted } from '@rdd/shared/keyspace/words'
import type { ActorName, Hop, RunView } from '@rdd/shared/run'
import { cell, frame, table } from './ascii-box.ts'
import { Canvas } from './ascii-canvas.ts'
import { textPlanOf } from './ascii-pattern-plan.ts'
import { wireOf } from './pattern-hops.ts'
import { isApp, type Moment } from './pattern-parts.ts'
import { contentOf, keysShown, waiting } from './pattern-redis.ts'
import { tableOf } from './pattern-table.ts'
import { brief, briefly, current } from './pattern-words.ts'
import { columnsOf, shown, wrap } from './text.ts'

/** Rows of a table. */
const MOST = 8

const several = ({ lanes }: RunView): boolean => lanes.filter(isApp).length > 1

/** What stands in the box of an actor, three lines at most. */
function boxLines(actor: ActorName, { run, keys }: Moment): string[] {
  const state = run.actors[actor] ?? 'up'
  const mine = run.lanes.filter(isApp)
  const words: Record<ActorName, string[]> = {
    app: ['App', mine.length > 1 ? `${mine.length} clients` : (mine[0]?.state ?? '')],
    layer: ['Cache', 'layer', mine[0]?.form ?? ''],
    cache: ['Redis', '(cache)', counted(keys.size, 'key')],
    queue: ['Queue', `${waiting(keys).length} waiting`],
    writer: ['Writer', run.lanes.find(lane => !isApp(lane))?.state ?? 'not started'],
    database: ['Database', tableOf(run)],
  }
  return state === 'up' ? words[actor] : [...words[actor].slice(0, 2), state.toUpperCase()]
}

function labelOf(hop: Hop, run: RunView): string {
  const who = several(run) ? `${hop.lane} ` : ''
  return `${who}${hop.n}. ${hopWords(hop)[0]}`
}

/** The picture: boxes and lines. */
function picture(moment: Moment, inside: number): string[] {
  const { run } = moment
  const plan = textPlanOf(run.pattern, inside)
  const canvas = new Canvas(inside)
  const now = current(run)
  const taken = now === undefined ? undefined : wireOf(plan, now)
  for (const { points, back } of plan.wires) if (!back) canvas.line(points, { head: true })
  if (taken !== undefined) canvas.line(taken.points, { head: true, heavy: true })
  for (const wire of plan.wires) {
    const hops = run.hops.filter(hop => hop.state !== 'waiting' && wireOf(plan, hop) === wire)
    const last = hops.reduce<Hop | undefined>((a, b) => (a === undefined || b.n > a.n ? b : a), undefined)
    const { at, columns, end } = wire.label
    if (last !== undefined) canvas.write(at, labelOf(last, run), columns, end)
  }
  if (plan.remark) canvas.write(plan.remark.at, plan.remark.words, inside)
  for (const { actor, at, h } of plan.boxes) canvas.box(at, plan.w, h, boxLines(actor, moment))
  return canvas.lines()
}

/** The hop that happens, or happened last, in words. */
function hopText(run: RunView, inside: number): string[] {
  const hop = current(run)
  if (hop === undefined) return ['The first call waits to be let through.']
  const [, why] = hopWords(hop)
  const said = hop.direction === 'asked' ? briefly(hop.text) : brief(hop.text)
  const outcome = hop.outcome === 'hit' || hop.outcome === 'miss' ? `${hop.outcome}: ` : ''
  const took = hop.state === 'flying' ? 'on its way' : hopTook(hop)
  return [
    `━► ${labelOf(hop, run)}`,
    `   ${actorWords[hop.from]} to ${actorWords[hop.to]}`,
    ...wrap(shown(`${outcome}${said}`), inside - 3, 3).map(line => `   ${line}`),
    ...(took === '' ? [] : [`   ${took}`]),
    ...(why === '' ? [] : wrap(why, inside - 3, 3).map(line => `   ${line}`)),
  ]
}

/** The widths of a table's columns: the first ones as wide as they need to be up to their most, the last what is left. */
function widths(rows: readonly (readonly string[])[], most: readonly number[], inside: number): number[] {
  const wanted = most.map((limit, i) =>
    Math.min(limit, Math.max(1, ...rows.map(row => columnsOf(shown(row[i] ?? ''))))),
  )
  const used = wanted.reduce((sum, one) => sum + one, 0)
  return [...wanted, Math.max(1, inside - used - 3 * wanted.length - 4)]
}

/** A table whose last column takes the rest of the room. */
function filling(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  most: readonly number[],
  inside: number,
): string[] {
  const some = rows.slice(0, MOST)
  const more = rows.length - some.length
  return [
    ...table(head, some, widths([head, ...some], most, inside)),
    ...(more > 0 ? [cell(`… ${more} more`, inside)] : []),
  ]
}

const inMs = (ms: number): string => `${ms.toFixed(2)} ms`

function lanesText({ lanes }: RunView, inside: number): string[] {
  const rows = lanes.map(({ name, operation, state, outcome, ms, addedMs }) => [
    name,
    state,
    inMs(ms + addedMs),
    outcome === undefined || outcome === '' ? operation : `${operation}: ${brief(outcome)}`,
  ])
  return filling(['', 'State', 'Took', 'Request'], rows, [8, 9, 11], inside)
}

function cacheText(moment: Moment, inside: number, now: number): string[] {
  const rows = keysShown(moment).map(key => {
    if (typeof key === 'string') return [key, '', 'not there']
    const left = key.expiresAt === undefined ? '' : key.expiresAt <= now ? 'due' : formatTtl(key.expiresAt - now)
    return [key.key, left, contentOf(key)]
  })
  if (rows.length === 0) return []
  return ['Redis', ...filling(['Key', 'TTL', 'Value'], rows, [Math.floor(inside / 3), 11], inside)]
}

function queueText({ run, keys }: Moment, inside: number): string[] {
  if (run.pattern !== 'write-behind') return []
  const { all, dead } = waiting(keys)
  const rows = all.map(({ id, item, pending }) => [id, pending ? 'pending' : 'waits', brief(item)])
  return [
    `Queue${dead > 0 ? `, and ${counted(dead, 'dead letter')}` : ''}`,
    ...(rows.length === 0 ? ['nothing waits'] : filling(['Id', 'State', 'Write'], rows, [15, 7], inside)),
  ]
}

function databaseText(run: RunView, inside: number): string[] {
  const rows = run.tables[tableOf(run)].map(({ id, name, detail, version }) => [id, name, String(version), detail])
  return [
    `Database, ${tableOf(run)}: ${run.database}`,
    ...filling(['Id', 'Name', 'v', 'Detail'], rows, [6, Math.floor(inside / 4), 4], inside),
  ]
}

/** @param width columns, 44 at least; `now`: ms since the epoch on Redis's clock */
export function patternText(moment: Moment, width: number, now: number): string[] {
  const { run } = moment
  const inside = width - 4
  const { hits, misses, databaseLoads, databaseWrites, staleReads, lostWrites } = run.counters
  const wrong = [
    ...(staleReads > 0 ? [counted(staleReads, 'stale read')] : []),
    ...(lostWrites > 0 ? [counted(lostWrites, 'lost write')] : []),
  ]
  return frame(
    `${patternWords[run.pattern].toUpperCase()} PATTERN · ${run.state}`,
    [
      '',
      ...picture(moment, inside),
      '',
      ...hopText(run, inside),
      '',
      ...lanesText(run, inside),
      ...cacheText(moment, inside, now),
      ...queueText(moment, inside),
      ...databaseText(run, inside),
      `hits ${hits} · misses ${misses} · loads ${databaseLoads} · writes ${databaseWrites}`,
      ...(wrong.length > 0 ? [wrong.join(' · ')] : []),
    ],
    width,
  )
}
