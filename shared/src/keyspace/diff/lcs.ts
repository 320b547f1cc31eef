/**
 * Longest common subsequence: what stayed, when all one has is how it was and how it is. Windows hold about a hundred
 * elements, so the plain table does.
 */
import type { End } from './script.ts'

/**
 * Index pairs of equal items, ascending in both. Equal neighbours leave a choice: `prefer` is the end where things came
 * or went, so the other end is held fast first.
 */
export function lcs(a: readonly string[], b: readonly string[], prefer: End): [number, number][] {
  let start = 0
  let end = 0
  const most = Math.min(a.length, b.length)
  const prefix = () => {
    while (start + end < most && a[start] === b[start]) start += 1
  }
  const suffix = () => {
    while (start + end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  }
  if (prefer === 'head') suffix()
  prefix()
  suffix()
  const [rows, columns] = [a.length - start - end, b.length - start - end]
  const table = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1))
  const cell = (i: number, j: number) => table[i]?.[j] ?? 0
  for (let i = rows - 1; i >= 0; i -= 1) {
    const row = table[i]
    if (row === undefined) continue
    for (let j = columns - 1; j >= 0; j -= 1)
      row[j] = a[start + i] === b[start + j] ? cell(i + 1, j + 1) + 1 : Math.max(cell(i + 1, j), cell(i, j + 1))
  }
  const pairs: [number, number][] = Array.from({ length: start }, (_, i) => [i, i])
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (a[start + i] === b[start + j]) {
      pairs.push([start + i, start + j])
      i += 1
      j += 1
    } else if (cell(i + 1, j) >= cell(i, j + 1)) i += 1
    else j += 1
  }
  for (let k = end; k > 0; k -= 1) pairs.push([a.length - k, b.length - k])
  return pairs
}
