/**
 * Alignment of two views of a list when no command settles it: the cheapest way from one to the other that contradicts
 * nothing either window shows. Of a long list four stories are tried, and the one with the fewest edits told:
 *
 * - nothing in sight moved, and only the length tells of a change in between;
 * - everything slid: elements came or went at the two ends (a window then shows others, which were there before);
 * - everything stayed in its place and some elements were set;
 * - each window changed inside: its longest common subsequence tells what stayed.
 */
import { type Piece, pieceId } from '../view.ts'
import type { Seen } from './index.ts'
import { lcs } from './lcs.ts'
import { at, type End, type Step, shown } from './script.ts'

interface Story {
  steps: Step[]
  /** Edits, and elements in sight that it leaves unexplained. */
  cost: number
}

const isWhole = ({ value, length }: Seen<'list'>) => value.head.length === length
const same = (a: Piece, b: Piece) => pieceId(a) === pieceId(b)

/** Steps without empty ones, neighbours of one kind as one. */
function steps(all: readonly Step[]): Step[] {
  const merged: Step[] = []
  for (const step of all) {
    const last = merged.at(-1)
    if (step.do === 'gap') {
      if (step.old + step.now > 0) merged.push(step)
    } else if (last !== undefined && last.do !== 'gap' && last.do === step.do)
      merged[merged.length - 1] = { do: step.do, count: last.count + step.count }
    else if (step.count > 0) merged.push(step)
  }
  return merged
}

type Pair = readonly [number, number]

/** Steps from matched pairs. Between two matches as many removed as added means: set in place. */
function between(pairs: readonly Pair[], rows: number, columns: number): Step[] {
  const found: Step[] = []
  let [i, j] = [0, 0]
  for (const [a, b] of [...pairs, [rows, columns] as const]) {
    const [removed, added] = [a - i, b - j]
    if (removed === added) found.push({ do: 'set', count: removed })
    else found.push({ do: 'remove', count: removed }, { do: 'add', count: added })
    if (a < rows) found.push({ do: 'keep', count: 1 })
    i = a + 1
    j = b + 1
  }
  return steps(found)
}

const costOf = (all: readonly Step[]) =>
  all.reduce((sum, step) => sum + (step.do === 'gap' || step.do === 'keep' ? 0 : step.count), 0)

/** What neither end's edits explain; where one side of it is empty, it is known after all. */
const gap = (old: number, now: number): Step =>
  old === 0 ? { do: 'add', count: now } : now === 0 ? { do: 'remove', count: old } : { do: 'gap', old, now }

/** How many elements both show, when they agree on all of them. */
function agreed(a: readonly Piece[], b: readonly Piece[]): number | undefined {
  const ids = a.slice(0, b.length).map(pieceId)
  return b.slice(0, a.length).every((piece, i) => pieceId(piece) === ids[i]) ? ids.length : undefined
}

/** Nothing in sight moved. */
function still(before: Seen<'list'>, after: Seen<'list'>): Story | undefined {
  const [n, m] = [before.length, after.length]
  const head = agreed(before.value.head, after.value.head)
  const tail = agreed(lastOf(before), lastOf(after))
  if (head === undefined || tail === undefined) return undefined
  if (n === m) return { steps: [{ do: 'keep', count: n }], cost: 0 }
  const rest = Math.min(tail, Math.min(n, m) - head)
  return {
    steps: steps([{ do: 'keep', count: head }, gap(n - head - rest, m - head - rest), { do: 'keep', count: rest }]),
    cost: 0,
  }
}

/** What is seen of the end of a list, last element first. */
const lastOf = ({ value, length }: Seen<'list'>): Piece[] =>
  (value.head.length === length ? value.head : value.tail).toReversed()

/** Elements came or went at the ends only: `head` and `tail` are how many more there are at each. */
function slid(before: Seen<'list'>, after: Seen<'list'>, prefer: End): Story | undefined {
  const [n, m] = [before.length, after.length]
  const reach = Math.max(...[before, after].flatMap(({ value }) => [value.head.length, value.tail.length]))
  const near = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach)
  const shifts = [
    ...near.map(head => [head, m - n - head] as const),
    ...near.map(tail => [m - n - tail, tail] as const),
  ]
  const cost = ([head, tail]: readonly [number, number]) => Math.abs(head) + Math.abs(tail)
  const atEnd = ([head, tail]: readonly [number, number]) => Math.abs(prefer === 'head' ? tail : head)
  const known = shown(before)
  const tailSize = lastOf(after).length
  const holds = ([head, tail]: readonly [number, number]) => {
    const [first, end] = [Math.max(0, -head), n - Math.max(0, -tail)]
    if (end <= first) return false
    // a window none of whose elements was seen before proves no shift
    let [atHead, atTail] = [false, false]
    for (const i of known) {
      if (i < first || i >= end) continue
      const [old, now] = [at(before, i), at(after, i + head)]
      if (old === undefined || now === undefined) continue
      if (!same(old, now)) return false
      atHead ||= i + head < after.value.head.length
      atTail ||= i + head >= m - tailSize
    }
    return atHead && atTail
  }
  const shift = shifts.sort((a, b) => cost(a) - cost(b) || atEnd(a) - atEnd(b)).find(holds)
  if (shift === undefined) return undefined
  const [head, tail] = shift
  return {
    steps: steps([
      { do: 'remove', count: Math.max(0, -head) },
      { do: 'add', count: Math.max(0, head) },
      { do: 'keep', count: n - Math.max(0, -head) - Math.max(0, -tail) },
      { do: 'remove', count: Math.max(0, -tail) },
      { do: 'add', count: Math.max(0, tail) },
    ]),
    cost: cost(shift),
  }
}

/** Every element in its place, some of them set. */
function setInPlace(before: Seen<'list'>, after: Seen<'list'>): Story | undefined {
  if (before.length !== after.length) return undefined
  const found: Step[] = []
  let place = 0
  for (const i of shown(before)) {
    const [old, now] = [at(before, i), at(after, i)]
    if (old === undefined || now === undefined || same(old, now)) continue
    found.push({ do: 'keep', count: i - place }, { do: 'set', count: 1 })
    place = i + 1
  }
  const all = steps([...found, { do: 'keep', count: before.length - place }])
  return { steps: all, cost: costOf(all) }
}

/** How far matched pairs reach into both. */
const reached = (pairs: readonly Pair[]): Pair => {
  const [a, b] = pairs.at(-1) ?? [-1, -1]
  return [a + 1, b + 1]
}

/** Edits inside the windows. Past the last match of a window nothing is claimed. */
function inWindows(before: Seen<'list'>, after: Seen<'list'>, prefer: End): Story {
  const [n, m] = [before.length, after.length]
  const ids = (pieces: readonly Piece[]) => pieces.map(pieceId)
  const head = lcs(ids(before.value.head), ids(after.value.head), prefer)
  const [oldHead, nowHead] = reached(head)
  const tail = lcs(
    ids(lastOf(before).slice(0, n - oldHead)),
    ids(lastOf(after).slice(0, m - nowHead)),
    prefer === 'head' ? 'tail' : 'head',
  )
  const [oldTail, nowTail] = reached(tail)
  const all = steps([
    ...between(head, oldHead, nowHead),
    gap(n - oldHead - oldTail, m - nowHead - nowTail),
    ...between(tail, oldTail, nowTail).reverse(),
  ])
  const unexplained = shown(after).filter(i => i >= nowHead && i < m - nowTail).length
  return { steps: all, cost: costOf(all) + unexplained }
}

/** The way from one view to the other. `prefer`: the end where things came or went, where equal values leave it open. */
export function align(before: Seen<'list'>, after: Seen<'list'>, prefer: End): Step[] {
  if (isWhole(before) && isWhole(after)) {
    const [a, b] = [before.value.head.map(pieceId), after.value.head.map(pieceId)]
    return between(lcs(a, b, prefer), a.length, b.length)
  }
  const stories = [
    still(before, after),
    slid(before, after, prefer),
    setInPlace(before, after),
    inWindows(before, after, prefer),
  ]
  return stories.reduce<Story>((best, story) => (story !== undefined && story.cost < best.cost ? story : best), {
    steps: [{ do: 'gap', old: before.length, now: after.length }],
    cost: Number.POSITIVE_INFINITY,
  }).steps
}
