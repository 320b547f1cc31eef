/**
 * What a command read, or why it was refused: no event tells of a read, so it is worked out from argv, reply and view.
 * The spans use the words the stage draws by (field, index, member, entry), and light up; nothing moves.
 */
import type { Bytes } from '../bytes.ts'
import type { CommandFact } from '../fact.ts'
import { type Ask, asksOf, items, nameOf } from './ask.ts'
import type { Reading } from './change.ts'
import { obstacles, reads, wholeKey } from './reads.ts'
import { refusalOf, writes } from './refusal.ts'
import type { RoomState } from './state.ts'

/** Whether the reply says that what was asked for is not there. */
function isMissing({ name, args, key, reply, view }: Ask): boolean {
  if (reply === undefined) return false
  if (name === 'MGET') return items(reply)[args.indexOf(key) - 1]?.t === 'null'
  if (reply.t === 'null') return true
  if (reply.t === 'simple') return name === 'TYPE' && reply.v === 'none'
  if (reply.t !== 'int') return view === undefined && items(reply).length === 0 && reply.t !== 'bulk'
  if (/TTL$|EXPIRETIME$/.test(name)) return reply.v === '-2'
  return reply.v === '0' && (view === undefined || /^(HEXISTS|SISMEMBER)$/.test(name))
}

/** Whether the fact itself changed, or ended, this key: then the changes tell, and there is nothing to light up. */
const touches = (fact: CommandFact, key: Bytes) =>
  [...fact.views, ...fact.gone].some(of => of.db === fact.db && of.key === key) || fact.flushed !== undefined

function readingOf(fact: CommandFact, ask: Ask): Reading[] {
  const read = reads[ask.name]
  if (read === undefined && (writes.has(ask.name) || touches(fact, ask.key))) return []
  const missing = isMissing(ask)
  const spans = missing && ask.view === undefined ? [] : (read?.(ask) ?? wholeKey)
  return [{ kind: 'read', db: fact.db, key: ask.key, spans, ...(missing ? { missing } : {}) }]
}

/** What a transaction or a script ran, each call with its own keys; of an EXEC also with its own reply. */
function callsOf(fact: CommandFact): Pick<CommandFact, 'db' | 'argv' | 'keys' | 'reply'>[] {
  if (fact.calls === undefined) return [fact]
  const ran = fact.calls.length + (fact.moreCalls ?? 0)
  const replies = fact.reply?.t === 'array' && fact.reply.v.length === ran ? fact.reply.v : []
  return fact.calls.map((argv, i) => {
    const [reply, words] = [nameOf(fact.argv) === 'EXEC' ? replies[i] : undefined, new Set(argv.args.slice(1))]
    return {
      db: fact.db,
      argv,
      keys: fact.keys.filter(key => words.has(key)),
      ...(reply === undefined ? {} : { reply }),
    }
  })
}

/** What a command read, and what it left alone and why. `state`: as it was when the command ran. Empty for plain writes. */
export function readingsOf(fact: CommandFact, state: RoomState): Reading[] {
  const asks = asksOf(fact, state)
  const why = refusalOf(fact, asks)
  if (why !== undefined) {
    const [first] = asks
    const inTheWay = first?.view === undefined || fact.reply?.t === 'error' ? undefined : obstacles[first.name]
    return [
      {
        kind: 'refused',
        db: fact.db,
        keys: [...new Set(fact.keys)],
        why,
        ...(first && inTheWay && { spans: inTheWay(first) }),
      },
    ]
  }
  return callsOf(fact).flatMap(call => asksOf(call, state).flatMap(ask => readingOf(fact, ask)))
}
