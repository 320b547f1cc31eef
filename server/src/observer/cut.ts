/** Long arguments are cut for the log, exactly as views cut elements, so that both have one identity. */
import { createHash } from 'node:crypto'
import { type Bytes, fromRaw, toRaw } from '@rdd/shared/bytes'
import type { Argv } from '@rdd/shared/fact'
import type { Piece } from '@rdd/shared/keyspace/view'
import { CUT, wholeCharacters } from '../redis/snapshot.ts'

const MOST = 64

/** `more`: arguments that were already left out before. */
export function cutArgv(args: readonly Bytes[], more = 0): Argv {
  const left = more + Math.max(0, args.length - MOST)
  return { args: args.slice(0, MOST).map(piece), ...(left > 0 && { more: left }) }
}

function piece(value: Bytes): Piece {
  if (value.length <= CUT / 4) return value
  const raw = toRaw(value)
  if (raw.length <= CUT) return value
  const head = wholeCharacters(Buffer.from(raw.subarray(0, CUT)), CUT)
  return { head: fromRaw(head), bytes: raw.length, sha1: createHash('sha1').update(raw).digest('hex') }
}
