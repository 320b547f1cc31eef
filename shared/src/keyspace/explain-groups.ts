/** What a consumer group answers that no change tells: entries read without becoming pending, and pending ones looked at. */
import type { CommandFact } from '../fact.ts'
import { argument, items, nameOf, option } from './ask.ts'
import { handedBy } from './handed.ts'
import type { RoomState } from './state.ts'
import { pieceHead } from './view.ts'
import { counted, grouped, worded } from './words.ts'

/** `2 entries go to alice of g and are not pending: NOACK`; undefined where that is not so. */
export function unackedWords({ argv, reply, calls }: CommandFact): string | undefined {
  const args = argv.args.map(pieceHead)
  const streams = args.findIndex((_, i) => option(args, i) === 'STREAMS')
  const noack = args.findIndex((_, i) => i > 3 && option(args, i) === 'NOACK')
  if (nameOf(argv) !== 'XREADGROUP' || calls !== undefined || noack < 0 || noack > streams) return undefined
  const ids = handedBy({ argv, reply }).flatMap(({ names }) => names)
  const to = `${worded(argument(args, 3))} of ${worded(argument(args, 2))}`
  const [first] = ids
  if (first === undefined) return undefined
  return ids.length === 1
    ? `entry ${first} goes to ${to} and is not pending: NOACK`
    : `${counted(ids.length, 'entry', 'entries')} go to ${to} and are not pending: NOACK`
}

/** XPENDING with a range: `2 of 5 entries pending in g read`, and for whom, where it asked for one consumer. */
export function pendingWords({ argv, keys, db, reply, calls }: CommandFact, state: RoomState): string | undefined {
  const args = argv.args.map(pieceHead)
  const [key] = keys
  if (nameOf(argv) !== 'XPENDING' || calls !== undefined || args.length < 6 || key === undefined || reply === undefined)
    return undefined
  const value = state.view(db, key)?.value
  const name = argument(args, 2)
  const group = value?.type === 'stream' ? value.groups.find(one => one.name === name) : undefined
  const consumer = args[option(args, 3) === 'IDLE' ? 8 : 6]
  const total =
    consumer === undefined
      ? group?.pendingCount
      : group && (group.consumers.find(one => one.name === consumer)?.pending ?? 0)
  const where = `pending ${consumer === undefined ? '' : `for ${worded(consumer)} `}in ${worded(name)}`
  const found = items(reply).length
  if (found === 0 && (total ?? 0) === 0) return `nothing is ${where}`
  if (found === 0) return `none of the ${counted(total ?? 0, 'entry', 'entries')} ${where} was asked for`
  return total === undefined
    ? `${counted(found, 'entry', 'entries')} ${where} read`
    : `${grouped(found)} of ${counted(total, 'entry', 'entries')} ${where} read`
}
