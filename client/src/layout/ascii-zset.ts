/**
 * AsciiZset: a sorted set as the notebook's table, the highest score first; the rank counts from there, as ZREVRANK does, and
 * the first and the last row say which end they are.
 */
import type { ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import { table } from './ascii-box.ts'
import { bothEnds, plain } from './ascii-words.ts'
import { columnsOf } from './text.ts'

/** Words for the highest and the lowest score, the fullest first. */
const ends = [
  ['highest score', 'lowest score'],
  ['highest', 'lowest'],
  ['top', 'low'],
] as const

/** Ranks as they stand in the table, in the fullest words that leave a column no wider than `columns`. */
function rankWords(length: number, columns: number): (rank: number) => string {
  const words = (highest: string, lowest: string) => (rank: number) =>
    length > 1 && rank === 0
      ? `0 (${highest})`
      : length > 1 && rank === length - 1
        ? `${grouped(rank)} (${lowest})`
        : grouped(rank)
  const all = ends.map(([highest, lowest]) => words(highest, lowest))
  const fits = (say: (rank: number) => string) =>
    Math.max(columnsOf(say(0)), columnsOf(say(Math.max(0, length - 1)))) <= columns
  return all.find(fits) ?? grouped
}

/** @param length of the sorted set */
export function zsetText({ head, tail }: ValueOf<'zset'>, length: number, inside: number): string[] {
  const rest = inside - 10
  const rankOf = rankWords(length, Math.floor(rest * 0.4))
  // the windows rise from the lowest score
  const rows = bothEnds(tail.toReversed(), head.toReversed(), length).flatMap(({ elements, after }) => [
    ...elements.map(({ element: [member, score], index }) => [score, plain(member), rankOf(index)]),
    ...(after > 0 ? [['…', `… ${grouped(after)} more`, '…']] : []),
  ])
  const widest = (column: number, least: number) => Math.max(least, ...rows.map(row => columnsOf(row[column] ?? '')))
  const rank = widest(2, 4)
  const left = rest - rank
  // a long score leaves its member most of what there is
  const score = Math.max(1, Math.min(widest(0, 5), Math.max(left - widest(1, 6), Math.floor(left * 0.4))))
  return table(['Score', 'Member', 'Rank'], rows, [score, Math.max(1, left - score), rank])
}
