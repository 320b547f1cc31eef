/**
 * Bounds of scores as Redis takes them, `5`, `(5` without 5 itself, `-inf`, and scores as it prints them.
 * Source: https://redis.io/docs/latest/commands/zrange/#score-ranges
 */

export interface Bound {
  at: number
  /** The bound itself does not belong to the range. */
  open: boolean
}

/** A score, or a bound without its bracket, as a number. */
export const scoreOf = (text: string): number =>
  /inf/i.test(text) ? (text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY) : Number(text)

export const boundOf = (text: string): Bound => ({ at: scoreOf(text.replace(/^\(/, '')), open: text.startsWith('(') })

/** Whether a score lies between two bounds. */
export const isBetween = (score: number, low: Bound, high: Bound): boolean =>
  (low.open ? score > low.at : score >= low.at) && (high.open ? score < high.at : score <= high.at)
