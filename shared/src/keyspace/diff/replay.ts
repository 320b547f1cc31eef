/**
 * Replay: the commands that named a list, done again on what was seen of it before. It is believed only when it ends in
 * what Redis shows; then it tells what two views cannot: which of two equal elements was popped, that a rotation of equal
 * elements happened at all. Redis is not simulated: anything not understood, or not confirmed, is left to the alignment.
 */
import type { Bytes } from '../../bytes.ts'
import { type Piece, pieceHead } from '../view.ts'
import type { Seen } from './index.ts'
import { alike, Row, type Token } from './row.ts'
import { at, type End, type Step, shown } from './script.ts'
import type { Call, Told } from './told.ts'

const text = (piece: Piece | undefined) => (piece === undefined ? '' : pieceHead(piece))
const upper = (piece: Piece | undefined) => text(piece).toUpperCase()
const endOf = (word: Piece | undefined): End => (upper(word) === 'RIGHT' ? 'tail' : 'head')

/** Does one call on the row; false when it cannot be told what it did. `sole`: how far the length moved, if it is alone. */
type Play = (row: Row, call: Call, key: Bytes, sole: number | undefined) => boolean

const push =
  (end: End): Play =>
  (row, { args, more, event }, _key, sole) => {
    if (event && (sole === undefined || sole < 0)) return false
    for (const piece of args.slice(2)) row.push(end, piece)
    for (let i = 0; i < (event ? (sole ?? 0) : more); i += 1) row.push(end, undefined)
    return true
  }

const pop =
  (end: End): Play =>
  (row, { args, event }, _key, sole) => {
    row.drop(end, event ? Math.max(1, -(sole ?? -1)) : args[2] === undefined ? 1 : Number(text(args[2])))
    return true
  }

/** BLPOP and LMPOP name many keys and pop one of them: the reply says which, else the only key there is. */
function served({ args, reply }: Call, key: Bytes, only: boolean): boolean | undefined {
  if (reply?.t === 'null') return false
  if (reply?.t === 'array') return reply.v[0]?.t === 'bulk' && reply.v[0].v === key
  return only && args.length > 0 ? true : undefined
}

const popFirst =
  (end: End): Play =>
  (row, call, key) => {
    const hit = served(call, key, call.args.length === 3)
    if (hit) row.drop(end, 1)
    return hit !== undefined
  }

const popMany =
  (numkeys: number): Play =>
  (row, call, key) => {
    const count = Number(text(call.args[numkeys]))
    const options = call.args.slice(numkeys + 1 + count)
    const hit = served(call, key, count === 1)
    if (hit) row.drop(endOf(options[0]), upper(options[1]) === 'COUNT' ? Number(text(options[2])) : 1)
    return hit !== undefined
  }

/** LMOVE names its ends; RPOPLPUSH has them in its name. */
const movedEnds = (args: readonly Piece[]): [from: End, to: End] =>
  /LMOVE/.test(upper(args[0])) ? [endOf(args[3]), endOf(args[4])] : ['tail', 'head']

const move: Play = (row, { args, reply }, key) => {
  const [from, to] = movedEnds(args)
  if (reply?.t === 'null') return true
  const taken = args[1] === key ? row.drop(from, 1) : {}
  const known = reply?.t === 'bulk' && reply.more === undefined ? reply.v : undefined
  if (args[2] === key) row.push(to, taken.piece ?? known)
  return true
}

/** Where a token with these bytes is, from one end; undefined when the hidden part may hold it first, -1 when nowhere. */
function find(row: Row, value: Piece, end: End): { tokens: Token[]; index: number } | undefined {
  const is = (token: Token) => token.piece !== undefined && alike(token.piece, value)
  for (const tokens of end === 'head' ? [row.head, row.tail] : [row.tail, row.head]) {
    if (tokens.some(token => token.piece === undefined)) return undefined
    const index = end === 'head' ? tokens.findIndex(is) : tokens.findLastIndex(is)
    if (index >= 0) return { tokens, index }
    if (row.hidden > 0) return undefined
  }
  return { tokens: row.tail, index: -1 }
}

const plays: Record<string, Play> = {
  LPUSH: push('head'),
  LPUSHX: push('head'),
  RPUSH: push('tail'),
  RPUSHX: push('tail'),
  LPOP: pop('head'),
  RPOP: pop('tail'),
  BLPOP: popFirst('head'),
  BRPOP: popFirst('tail'),
  LMPOP: popMany(1),
  BLMPOP: popMany(2),
  LMOVE: move,
  BLMOVE: move,
  RPOPLPUSH: move,
  BRPOPLPUSH: move,
  LSET: (row, { args, event }) => {
    if (event || args[3] === undefined) return false
    const index = Number(text(args[2]))
    const token = row.at(index < 0 ? row.length + index : index)
    if (token !== undefined) Object.assign(token, { piece: args[3], set: true })
    return true
  },
  LINSERT: (row, { args, event }) => {
    const [pivot, value] = [args[3], args[4]]
    if (event || pivot === undefined || value === undefined) return false
    const found = find(row, pivot, 'head')
    if (found === undefined) return false
    if (found.index >= 0) found.tokens.splice(found.index + (upper(args[2]) === 'AFTER' ? 1 : 0), 0, { piece: value })
    return true
  },
  LREM: (row, { args, event }) => {
    const [count, value] = [Number(text(args[2])), args[3]]
    if (event || value === undefined) return false
    for (let left = count === 0 ? row.length : Math.abs(count); left > 0; left -= 1) {
      const found = find(row, value, count < 0 ? 'tail' : 'head')
      if (found === undefined) return false
      if (found.index < 0) break
      found.tokens.splice(found.index, 1)
    }
    return true
  },
  LTRIM: (row, { args, event }) => {
    if (event) return false
    const absolute = (piece: Piece | undefined) => {
      const index = Number(text(piece))
      return index < 0 ? row.length + index : index
    }
    const [first, last] = [Math.max(0, absolute(args[2])), absolute(args[3])]
    row.drop('tail', Math.max(0, row.length - 1 - last))
    row.drop('head', first)
    return true
  },
  DEL: row => row.drop('head', row.length) !== undefined,
  UNLINK: row => row.drop('head', row.length) !== undefined,
}

/** The ends that were last worked at: where an alignment should look, where views leave it open. */
export interface Ends {
  last: End
  put: End
  taken: End
}

export function endsOf(calls: readonly Call[]): Ends {
  const ends: Ends = { last: 'tail', put: 'tail', taken: 'tail' }
  const note = (kind: 'put' | 'taken', end: End) => {
    ends.last = end
    ends[kind] = end
  }
  for (const { name, args } of calls) {
    const [, word] = /^B?([LR])(?:PUSHX?|POP)$/.exec(name) ?? []
    if (word !== undefined) note(name.includes('PUSH') ? 'put' : 'taken', word === 'R' ? 'tail' : 'head')
    if (/^B?LMPOP$/.test(name)) note('taken', args.some(arg => upper(arg) === 'RIGHT') ? 'tail' : 'head')
    if (/^B?(LMOVE|RPOPLPUSH)$/.test(name)) {
      const [from, to] = movedEnds(args)
      note('taken', from)
      note('put', to)
    }
  }
  return ends
}

/** Steps of a row that ended in what `after` shows. */
function stepsOf(row: Row, length: number): Step[] {
  const steps: Step[] = []
  let from = 0
  const removeTo = (index: number) => {
    if (index > from) steps.push({ do: 'remove', count: index - from })
  }
  for (const token of row.walk()) {
    if ('hidden' in token) {
      removeTo(token.hidden[0])
      steps.push({ do: 'keep', count: token.hidden[1] - token.hidden[0] })
      from = token.hidden[1]
    } else if (token.was === undefined) {
      const last = steps.at(-1)
      if (last?.do === 'add') last.count += 1
      else steps.push({ do: 'add', count: 1 })
    } else {
      removeTo(token.was)
      steps.push({ do: token.set ? 'set' : 'keep', count: 1 })
      from = token.was + 1
    }
  }
  removeTo(length)
  return steps
}

/** Calls replayed at most: past that nobody follows single elements, and the look does. */
const MOST = 1000

/** The steps the calls took, if all are understood and they end in what Redis shows. */
export function replay(before: Seen<'list'>, after: Seen<'list'>, { key, calls, whole }: Told): Step[] | undefined {
  const played = calls.filter(call => plays[call.name] !== undefined)
  if (!whole || played.length === 0 || played.length > MOST) return undefined
  const row = new Row(before)
  const sole = played.length === 1 ? after.length - before.length : undefined
  for (const call of played) if (!plays[call.name]?.(row, call, key, sole)) return undefined
  const agrees = (index: number) => {
    const [now, piece] = [at(after, index), row.at(index)?.piece]
    return now === undefined || piece === undefined || alike(now, piece)
  }
  return row.length === after.length && shown(after).every(agrees) ? stepsOf(row, before.length) : undefined
}
