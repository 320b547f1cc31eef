/**
 * Flight: what goes from one place of the stage to another as one thing while a movement lasts. An element that left one
 * end of a list, or a set, and came to another by the same command; a copy that goes into the key made of it; an element handed
 * to the client that waited for it; a mark that walks along the links to an index. Flights are derived from what the movement changed, whichever command did it; fly.ts
 * draws them.
 */

import { type CommandFact, type Fact, idOf } from '@rdd/shared/fact'
import { nameOf } from '@rdd/shared/keyspace/ask'
import type { KeyChange, Reading } from '@rdd/shared/keyspace/change'
import { type KeyView, type Piece, pieceHead, pieceId } from '@rdd/shared/keyspace/view'
import { bundled, crowds } from './flight-bundles.ts'
import { copies } from './flight-copies.ts'
import { scoreFlights } from './flight-scores.ts'
import { handsOut, served } from './flight-served.ts'
import { listParts } from './motion.ts'

/** A part of a card's body, by their ids. */
export interface Spot {
  card: string
  part: string
}

/** Some parts of a card's body. */
export interface Sheaf {
  card: string
  parts: readonly string[]
}

/** What led from one state to another; `facts` is empty on the way back. */
export interface Moved {
  from: number
  to: number
  facts: readonly Fact[]
  keys: readonly KeyChange[]
}

export type Flight =
  /** An element, from the first of these places that is there to another. */
  | { kind: 'move'; from: readonly Spot[]; to: Spot }
  /** A member, from the first of these places that is there to another; where it comes from it stays. */
  | { kind: 'copy'; from: readonly Spot[]; to: Spot }
  /** A score, counting while its row moves. */
  | { kind: 'tick'; card: string; part: string; from: string; to: string }
  /** A bracket around rows that are cut out. */
  | { kind: 'cut'; card: string; parts: readonly string[] }
  /** What `words` name, to the client that waited for it, which leaves with it. `stays`: what it gets is a copy. */
  | { kind: 'serve'; from: readonly Spot[]; waiter: Spot; words: string; stays: boolean }
  /** Too many to be followed one by one, as one bundle: from the first of these that is there to the first of those. */
  | { kind: 'bundle'; from: readonly Sheaf[]; to: readonly Sheaf[]; words: string; stays: boolean }
  /** Along these parts of a card, one after the other. */
  | { kind: 'walk'; card: string; parts: readonly string[] }

/** More than these at once are no longer followed one by one. */
const MOST = 8
/** What moved with the whole of its key is looked for among so many. */
const ALL = 100
/** A walk shows at most these steps. */
const STEPS = 40

interface End extends Spot {
  id: string
}

/**
 * The elements and members that left lists and sets, and those that came to them, each by its bytes. `most`: of how many it
 * is told that they left with their key, or came with it.
 */
function endsOf({ db, key, before, after, changes }: KeyChange, most = 1): { left: End[]; came: End[] } {
  const card = idOf(db, key)
  const left: End[] = []
  const came: End[] = []
  const ends = (view: KeyView | undefined, index: number, values: readonly Piece[]): End[] =>
    view === undefined
      ? []
      : listParts(view, index, values.length).flatMap((part, i): End[] => {
          const value = values[i]
          return value === undefined ? [] : [{ card, part, id: pieceId(value) }]
        })
  const member = (piece: Piece): End => ({ card, part: `m:${pieceId(piece)}`, id: pieceId(piece) })
  for (const change of changes) {
    if (change.kind === 'member-removed') left.push(member(change.member))
    if (change.kind === 'member-added') came.push(member(change.member))
    if (change.kind === 'gone' && before?.value.type === 'set' && before.length <= most)
      left.push(...before.value.members.map(member))
    if (change.kind === 'created' && after?.value.type === 'set' && after.length <= most)
      came.push(...after.value.members.map(member))
    if (change.kind === 'elements-removed') left.push(...ends(before, change.index, change.values))
    if (change.kind === 'elements-added') came.push(...ends(after, change.index, change.values))
    // the last element takes its key along, the first one brings it
    if (change.kind === 'gone' && before?.value.type === 'list' && before.length <= most)
      left.push(...ends(before, 0, [...before.value.head, ...before.value.tail]))
    if (change.kind === 'created' && after?.value.type === 'list' && after.length <= most)
      came.push(...ends(after, 0, [...after.value.head, ...after.value.tail]))
  }
  return { left, came }
}

/** What went from one list or set to another, or from one end to the other, by one command. */
function moved({ facts, keys, from, to }: Moved): Flight[] {
  const commands = facts.filter((fact): fact is CommandFact => fact.kind === 'command')
  const together = (a: string, b: string): boolean =>
    facts.length === 0
      ? from - to === 1
      : commands.some(fact => {
          const ids = fact.keys.map(key => idOf(fact.db, key))
          return ids.includes(a) && ids.includes(b)
        })
  // a whole key that goes by one command is renamed; by several, what was in it was moved
  const most = commands.some(({ calls }) => calls !== undefined) ? ALL : 1
  const all = keys.map(key => endsOf(key, most))
  const left = all.flatMap(ends => ends.left)
  return all
    .flatMap(ends => ends.came)
    .flatMap((came): Flight[] => {
      const at = left.findIndex(end => end.id === came.id && together(end.card, came.card))
      const [source] = at < 0 ? [] : left.splice(at, 1)
      return source === undefined ? [] : [{ kind: 'move', from: [source], to: came }]
    })
}

/** Where what a command that had to wait was given is moved on to. */
function movedOn(fact: CommandFact, keys: readonly KeyChange[]): Flight[] {
  const { db, argv, reply, waitedMs } = fact
  const name = nameOf(argv)
  const [, source, target] = argv.args.map(pieceHead)
  if (waitedMs === undefined || (name !== 'BLMOVE' && name !== 'BRPOPLPUSH')) return []
  const to = keys.find(change => change.db === db && change.key === target)
  const [came] = to === undefined ? [] : endsOf(to).came
  if (reply?.t !== 'bulk' || source === undefined || came === undefined) return []
  const end = argv.args.map(piece => pieceHead(piece).toUpperCase())[3] === 'LEFT' ? 'head' : 'tail'
  return [{ kind: 'move', from: handsOut(idOf(db, source), end), to: came }]
}

/** The way to an element that was walked to. */
function walks(
  readings: readonly Reading[],
  view: (db: number, key: KeyChange['key']) => KeyView | undefined,
): Flight[] {
  return readings.flatMap((reading): Flight[] => {
    if (reading.kind !== 'read') return []
    const span = reading.spans.find(span => span.of === 'index' && span.walk !== undefined)
    const list = view(reading.db, reading.key)
    if (span?.of !== 'index' || list === undefined) return []
    const parts =
      span.walk === 'head'
        ? listParts(list, 0, span.from + 1)
        : listParts(list, span.from, list.length - span.from).toReversed()
    return parts.length < 2 || parts.length > STEPS
      ? []
      : [{ kind: 'walk', card: idOf(reading.db, reading.key), parts }]
  })
}

/** What flies in a movement. `view`: a key as it is now. */
export function flightsOf(
  movement: Moved,
  readings: readonly Reading[],
  view: (db: number, key: KeyChange['key']) => KeyView | undefined,
): Flight[] {
  const given = movement.facts.flatMap(fact =>
    fact.kind === 'command' ? [...served(fact), ...movedOn(fact, movement.keys)] : [],
  )
  const taken = new Set(given.flatMap(flight => (flight.kind === 'move' ? [flight.to.part] : [])))
  const flights = [
    ...given,
    ...moved(movement).filter(flight => flight.kind !== 'move' || !taken.has(flight.to.part)),
    ...walks(readings, view),
  ]
  return [
    ...(flights.length > MOST ? bundled(flights) : flights.length > 0 ? flights : crowds(movement.keys)),
    ...copies(movement.facts, movement.keys, view),
    ...scoreFlights(movement.facts, movement.keys),
  ]
}
