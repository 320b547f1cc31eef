/**
 * AsciiVenn: sets that were put together, drawn over each other, or where there is little room as a table of their regions:
 * each member where it truly is. An arrow marks the regions that are the answer.
 */
import { type Piece, pieceHead } from '@rdd/shared/keyspace/view'
import { counted } from '@rdd/shared/keyspace/words'
import { frame, table } from './ascii-box.ts'
import { hasRoom, overlapping, type Regions } from './ascii-regions.ts'
import { columnsOf, fit, shown, wrap } from './text.ts'
import { answerOf } from './venn.ts'
import { regionsOf } from './venn-chips.ts'
import type { Together } from './venn-named.ts'
import { told } from './venn-words.ts'
import { spelled } from './written.ts'

/** Lines of members of one region, and columns of one member. */
const MOST = 6
const MEMBER = 24
const letters = ['A', 'B', 'C']

/** Members in lines, as many to a line as go; the last line says how many have none. */
function lined(members: readonly Piece[], columns: number): string[] {
  const lines: string[] = []
  for (const [i, member] of members.entries()) {
    const word = spelled(member, Math.min(MEMBER, columns))
    const last = lines.at(-1)
    const longer = last === undefined ? undefined : `${last} · ${word}`
    if (longer !== undefined && columnsOf(longer) <= columns) lines[lines.length - 1] = longer
    else if (lines.length === MOST) {
      lines[MOST - 1] = `… ${members.length - i} more`
      break
    } else lines.push(word || '(empty)')
  }
  return lines
}

/** The regions as the rows of a table. */
function regionTable(count: number, { members, answer }: Regions, inside: number): string[] {
  const all = (1 << count) - 1
  const nameOf = (region: number) => {
    const inIt = letters.filter((_, i) => (region & (1 << i)) !== 0)
    return inIt.length === 1 ? `${inIt[0]} only` : region === all && count === 3 ? 'all three' : inIt.join(' and ')
  }
  const first = 11
  const rows = Array.from({ length: all }, (_, i) => i + 1).flatMap(region => {
    const lines = lined(members.get(region) ?? [], Math.max(1, inside - first - 7))
    const mark = answer.has(region) ? '► ' : '  '
    return (lines.length === 0 ? ['–'] : lines).map((line, i) => [i === 0 ? mark + nameOf(region) : '', line])
  })
  return table(['In', 'Members'], rows, [first, Math.max(1, inside - first - 7)])
}

/** @param width columns, 30 at least */
export function vennText(together: Together, width: number): string[] {
  const { sets, now } = together
  const inside = width - 4
  const answer = new Set(now ? answerOf(together) : [])
  const regions = regionsOf(sets)
  const parts = { members: regions, answer }
  const drawn = hasRoom(parts, inside)
    ? overlapping(sets.length === 3 ? 3 : 2, parts, inside)
    : regionTable(sets.length, parts, inside)
  const names = sets.map(({ key, length }, i) => {
    const count = ` (${counted(length, 'member')})`
    return `${letters[i]}  ${fit(shown(pieceHead(key)), Math.max(1, inside - 3 - count.length))}${count}`
  })
  return frame(
    `SETS${answer.size > 0 ? ' · ► is the answer' : ''}`,
    [...names, ...drawn, ...told(together, 0).flatMap(line => wrap(line, inside, 3))],
    width,
  )
}
