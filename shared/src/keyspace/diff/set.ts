/** Sets: who joins, who leaves. */
import type { Bytes } from '../../bytes.ts'
import type { Reply } from '../../reply.ts'
import type { Change } from '../change.ts'
import { type Piece, pieceId } from '../view.ts'
import type { Seen } from './index.ts'
import { membership } from './scanned.ts'
import type { Call, Told } from './told.ts'

/** The members a reply hands out: SPOP's own choice. */
const handed = (reply: Reply | undefined): Piece[] => {
  if (reply === undefined) return []
  if (reply.t === 'bulk' && reply.more === undefined) return [reply.v]
  return reply.t === 'array' || reply.t === 'set' ? reply.v.flatMap(handed) : []
}

type Verbs = Record<string, (call: Call, key: Bytes) => readonly Piece[]>
/** The members a command puts into the key. */
const puts: Verbs = {
  SADD: call => call.args.slice(2),
  SMOVE: (call, key) => (call.args[2] === key ? call.args.slice(3) : []),
}
/** The members a command takes out of the key. */
const takes: Verbs = {
  SREM: call => call.args.slice(2),
  SPOP: call => handed(call.reply),
  SMOVE: (call, key) => (call.args[1] === key ? call.args.slice(3) : []),
}

const namedBy = (verbs: Verbs, { calls, key }: Told) => calls.flatMap(call => verbs[call.name]?.(call, key) ?? [])

export function diffSet(before: Seen<'set'>, after: Seen<'set'>, told: Told): Change[] {
  const window = ({ value, length }: Seen<'set'>) => ({
    members: new Map(value.members.map(member => [pieceId(member), member])),
    length,
  })
  const { added, removed, rest } = membership(window(before), window(after), namedBy(puts, told), namedBy(takes, told))
  return [
    ...removed.map((member): Change => ({ kind: 'member-removed', member })),
    ...added.map((member): Change => ({ kind: 'member-added', member })),
    ...rest,
  ]
}
