/**
 * Streams: a log that grows at the end and is trimmed at the start, and the groups that read it. Ids only rise, so the
 * last id seen before tells what is new, and the first id seen now tells what is gone from the start.
 */
import type { Change } from '../change.ts'
import { compareIds } from '../stream-id.ts'
import type { Group, ValueOf } from '../view.ts'
import type { Seen } from './index.ts'
import type { Told } from './told.ts'

const idsOf = ({ head, tail }: ValueOf<'stream'>): string[] => [...new Set([...head, ...tail].map(entry => entry.id))]

/** Whether an entry with this id, were it there, would be in sight. */
function shows({ value, length }: Seen<'stream'>, id: string): boolean {
  const [last, first] = [value.head.at(-1), value.tail[0]]
  if (value.head.length === length) return true
  return (last !== undefined && compareIds(id, last.id) <= 0) || (first !== undefined && compareIds(id, first.id) >= 0)
}

function entries(before: Seen<'stream'>, after: Seen<'stream'>, { calls }: Told): Change[] {
  const ids = idsOf(after.value)
  const kept = new Set(ids)
  const added = ids.filter(id => compareIds(id, before.value.lastId) > 0)
  const grown = Math.max(added.length, after.value.added - before.value.added)
  const first = ids[0]
  const gone = idsOf(before.value).filter(id => !kept.has(id) && shows(after, id))
  // a trim takes entries from the start and no others: XDEL alone can do the same, and then its command is known
  const deleting = calls.some(call => call.name === 'XDEL' || call.name === 'XDELEX' || call.name === 'XACKDEL')
  const trimming = calls.some(
    call => call.name === 'XTRIM' || call.args.some(arg => arg === 'MAXLEN' || arg === 'MINID'),
  )
  const isTrimmed = (id: string) => (trimming || !deleting) && (first === undefined || compareIds(id, first) < 0)
  const removed = gone.filter(id => !isTrimmed(id))
  const lost = before.length + grown - after.length - removed.length
  const fromStart = gone.length > removed.length || (trimming && lost > 0)
  const trimmed = fromStart ? Math.max(lost, gone.length - removed.length) : 0
  const told = before.length + added.length - removed.length - trimmed
  return [
    ...removed.map((id): Change => ({ kind: 'entry-removed', id })),
    ...(trimmed > 0 ? [{ kind: 'entries-trimmed', count: trimmed } as const] : []),
    ...added.map((id): Change => ({ kind: 'entry-added', id })),
    ...(grown === 0 && before.value.lastId !== after.value.lastId
      ? [{ kind: 'last-id-changed', from: before.value.lastId, to: after.value.lastId } as const]
      : []),
    ...(told === after.length ? [] : [{ kind: 'length-changed', from: before.length, to: after.length } as const]),
  ]
}

/** Consumers that came or went and that no pending entry tells of. */
function consumers(before: Group, after: Group): Change[] {
  const only = (here: Group, there: Group) => {
    const known = new Set(there.consumers.map(({ name }) => name))
    return here.consumers.filter(({ name, pending }) => pending === 0 && !known.has(name))
  }
  const change =
    (kind: 'consumer-added' | 'consumer-removed') =>
    ({ name }: Group['consumers'][number]): Change => ({ kind, group: after.name, consumer: name })
  return [...only(before, after).map(change('consumer-removed')), ...only(after, before).map(change('consumer-added'))]
}

type Pending = Group['pending'][number]

/** The pending entries list is shown from its lowest id on: past the last one shown nothing is claimed. */
function pendings(before: Group, after: Group): Change[] {
  const name = ({ id, consumer }: Pending) => `${id} ${consumer}`
  const within = (group: Group, id: string) => {
    const last = group.pending.at(-1)
    return group.pending.length === group.pendingCount || (last !== undefined && compareIds(id, last.id) <= 0)
  }
  const only = (here: Group, there: Group) => {
    const known = new Set(there.pending.map(name))
    return here.pending.filter(entry => !known.has(name(entry)))
  }
  const delivered = ({ id }: Pending) => within(before, id) || compareIds(id, before.lastDelivered) > 0
  const change =
    (kind: 'pending-added' | 'pending-removed') =>
    (entry: Pending): Change => ({
      kind,
      group: after.name,
      consumer: entry.consumer,
      id: entry.id,
    })
  return [
    ...only(before, after)
      .filter(entry => within(after, entry.id))
      .map(change('pending-removed')),
    ...only(after, before).filter(delivered).map(change('pending-added')),
  ]
}

function groups(before: readonly Group[], after: readonly Group[]): Change[] {
  const [old, now] = [before, after].map(all => new Map(all.map(group => [group.name, group])))
  const changes: Change[] = before
    .filter(({ name }) => now?.has(name) !== true)
    .map(({ name }) => ({ kind: 'group-removed', group: name }))
  for (const group of after) {
    const was = old?.get(group.name)
    if (was === undefined) {
      changes.push({ kind: 'group-added', group: group.name })
      continue
    }
    if (was.lastDelivered !== group.lastDelivered)
      changes.push({ kind: 'group-advanced', group: group.name, from: was.lastDelivered, to: group.lastDelivered })
    changes.push(...consumers(was, group), ...pendings(was, group))
  }
  return changes
}

export function diffStream(before: Seen<'stream'>, after: Seen<'stream'>, told: Told): Change[] {
  return [...entries(before, after, told), ...groups(before.value.groups, after.value.groups)]
}
