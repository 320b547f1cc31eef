/**
 * A key as commands: the redis-cli lines that make it again elsewhere. Only for a key that is seen whole: what a window
 * does not show cannot be copied from it.
 */
import { type Bytes, byteLength, bytes } from '../bytes.ts'
import { isCut, type KeyView, type Piece, pieceHead, type ValueOf } from '../keyspace/view.ts'
import { quote } from './parse.ts'

/**
 * One line a command, to paste into redis-cli where the key does not exist. Undefined: the view is only a window, pieces
 * are cut, or a module's type. Idle times and delivery times of a stream's groups start anew.
 */
export function commandsFor(view: KeyView): string[] | undefined {
  if (!isWhole(view)) return undefined
  const argvs = make(view)
  if (view.expiresAt !== undefined) argvs.push([bytes('PEXPIREAT'), view.key, decimal(view.expiresAt)])
  return argvs.map(argv => argv.map(quote).join(' '))
}

function isWhole({ value, length }: KeyView): boolean {
  switch (value.type) {
    case 'string':
      return byteLength(value.head) === length
    case 'hash':
      return value.fields.length === length && !value.fields.some(([field, text]) => isCut(field) || isCut(text))
    case 'list':
      return value.head.length + value.tail.length === length && ![...value.head, ...value.tail].some(isCut)
    case 'set':
      return value.members.length === length && !value.members.some(isCut)
    case 'zset':
      return (
        value.head.length + value.tail.length === length &&
        ![...value.head, ...value.tail].some(([member]) => isCut(member))
      )
    case 'stream':
      return (
        value.head.length + value.tail.length === length &&
        ![...value.head, ...value.tail].some(entry => entry.fields.flat().some(isCut)) &&
        value.groups.every(group => group.pending.length === group.pendingCount)
      )
    case 'other':
      return false
  }
}

function make({ key, length, value }: KeyView): Bytes[][] {
  switch (value.type) {
    case 'string':
      return [[bytes('SET'), key, value.head]]
    case 'hash':
      return makeHash(key, value)
    case 'list':
      return [[bytes('RPUSH'), key, ...heads([...value.head, ...value.tail])]]
    case 'set':
      return [[bytes('SADD'), key, ...heads(value.members)]]
    case 'zset':
      return [
        [
          bytes('ZADD'),
          key,
          ...[...value.head, ...value.tail].flatMap(([member, score]) => [bytes(score), pieceHead(member)]),
        ],
      ]
    case 'stream':
      return makeStream(key, length, value)
    case 'other':
      return []
  }
}

function makeHash(key: Bytes, { fields }: ValueOf<'hash'>): Bytes[][] {
  const hset = [bytes('HSET'), key, ...fields.flatMap(([field, text]) => heads([field, text]))]
  const expiries = fields.flatMap(([field, , at]) =>
    at === null ? [] : [[...words('HPEXPIREAT'), key, decimal(at), ...words('FIELDS 1'), pieceHead(field)]],
  )
  return [hset, ...expiries]
}

/** XADD with the entries' own ids; XSETID where entries were removed; groups with their consumers and what they owe. */
function makeStream(key: Bytes, length: number, { head, tail, lastId, added, groups }: ValueOf<'stream'>): Bytes[][] {
  const entries = [...head, ...tail]
  const argvs = entries.map(({ id, fields }) => [bytes('XADD'), key, bytes(id), ...heads(fields.flat())])
  if (entries.length === 0)
    argvs.push(
      [...words('XGROUP CREATE'), key, ...words('none 0 MKSTREAM')],
      [...words('XGROUP DESTROY'), key, ...words('none')],
    )
  if (entries.at(-1)?.id !== lastId || added !== length)
    argvs.push([bytes('XSETID'), key, bytes(lastId), bytes('ENTRIESADDED'), decimal(added)])
  for (const { name, lastDelivered, lag, consumers, pending } of groups) {
    const read = lag === null ? [] : [bytes('ENTRIESREAD'), decimal(added - lag)]
    argvs.push([...words('XGROUP CREATE'), key, name, bytes(lastDelivered), ...read])
    for (const consumer of consumers) argvs.push([...words('XGROUP CREATECONSUMER'), key, name, consumer.name])
    for (const { id, consumer, deliveries } of pending)
      argvs.push([bytes('XCLAIM'), key, name, consumer, ...words(`0 ${id} RETRYCOUNT ${deliveries} FORCE JUSTID`)])
  }
  return argvs
}

const heads = (pieces: Piece[]): Bytes[] => pieces.map(pieceHead)
const words = (text: string): Bytes[] => text.split(' ').map(bytes)
const decimal = (n: number): Bytes => bytes(String(n))
