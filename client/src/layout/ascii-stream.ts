/**
 * AsciiStream: a stream as a table of its entries, and below it each consumer group as a tree: its consumers, and with each
 * the entries it was given and has not acknowledged.
 */
import type { Span } from '@rdd/shared/keyspace/change'
import type { Group, KeyView, ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import { pair, table } from './ascii-box.ts'
import { MOST, more, plain } from './ascii-words.ts'
import { delivered } from './stream-lanes.ts'
import { logOf } from './stream-log.ts'
import { columnsOf, fit, shown } from './text.ts'

/** Consumers of one group, and pending entries of one consumer. */
const CONSUMERS = 8
const PENDING = 6

/** Something with what hangs from it, as the branches of a tree. */
const branch = (children: readonly (readonly string[])[]): string[] =>
  children.flatMap(([first = '', ...rest], i) => {
    const last = i === children.length - 1
    return [`${last ? '└─' : '├─'} ${first}`, ...rest.map(line => `${last ? '  ' : '│ '} ${line}`)]
  })

/** A name cut so that the figures behind it are seen. */
function named(name: string, figures: string, columns: number): string {
  return `${fit(name, Math.max(1, columns - columnsOf(figures)))}${figures}`
}

/** One group. `deleted`: entries that are pending and no longer in the stream. */
function groupText(one: Group, deleted: ReadonlySet<string>, inside: number): string[] {
  const lag = one.lag === null ? 'lag unknown' : `lag ${grouped(one.lag)}`
  const consumers = one.consumers.slice(0, CONSUMERS).map(({ name, pending }) => {
    const own = one.pending.filter(({ consumer }) => consumer === name).slice(0, PENDING)
    const entries = own.map(({ id, deliveries }) => [
      `${id} · ${deleted.has(id) ? 'gone, ' : ''}${delivered(deliveries)}`,
    ])
    const left = more(pending - own.length).map(line => [line])
    return [named(shown(name), ` · ${grouped(pending)} pending`, inside - 3), ...branch([...entries, ...left])]
  })
  const left = one.consumers.length - consumers.length
  return [
    named(`group ${shown(one.name)}`, ` · ${lag} · ${grouped(one.pendingCount)} pending`, inside),
    `last delivered ${one.lastDelivered}`,
    ...branch([...consumers, ...more(left).map(line => [line])]),
    ...(one.consumers.length === 0 ? ['no consumer yet'] : []),
  ]
}

/** Where an XREAD just stood. */
const readers = (spans: readonly Span[]): string[] =>
  spans.flatMap(span =>
    span.of === 'reader'
      ? [span.after === '$' ? 'read after $: only what is added from now on' : `read after ${shown(span.after)}`]
      : [],
  )

/** @param spans what was just read of it */
export function streamText(view: KeyView, value: ValueOf<'stream'>, spans: readonly Span[], inside: number): string[] {
  const { head, tail, groups, lastId, added } = value
  const some = [...head, ...tail].slice(-MOST)
  const rows = some.map(({ id, fields }) => [
    id,
    fields.map(([field, of]) => `${plain(field)} ${plain(of)}`).join('  '),
  ])
  const deleted = new Set(logOf(view, value).slots.flatMap(({ id, entry }) => (entry === undefined ? [id] : [])))
  return [
    ...more(view.length - rows.length),
    ...table(['Id', 'Entry'], rows, pair(['Id', ...some.map(({ id }) => id)], inside)),
    // what the entries left do not tell
    ...(some.at(-1)?.id === lastId && added === view.length
      ? []
      : [`last id ${lastId} · ${grouped(added)} ever added`]),
    ...readers(spans),
    ...groups.flatMap(one => groupText(one, deleted, inside)),
  ]
}
