/**
 * Schedule: the order in which a lab let the calls of both forms through, as one table: a row for each call, the notebook's
 * beside the safe form's. Calls that are the same stand in the same row; where the forms differ, so do the cells.
 */

/** A call, or one direction of it where something else came between question and answer. */
export interface Step {
  lane: string
  call: string
  part: 'asked' | 'answered' | 'both'
  /** How often it came, one after the other. */
  times: number
}

export interface Row {
  notebook: Step | undefined
  safe: Step | undefined
  /** Both forms do this. */
  same: boolean
}

/** @param steps as a lab tells them: `A asked cache.get` */
export function stepsOf(steps: readonly string[]): Step[] {
  const told: Step[] = []
  for (const step of steps) {
    const [lane = '', part, call = ''] = step.split(' ')
    // Sleeping asks nobody.
    if (call === 'clock.sleep') continue
    const last = told.at(-1)
    if (part === 'answered' && last?.lane === lane && last.call === call && last.part === 'asked' && last.times === 1)
      told.splice(-1, 1, { ...last, part: 'both' })
    else told.push({ lane, call, part: part === 'answered' ? 'answered' : 'asked', times: 1 })
  }
  const folded: Step[] = []
  for (const step of told) {
    const last = folded.at(-1)
    if (last && step.part === 'both' && isSame(last, step)) folded.splice(-1, 1, { ...last, times: last.times + 1 })
    else folded.push(step)
  }
  return folded
}

const isSame = (one: Step, other: Step): boolean =>
  one.lane === other.lane && one.call === other.call && one.part === other.part

/** What it is worth to have two steps in one row. */
const worth = (one: Step, other: Step): number => (isSame(one, other) ? 4 : one.lane === other.lane ? 1 : 0)

/** Both schedules, aligned so that as many equal calls as possible meet (Needleman and Wunsch). */
export function rowsOf(notebook: readonly Step[], safe: readonly Step[]): Row[] {
  // best[i][j]: of what comes after i steps of the notebook's and j of the safe form's.
  const best = Array.from({ length: notebook.length + 1 }, () => new Array<number>(safe.length + 1).fill(0))
  const at = (i: number, j: number) => best[i]?.[j] ?? 0
  const both = (i: number, j: number) => {
    const [one, other] = [notebook[i], safe[j]]
    return one && other ? worth(one, other) + at(i + 1, j + 1) : 0
  }
  for (let i = notebook.length - 1; i >= 0; i -= 1)
    for (let j = safe.length - 1; j >= 0; j -= 1) {
      const row = best[i]
      if (row) row[j] = Math.max(both(i, j), at(i + 1, j), at(i, j + 1))
    }
  const rows: Row[] = []
  for (let i = 0, j = 0; i < notebook.length || j < safe.length; ) {
    const [one, other] = [notebook[i], safe[j]]
    if (one && other && worth(one, other) > 0 && both(i, j) === at(i, j)) {
      rows.push({ notebook: one, safe: other, same: isSame(one, other) })
      i += 1
      j += 1
    } else if (one && (other === undefined || at(i + 1, j) === at(i, j))) {
      rows.push({ notebook: one, safe: undefined, same: false })
      i += 1
    } else {
      rows.push({ notebook: undefined, safe: other, same: false })
      j += 1
    }
  }
  return rows
}
