/**
 * Where the members of two or three sets stand in a Venn diagram: the circles, as small as they hold all members, and in each
 * region rows of chips around its middle. What has no room is counted.
 */
import { type KeyView, type Piece, pieceId } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import { columnsOf, widthOf } from './text.ts'
import { type Circle, middleOf, type Stretch, stretches } from './venn-regions.ts'
import { spelled } from './written.ts'

export const CHIP = 26
const STEP = CHIP + 7
const GAP = 7
export const INSIDE = 10
/** Between a chip and the line of a circle. */
const CLEAR = 7
const MOST_COLUMNS = 24
/** A chip is cut down to this width, and no further. */
const LEAST = 64
const MOST_RADIUS = 230
const LEAST_RADIUS = 110
/** Radii to try, the smallest that holds everything is taken. */
const RADII = [LEAST_RADIUS, 120, 130, 150, 170, 190, 210, MOST_RADIUS]
const NARROW = 560
/** From centre to centre, in radii: three come nearer, so that there is room in the middle. */
const apart = (n: number): number => (n === 2 ? 1.1 : 0.96)

export interface Chip {
  /** Undefined: the words for those that have no room. */
  member: Piece | undefined
  words: string
  x: number
  y: number
  w: number
}
export interface Arranged {
  circles: Circle[]
  width: number
  height: number
  /** By region. */
  chips: Map<number, Chip[]>
  /** Chips cut or left out. */
  lacks: number
}

const numeric = new Intl.Collator('en', { numeric: true })

/** Members by the region they are in; those whose region cannot be told are left out. */
export function regionsOf(sets: readonly KeyView[]): Map<number, Piece[]> {
  const held = sets.map(({ value, length }) => {
    const members = value.type === 'set' ? value.members : []
    return { all: members.length === length, members: new Map(members.map(member => [pieceId(member), member])) }
  })
  const regions = new Map<number, Piece[]>()
  for (const [id, member] of new Map(held.flatMap(({ members }) => [...members]))) {
    if (held.some(({ all, members }) => !all && !members.has(id))) continue
    const region = held.reduce((sum, { members }, i) => (members.has(id) ? sum | (1 << i) : sum), 0)
    regions.set(region, [...(regions.get(region) ?? []), member])
  }
  for (const members of regions.values())
    members.sort((a, b) => numeric.compare(pieceId(a), pieceId(b)) || (pieceId(a) < pieceId(b) ? -1 : 1))
  return regions
}

function circlesOf(n: number, r: number, stacked: boolean): Circle[] {
  const d = r * apart(n)
  if (n === 2 && stacked) return [r, r + d].map(y => ({ x: r, y, r }))
  const two = [r, r + d].map(x => ({ x, y: r, r }))
  return n === 2 ? two : [...two, { x: r + d / 2, y: r + d * Math.sin(Math.PI / 3), r }]
}

/** How high the circles stand together, in radii. */
const highOf = (n: number, stacked: boolean): number =>
  n === 3 ? 2 + apart(3) * Math.sin(Math.PI / 3) : stacked ? 2 + apart(2) : 2

/** In a narrow room two circles may stand one under the other. */
export const isNarrowRoom = (width: number): boolean => width < NARROW

interface Wanted {
  member: Piece | undefined
  words: string
  /** Its width when it is not cut. */
  w: number
  /** Its name is longer than any chip: where it ends says nothing. */
  endless: boolean
}
const wanted = (member: Piece | undefined, words: string): Wanted => ({
  member,
  words,
  w: widthOf(columnsOf(words), 12.5) + 2 * INSIDE,
  endless: member !== undefined && columnsOf(spelled(member, MOST_COLUMNS + 1)) > MOST_COLUMNS,
})

/** A stretch of a row, to put chips in. */
interface Slot extends Stretch {
  y: number
}

/** So many rows around the middle of a region. */
const slotsOf = (circles: readonly Circle[], region: number, middle: number, rows: number): Slot[] =>
  Array.from({ length: rows }, (_, i) => middle - (rows * STEP - GAP) / 2 + i * STEP).flatMap(y =>
    stretches(circles, region, y, y + CHIP, CLEAR).map(stretch => ({ y, ...stretch })),
  )

/** As many of `some` as go, in order, into the slots; what stands in a slot is centred. */
function fill(slots: readonly Slot[], some: readonly Wanted[]) {
  const chips: Chip[] = []
  let cut = 0
  let next = 0
  for (const { y, left, right } of slots) {
    const row: Chip[] = []
    let x = left
    for (let one = some[next]; one !== undefined; one = some[next]) {
      const room = right - x
      const w = one.w <= room ? one.w : row.length === 0 && room >= LEAST && one.member !== undefined ? room : 0
      if (w === 0) break
      if (w < one.w && !one.endless) cut += 1
      row.push({ ...one, x, y, w })
      x += w + GAP
      next += 1
    }
    const spare = (right - (x - GAP)) / 2
    chips.push(...row.map(chip => ({ ...chip, x: chip.x + spare })))
  }
  return { chips, placed: next, cut }
}

/** The chips of one region: all of its members, or as many as go with the number of the others. */
function settle(circles: readonly Circle[], region: number, all: readonly Wanted[]): { chips: Chip[]; lacks: number } {
  const middle = middleOf(circles, region)
  const most = Math.ceil((2 * Math.max(...circles.map(({ y, r }) => y + r))) / STEP)
  const ways = Array.from({ length: most }, (_, i) => slotsOf(circles, region, middle, i + 1))
  let best = fill([], all)
  for (const slots of ways) {
    if (best.placed === all.length && best.cut === 0) break
    const tried = fill(slots, all)
    if (tried.placed > best.placed || (tried.placed === best.placed && tried.cut < best.cut)) best = tried
  }
  if (best.placed === all.length) return { chips: best.chips, lacks: best.cut }
  for (let kept = best.placed; kept >= 0; kept--) {
    const left = grouped(all.length - kept)
    for (const words of [`${left} more`, `+${left}`]) {
      const some = [...all.slice(0, kept), wanted(undefined, words)]
      const found = ways.map(slots => fill(slots, some)).find(({ placed }) => placed === some.length)
      if (found !== undefined) return { chips: found.chips, lacks: all.length - kept }
    }
  }
  return { chips: [], lacks: all.length }
}

function arrange(regions: ReadonlyMap<number, readonly Wanted[]>, n: number, r: number, stacked: boolean): Arranged {
  const circles = circlesOf(n, r, stacked)
  const chips = new Map<number, Chip[]>()
  let lacks = 0
  for (const [region, members] of regions) {
    const settled = settle(circles, region, members)
    chips.set(region, settled.chips)
    lacks += settled.lacks
  }
  const width = Math.max(...circles.map(c => c.x + r))
  return { circles, width, height: Math.max(...circles.map(c => c.y + r)), chips, lacks }
}

/** Where the circles may stand, in stage units. */
export interface VennRoom {
  width: number
  /** What is in sight without scrolling; circles are no higher where that does not cost a member. */
  height: number
  /** Two circles stand one under the other. */
  stacked: boolean
}

/**
 * The smallest circles that hold all members; where none do, those of the ones in sight that lack the fewest. They are never
 * so small that a name of a few letters would not fit.
 */
export function arranged(sets: readonly KeyView[], { width, height, stacked }: VennRoom): Arranged {
  const n = sets.length
  const regions = new Map(
    [...regionsOf(sets)].map(([region, members]) => [
      region,
      members.map(one => wanted(one, spelled(one, MOST_COLUMNS))),
    ]),
  )
  const widest = width / (n === 2 && stacked ? 2 : 2 + apart(n))
  const limit = Math.floor(Math.min(widest, MOST_RADIUS))
  const highest = Math.floor(Math.min(limit, height / highOf(n, stacked)))
  const least = Math.min(LEAST_RADIUS, limit)
  const radii = new Set([...RADII.filter(r => r < limit), limit, Math.max(least, highest)].toSorted((a, b) => a - b))
  let best: Arranged | undefined
  for (const r of radii) {
    const tried = arrange(regions, n, r, stacked)
    if (tried.lacks === 0) return tried
    if (best === undefined || (r <= highest && tried.lacks < best.lacks)) best = tried
  }
  return best ?? arrange(regions, n, least, stacked)
}
