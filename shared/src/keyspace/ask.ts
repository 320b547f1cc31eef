/**
 * Ask: one command put to one key, with all there is to judge it by. reading.ts says what it read, refusal.ts why it left
 * the key alone.
 */
import { type Bytes, bytes } from '../bytes.ts'
import type { Argv, CommandFact } from '../fact.ts'
import type { Reply } from '../reply.ts'
import type { RoomState } from './state.ts'
import { type KeyView, type Piece, pieceHead } from './view.ts'

export interface Ask {
  /** Upper case. */
  name: string
  /** With the name at 0. Cut ones are their heads. */
  args: readonly Bytes[]
  key: Bytes
  /** Absent for a command of another program: MONITOR carries no replies. */
  reply: Reply | undefined
  /** The key as the room knows it; absent when it is not there, or not carried. */
  view: KeyView | undefined
}

const text = (piece: Piece | undefined): Bytes => (piece === undefined ? bytes('') : pieceHead(piece))

/** The command's name, upper case. */
export const nameOf = ({ args }: Argv): string => text(args[0]).toUpperCase()

/** One ask for each of the keys, of a command that names them. */
export function asksOf(
  { db, argv, keys, reply }: Pick<CommandFact, 'db' | 'argv' | 'keys' | 'reply'>,
  state: RoomState,
): Ask[] {
  const args = argv.args.map(text)
  return [...new Set(keys)].map(key => ({ name: nameOf(argv), args, key, reply, view: state.view(db, key) }))
}

/** An argument; empty past the end. */
export const argument = (args: readonly Bytes[], index: number): Bytes => args[index] ?? bytes('')
/** An argument as an upper-case word, for options; empty past the end. */
export const option = (args: readonly Bytes[], index: number): string => argument(args, index).toUpperCase()

/** The elements of an array, set or push; of a map its keys; none for anything else. */
export function items(reply: Reply | undefined): Reply[] {
  if (reply === undefined) return []
  if (reply.t === 'map') return reply.v.map(([key]) => key)
  return reply.t === 'array' || reply.t === 'set' || reply.t === 'push' ? reply.v : []
}

/** A reply that is one whole value. */
export function bulkOf(reply: Reply | undefined): Bytes | undefined {
  return (reply?.t === 'bulk' || reply?.t === 'verbatim') && reply.more === undefined ? reply.v : undefined
}

/** All whole values in a list of replies. */
export const bulksOf = (replies: readonly Reply[]): Bytes[] => replies.flatMap(reply => bulkOf(reply) ?? [])

/** An integer reply as a number. */
export const integerOf = (reply: Reply | undefined): number | undefined =>
  reply?.t === 'int' ? Number(reply.v) : undefined
