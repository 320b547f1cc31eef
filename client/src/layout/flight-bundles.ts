/**
 * FlightBundles: more elements or members than anybody follows one by one go as one bundle that says how many they are. Where
 * only a part of a key is seen, and its command does not settle it, the bundle says no number: nothing is guessed.
 */
import { idOf } from '@rdd/shared/fact'
import type { KeyChange } from '@rdd/shared/keyspace/change'
import { type KeyView, pieceId } from '@rdd/shared/keyspace/view'
import { counted } from '@rdd/shared/keyspace/words'
import type { Flight, Sheaf } from './flight.ts'
import type { Point } from './mark.ts'
import { CROWD, listParts, type Motion } from './motion.ts'
import { membersOf } from './stored.ts'
import { VENN } from './venn.ts'

type Move = Extract<Flight, { kind: 'move' }>

/** Moves between the same two cards as one, the other flights left out. */
export function bundled(flights: readonly Flight[]): Flight[] {
  const ways = new Map<string, Move[]>()
  for (const flight of flights) {
    if (flight.kind !== 'move') continue
    const way = `${flight.from[0]?.card}\n${flight.to.card}`
    ways.set(way, [...(ways.get(way) ?? []), flight])
  }
  return [...ways.values()].flatMap((moves): Flight[] => {
    const [one] = moves
    const [start] = one?.from ?? []
    if (one === undefined || start === undefined) return []
    const from: Sheaf = { card: start.card, parts: moves.flatMap(move => move.from.map(({ part }) => part)) }
    const to: Sheaf = { card: one.to.card, parts: moves.map(move => move.to.part) }
    const seen = (sheaf: Sheaf): Sheaf[] => [{ ...sheaf, card: VENN }, sheaf]
    const noun = one.to.part.startsWith('m:') ? 'member' : 'element'
    return moves.length === 1
      ? [one]
      : [{ kind: 'bundle', from: seen(from), to: seen(to), words: counted(moves.length, noun), stays: false }]
  })
}

/** What went from a source into the key a command made, `came` by their ids. `all`: the command takes all a source holds. */
export function copiedBundle(source: KeyView, made: KeyView, came: readonly string[], all: boolean): Flight[] {
  const held = membersOf(source).map(pieceId)
  const known = new Set(came)
  const went = held.filter(id => known.has(id))
  if (went.length === 0) return []
  const whole = held.length === source.length && membersOf(made).length === made.length
  const words = all ? counted(source.length, 'member') : whole ? counted(went.length, 'member') : 'members'
  const parts = went.map(id => `m:${id}`)
  const to: Sheaf = { card: idOf(made.db, made.key), parts: came.map(id => `m:${id}`) }
  const from = [VENN, idOf(source.db, source.key)].map((card): Sheaf => ({ card, parts }))
  return [
    {
      kind: 'bundle',
      from,
      to: [to],
      words,
      stays: true,
    },
  ]
}

/** `motion` where flights go as bundles: what is in one does not also go by itself, and what stays closes up after it. */
export function bundling(motion: Motion, flights: readonly Flight[]): Motion {
  const bundles = flights.flatMap(flight => (flight.kind === 'bundle' && !flight.stays ? [flight] : []))
  if (bundles.length === 0) return motion
  const all = new Map(motion)
  const keep = ({ card, parts }: Sheaf, leaves: boolean) => {
    const own = all.get(card)
    if (own === undefined || !parts.some(part => own.lit.has(part))) return
    const fading = new Map([...own.parts, ...parts.map((part): [string, Point] => [part, { x: 0, y: 0 }])])
    all.set(card, { ...own, parts: fading, ...(leaves && { clears: true }) })
  }
  for (const flight of bundles) {
    for (const sheaf of flight.from) keep(sheaf, true)
    for (const sheaf of flight.to) keep(sheaf, false)
  }
  return all
}

/** What came to an end of a list, or left one, and is too much to be followed. */
export const crowds = (keys: readonly KeyChange[]): Flight[] =>
  keys.flatMap(({ db, key, before, after, changes }) =>
    changes.flatMap((change): Flight[] => {
      if (change.kind !== 'elements-added' && change.kind !== 'elements-removed') return []
      const { kind, end, index, count } = change
      if (count <= CROWD || end === 'middle') return []
      const card = idOf(db, key)
      const words = counted(count, 'element')
      const made = (from: string[], to: string[]): Flight[] => [
        { kind: 'bundle', from: [{ card, parts: from }], to: [{ card, parts: to }], words, stays: false },
      ]
      return kind === 'elements-added'
        ? made([end], listParts(after, index, count))
        : made(listParts(before, index, count), [end === 'head' ? 'lpop' : 'rpop'])
    }),
  )
