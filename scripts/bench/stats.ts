/** Stats: what is said of many samples. Percentiles are samples (nearest rank), nothing between two of them. */

export interface Summary {
  n: number
  median: number
  p95: number
  p99: number
  /** The largest. */
  worst: number
}

export function summary(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
  return { n: sorted.length, median: rank(0.5), p95: rank(0.95), p99: rank(0.99), worst: rank(1) }
}

/** Slope of the least-squares line through the points [x, y], and its standard error, in y per x. */
export function slope(points: readonly (readonly [number, number])[]): { slope: number; error: number } {
  const n = points.length
  const mean = (pick: 0 | 1) => points.reduce((sum, point) => sum + point[pick], 0) / n
  const [mx, my] = [mean(0), mean(1)]
  const sxx = points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0)
  const found = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / sxx
  const rest = points.reduce((sum, [x, y]) => sum + (y - my - found * (x - mx)) ** 2, 0)
  return { slope: found, error: Math.sqrt(rest / (n - 2) / sxx) }
}
