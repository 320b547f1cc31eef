/**
 * Row: one goal of the table. It measures and says what it saw; whether that meets the goal is arithmetic, done here, so
 * that no row judges itself.
 */
import { type Summary, summary } from './stats.ts'

/** A bound on one figure of a line. `ratio`: the median over the median of the baseline. */
export interface Goal {
  of: 'median' | 'p95' | 'p99' | 'worst' | 'ratio'
  most?: number
  least?: number
}

export interface Line {
  what: string
  unit: string
  /** One value: a figure that is not sampled. */
  values: readonly number[]
  /** The same thing done with only what it cannot do without, in the same run. */
  baseline?: { name: string; values: readonly number[] }
  goals?: readonly Goal[]
}

export interface Report {
  lines: Line[]
  /** What was wrong, not slow: each makes the bench end with 1. */
  wrong: string[]
  /** What a reader of the figures must know. */
  notes: string[]
}

export interface Options {
  /** Few samples: to see that it runs, not to quote. */
  quick: boolean
  /** Progress, for a person who waits. */
  say: (line: string) => void
}

export interface Row {
  id: string
  title: string
  measure: (options: Options) => Promise<Report>
}

export const emptyReport = (): Report => ({ lines: [], wrong: [], notes: [] })

/** Median over the baseline's median; undefined without a baseline. */
export function ratioOf({ values, baseline }: Line): number | undefined {
  if (baseline === undefined || baseline.values.length === 0 || values.length === 0) return undefined
  return summary(values).median / summary(baseline.values).median
}

function figure(line: Line, of: Goal['of'], seen: Summary): number | undefined {
  return of === 'ratio' ? ratioOf(line) : seen[of]
}

/** Undefined where there is no goal, or nothing was measured. */
export function isMet(line: Line): boolean | undefined {
  if (line.goals === undefined || line.values.length === 0) return undefined
  const seen = summary(line.values)
  return line.goals.every(({ of, most, least }) => {
    const value = figure(line, of, seen)
    if (value === undefined) return false
    return (most === undefined || value <= most) && (least === undefined || value >= least)
  })
}
