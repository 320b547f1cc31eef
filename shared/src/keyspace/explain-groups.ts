/** What a consumer group answers that no change tells: who got an entry that others are told to have added, and pending ones looked at. */
import { bytes } from '../bytes.ts'
import type { CommandFact } from '../fact.ts'
import { argument, items, nameOf, option } from './ask.ts'
import { handedBy } from './handed.ts'
import type { RoomState } from './state.ts'
import { pieceHead } from './view.ts'
import { counted, grouped, listed, worded } from './words.ts'

/**
 * `2 entries go to alice of g`: to one who waited, since what is pending then stands with the XADD; or with NOACK, since
 * nothing is pending. Undefined where neither is so: the changes tell.
 */
export function deliveredWords({ argv, reply, calls, waitedMs }: CommandFact): string | undefined {
  const args = argv.args.map(pieceHead)
  if (nameOf(argv) !== 'XREADGROUP' || calls !== undefined) return undefined
  const streams = args.findIndex((_, i) => option(args, i) === 'STREAMS')
  const noack = args.slice(0, streams).some((_, i) => i > 3 && option(args, i) === 'NOACK')
  if (!noack && waitedMs === undefined) return undefined
  const ids = handedBy({ argv, reply }).flatMap(({ names }) => names)
  const to = `${worded(argument(args, 3))} of ${worded(argument(args, 2))}`
  const [first] = ids
  if (first === undefined) return undefined
  const one = ids.length === 1
  const went = one ? `entry ${first} goes to ${to}` : `${counted(ids.length, 'entry', 'entries')} go to ${to}`
  return noack ? `${went} and ${one ? 'is' : 'are'} not pending: NOACK` : went
}

/** XREADGROUP that changed nothing: nothing is new for the group, or a consumer looked at what is pending for it. */
export function lookedWords({ argv, reply, calls }: CommandFact): string | undefined {
  const args = argv.args.map(pieceHead)
  if (nameOf(argv) !== 'XREADGROUP' || calls !== undefined || reply === undefined) return undefined
  const rest = args.slice(args.findIndex((_, i) => option(args, i) === 'STREAMS') + 1)
  const [keys, from] = [rest.slice(0, rest.length / 2), rest.slice(rest.length / 2)]
  const [group, consumer] = [worded(argument(args, 2)), worded(argument(args, 3))]
  const count = handedBy({ argv, reply }).reduce((sum, { names }) => sum + names.length, 0)
  if (from.every(id => id === '>'))
    return count === 0 ? `nothing in ${listed(keys.map(worded))} is new for ${group}` : undefined
  if (from.includes(bytes('>'))) return undefined
  const where = `pending for ${consumer} in ${group}`
  if (count > 0) return `${counted(count, 'entry', 'entries')} ${where} read`
  return from.every(id => /^0+(-0+)?$/.test(id)) ? `nothing is ${where}` : `nothing later is ${where}`
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
