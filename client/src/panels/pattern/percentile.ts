/** Percentiles by nearest rank: each is a value that was really measured, nothing in between. */

/** @param part above 0 to 1; 0.95: the least value that 95 % of them do not exceed. NaN without values. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN
}
