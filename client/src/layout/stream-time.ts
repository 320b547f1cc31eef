/**
 * The time of a stream's ids: how long between two, and the ticks of a line of time. Pure numbers and words. Ids are made
 * by Redis's clock unless somebody gives them, so a small number is no date and is shown as the number it is.
 */
import { counted, grouped } from '@rdd/shared/keyspace/words'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const YEAR = 365 * DAY
/** Ids from 1973 on are read as dates; the last one a Date can hold. */
const DATES = { from: 1e11, to: 8.64e15 }

/** How much later: "42 ms", "4.2 s", "3 min", "5 h", "12 days", "55 years". */
export function lapse(ms: number): string {
  if (ms < SECOND) return `${ms} ms`
  if (ms < MINUTE) return `${(ms / SECOND).toFixed(1).replace('.0', '')} s`
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`
  if (ms < 2 * DAY) return `${Math.round(ms / HOUR)} h`
  if (ms < 2 * YEAR) return counted(Math.round(ms / DAY), 'day')
  return ms < 1e6 * YEAR ? `${grouped(Math.round(ms / YEAR))} years` : 'ages'
}

/** Whether an id's ms can be read as a date. */
export const isDate = (ms: number): boolean => ms >= DATES.from && ms <= DATES.to

const iso = (ms: number): string => new Date(ms).toISOString()
/** "2018-05-21", or nothing where the ms is no date. */
export const dateOf = (ms: number): string => (isDate(ms) ? iso(ms).slice(0, 10) : '')

const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map(n => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map(n => n * MINUTE),
  ...[1, 2, 3, 6, 12].map(n => n * HOUR),
  ...[1, 2, 7, 14, 30, 60, 90, 180, 365].map(n => n * DAY),
]

function label(ms: number, step: number): string {
  if (!isDate(ms)) return `${grouped(ms)} ms`
  const text = iso(ms)
  if (step < SECOND) return text.slice(11, 23)
  if (step < MINUTE) return text.slice(11, 19)
  return step < DAY ? text.slice(11, 16) : text.slice(0, 10)
}

export interface Tick {
  ms: number
  label: string
}

/** Round moments from `from` to `to`, at most `most` of them. */
export function ticksOf(from: number, to: number, most: number): Tick[] {
  const step = steps.find(step => (to - from) / step < most)
  if (step === undefined || most < 1) return []
  const ticks: Tick[] = []
  for (let ms = Math.ceil(from / step) * step; ms <= to; ms += step) ticks.push({ ms, label: label(ms, step) })
  return ticks
}

/**
 * Whether entries at these moments, ascending, can be told apart on a line of this length: not when most of those that
 * differ would meet, nor when more than a year lies between them.
 */
export function isToScale(moments: readonly number[], length: number): boolean {
  const [first, last] = [moments[0], moments.at(-1)]
  if (first === undefined || last === undefined || last === first || last - first > YEAR) return false
  const gaps = moments
    .slice(1)
    .flatMap((ms, i) => (ms === moments[i] ? [] : [((ms - (moments[i] ?? ms)) / (last - first)) * length]))
  return gaps.filter(gap => gap < 3).length * 2 <= gaps.length
}
