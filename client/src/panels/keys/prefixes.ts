/** The prefixes keys share, as far as the first colon, with how many keys each has: the most shared first. */
export function prefixesOf(keys: readonly string[], most = 40): [prefix: string, count: number][] {
  const counts = new Map<string, number>()
  for (const key of keys) {
    const end = key.indexOf(':')
    if (end <= 0) continue
    const prefix = key.slice(0, end + 1)
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1)
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, most)
}
