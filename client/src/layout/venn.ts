/**
 * Venn: two or three sets as circles that overlap, every member in the region where it truly is. What a command asked of
 * them is the region it lights, so SINTER, SUNION and SDIFF are seen and not only answered. A member whose region is not
 * known, since not all of a set is in view, is left out, and that is said. What came of it stands on top, always in sight.
 */
import { type KeyView, pieceHead, pieceId } from '@rdd/shared/keyspace/view'
import { counted } from '@rdd/shared/keyspace/words'
import { box, type Data, type Group, group, type Mark, path, text } from './mark.ts'
import { columnsIn, columnsOf, fit, shown, widthOf, wrap } from './text.ts'
import { type Arranged, arranged, CHIP, type Chip, INSIDE, isNarrowRoom } from './venn-chips.ts'
import type { Together } from './venn-named.ts'
import { outline } from './venn-regions.ts'
import { told } from './venn-words.ts'
import { written } from './written.ts'

/** A picture that stands above the cards of a scene. */
export interface Figure {
  height: number
  mark: Group
}

/** Id of the picture among the cards. */
export const VENN = 'venn'

/** Room for the name and the number of members of a set. */
const LABEL = 44
const LINE = 20

/** The regions that are the answer. One that was put in place of a set is all that this set holds now. */
export function answerOf({ of, sets, missing, firstMissing, replaced, again }: Together): number[] {
  const all = (1 << sets.length) - 1
  const every = Array.from({ length: all }, (_, i) => i + 1)
  if (replaced !== undefined) return every.filter(region => replaced >= 0 && (region & (1 << replaced)) !== 0)
  if (of === 'union') return every
  if (of === 'inter') return missing.length > 0 ? [] : [all]
  return of === 'diff' && !firstMissing && !again ? [1] : []
}

function chipOf(chip: Chip, region: number, sets: readonly KeyView[], lit: boolean): Group {
  const { member, words, x, y, w } = chip
  const shape = box('box', {
    x: 0,
    y: 0,
    w,
    h: CHIP,
    r: CHIP / 2,
    tone: 'ink',
    look: member === undefined ? 'ghost' : 'frame',
  })
  const at = { x: w / 2, y: CHIP / 2 + 4.5, anchor: 'middle' } as const
  if (member === undefined)
    return group(`more:${region}`, { x, y, children: [shape, text('words', { ...at, text: words, tone: 'muted' })] })
  const inside = sets.filter((_, i) => (region & (1 << i)) !== 0).map(({ key }) => encodeURIComponent(key))
  const data: Data = { member: pieceHead(member), in: inside.join(' ') }
  return group(`m:${pieceId(member)}`, {
    x,
    y,
    now: lit ? 1 : 0,
    children: written('member', member, columnsIn(w - 2 * INSIDE + 1, 12.5), at, data, [shape]),
  })
}

const isChanged = ({ member }: Chip, changed: ReadonlySet<string>): boolean =>
  member !== undefined && changed.has(pieceId(member))

/** Where the name of a set stands, and how much of the room around the circles that takes. */
interface Labels {
  at: { x: number; y: number; anchor: 'start' | 'middle' | 'end'; room: number }[]
  above: number
  below: number
}

/** Beside the shoulder of a circle, as far as from its middle to where its line is at half a right angle. */
const SHOULDER = Math.SQRT1_2
/** A name beside a circle has so much room or all that it needs, or it stands elsewhere. */
const LEAST_BESIDE = 120

/**
 * Three names stand in the corners that the circles leave free, where there is room beside them, so that the picture is no
 * higher than its circles; else over the circles, or under the lowest one.
 */
function labelsOf({ circles, width, height }: Arranged, sets: readonly KeyView[], side: number): Labels {
  const off = (r: number) => r * (1 - SHOULDER) - 8
  const [first, second, third] = circles
  if (first === undefined || second === undefined) return { at: [], above: 0, below: 0 }
  const room = side + off(first.r)
  const widths = sets.map(({ key, length }) =>
    Math.max(widthOf(columnsOf(shown(key)), 12.5), widthOf(columnsOf(counted(length, 'member')), 11)),
  )
  if (third !== undefined && room >= Math.min(LEAST_BESIDE, Math.max(...widths))) {
    const top = 18
    return {
      at: [
        { x: off(first.r), y: top, anchor: 'end', room },
        { x: width - off(second.r), y: top, anchor: 'start', room },
        { x: third.x + third.r - off(third.r), y: height - 22, anchor: 'start', room: side + first.r / 2 },
      ],
      above: 8,
      below: 0,
    }
  }
  const beside = first.y === second.y
  const under = { x: (third ?? second).x, y: height + 20, anchor: 'middle', room: width } as const
  /** How far a name that is longer than half of the circles goes out to their side. */
  const out = widths.map(w => Math.min(side, Math.max(0, w - (width / 2 - 10))))
  const [left = 0, right = 0] = out
  const above = [
    { x: -left, y: 14 - LABEL, anchor: 'start', room: width / 2 - 10 + left },
    { x: width + right, y: 14 - LABEL, anchor: 'end', room: width / 2 - 10 + right },
  ] as const
  if (!beside)
    return { at: [{ x: first.x, y: 14 - LABEL, anchor: 'middle', room: width }, under], above: LABEL, below: LABEL }
  return third === undefined
    ? { at: [...above], above: LABEL, below: 0 }
    : { at: [...above, under], above: LABEL, below: LABEL }
}

function named(set: KeyView, { x, y, anchor, room }: Labels['at'][number]): Group {
  return group(`c:${set.key}`, {
    data: { circle: set.key },
    children: [
      text('name', { x, y, anchor, text: fit(shown(set.key), columnsIn(room, 12.5)), bold: true }),
      text('count', { x, y: y + 17, anchor, text: counted(set.length, 'member'), size: 11, tone: 'muted' }),
    ],
  })
}

/** What a Venn diagram needs besides its circles and its words, where its names stand beside or above them. */
const AROUND = 14 + 8

interface Sight {
  width: number
  /** What is left for circles in sight, when so many members lack and so much stands around the circles. */
  height: (lacks: number, around: number) => number
}

/**
 * Circles where they are to stand. In a narrow room two are one under the other, and side by side where the lower one with
 * its name would be out of sight and no member is lost by it.
 */
function inRoom(sets: readonly KeyView[], { width, height }: Sight): Arranged {
  const way = (stacked: boolean): { placed: Arranged; whole: boolean } => {
    const around = AROUND + (sets.length === 3 ? 8 : stacked ? 2 * LABEL : LABEL)
    const fitted = (lacks: number) => arranged(sets, { width, height: height(lacks, around), stacked })
    const first = fitted(0)
    // the line that says some do not fit takes room itself
    const placed = first.lacks > 0 && Number.isFinite(height(0, around)) ? fitted(first.lacks) : first
    return { placed, whole: placed.height <= height(placed.lacks, around) }
  }
  if (sets.length !== 2 || !isNarrowRoom(width)) return way(false).placed
  const stacked = way(true)
  if (stacked.whole) return stacked.placed
  const beside = way(false)
  return beside.placed.lacks <= stacked.placed.lacks ? beside.placed : stacked.placed
}

/** The sets a command named together. `height`: of what is in sight; absent: as high as it likes. */
export function venn(together: Together, width: number, height = Number.POSITIVE_INFINITY): Figure {
  const { sets, now, changed } = together
  const linesOf = (sentences: readonly string[]) =>
    sentences.flatMap((line, i) =>
      wrap(line, columnsIn(width, 12.5), 3).map(words => ({ words, tone: i === 0 ? 'ink' : 'muted' }) as const),
    )
  const placed = inRoom(sets, {
    width,
    height: (lacks, around) => Math.max(0, height - around - linesOf(told(together, lacks)).length * LINE),
  })
  const { circles, chips } = placed
  const left = (width - placed.width) / 2
  const labels = labelsOf(placed, sets, left)
  const answer = new Set(now ? answerOf(together) : [])
  const sentences = told(together, placed.lacks)
  const words = linesOf(sentences)
  const over = 14 + words.length * LINE + labels.above
  const shapes: Mark[] = [
    ...[...answer].map(region =>
      path(`lit:${region}`, { x: left, y: over, d: outline(circles, region), tone: 'set', region: true, now: 1 }),
    ),
    ...circles.map(({ x, y, r }, i) =>
      box(`circle:${sets[i]?.key}`, {
        x: left + x - r,
        y: over + y - r,
        w: 2 * r,
        h: 2 * r,
        r: 999,
        tone: 'set',
        look: 'circle',
      }),
    ),
  ]
  const names = sets.flatMap((set, i) => {
    const at = labels.at[i]
    return at === undefined ? [] : [{ ...named(set, at), x: left, y: over }]
  })
  const members = [...chips].flatMap(([region, some]) =>
    some.map(chip =>
      chipOf(
        { ...chip, x: left + chip.x, y: over + chip.y },
        region,
        sets,
        answer.has(region) || isChanged(chip, changed),
      ),
    ),
  )
  const lines = words.map(({ words, tone }, i) =>
    text(`words:${i}`, { x: width / 2, y: 14 + i * LINE, text: words.trimEnd(), anchor: 'middle', tone }),
  )
  return {
    height: over + placed.height + labels.below + 8,
    mark: group(VENN, {
      data: { venn: sets.map(({ key }) => encodeURIComponent(key)).join(' ') },
      label: `Venn diagram. ${sentences.join(' ')}`,
      children: [...shapes, ...names, ...members, ...lines],
    }),
  }
}
