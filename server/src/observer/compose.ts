/**
 * Compose: one tick of what was observed, as facts in order. Given what the observer saw, how the touched keys look now and
 * which of the room's own commands have answered, it decides which fact carries which key: a key belongs to the last
 * command that touched it, since that is the state that was seen. Pure.
 */
import type { Bytes } from '@rdd/shared/bytes'
import type { CommandDoc } from '@rdd/shared/commands/catalogue'
import { findDoc, keysOf } from '@rdd/shared/commands/keys'
import { type Actor, type CommandFact, type Effects, type FactOf, type Gone, idOf } from '@rdd/shared/fact'
import { awaitedKeys } from '@rdd/shared/keyspace/explain-served'
import { type Listened, listenedAfter } from '@rdd/shared/keyspace/listening'
import type { RoomState } from '@rdd/shared/keyspace/state'
import { type KeyView, pieceId } from '@rdd/shared/keyspace/view'
import type { Reply } from '@rdd/shared/reply'
import type { Instant } from '@rdd/shared/time'
import type { Batch, KeyEvent, Seen } from '../redis/attribution.ts'
import { countSteps } from './count-steps.ts'
import { cutArgv } from './cut.ts'
import type { Draft } from './log.ts'

/** A command of one of the room's clients. `lineSeen`: its MONITOR line came in an earlier tick, while it was waiting. */
export interface Run {
  actor: Actor
  address: string
  db: number
  argv: Bytes[]
  lineSeen: boolean
  /** ms on Redis's clock at which a blocking command gives up; absent: never, or not blocking. */
  until?: Instant
}
export interface Answered extends Run {
  reply: Reply
  tookUs: number
  waitedMs?: number
  /** The fact at which it began to wait. */
  since?: number
  /** What its client listens to from now on, where the command changed that. */
  listening?: Listened[]
}

/** One key as it is now. `how`: an event said why it is not there. */
export interface Look {
  db: number
  key: Bytes
  view: KeyView | null
  how?: 'expired' | 'evicted'
}

export interface Tick {
  batch: Batch
  /** Who counted the batch. */
  by: FactOf<'burst'>['by']
  looks: ReadonlyMap<string, Look>
  /** Keys that an event said were made. */
  created: ReadonlySet<string>
  answered: readonly Answered[]
  /** Own commands without an answer yet. */
  pending: readonly Run[]
  counts: [db: number, count: number][]
  now: Instant
  /** ms since the tick before. */
  ms: number
  state: RoomState
  docs: ReadonlyMap<string, CommandDoc>
  /** What the connection from an address is called; the address itself where nobody told. */
  nameOf(address: string): string
}

interface Step {
  draft: Draft
  touched: Set<string>
  run?: Answered
}

/** A fact to append, and the client's command it answers. */
export type Composed = Pick<Step, 'draft' | 'run'>

const lower = (argv: readonly Bytes[]) => argv[0]?.toLowerCase() ?? ''
/** For each draft its own: they are filled here. */
const nothing = () => ({ gone: [], views: [], counts: [] }) satisfies Effects

export function compose(tick: Tick): Composed[] {
  const { batch, looks } = tick
  const unmatched = new Set(tick.answered)
  const steps: Step[] = []
  const burst = batch.overflow ? burstStep(tick) : undefined
  if (burst) steps.push(burst)
  else {
    const heard = new Map<string, readonly Listened[]>()
    for (const seen of batch.seen) steps.push(commandStep(seen, tick, unmatched, heard))
  }
  // own commands that MONITOR did not show: it is off, or a blocked one was served. Their events come without a line
  const unseen = inOrder([...unmatched], tick.state).map(run => answeredStep(run, tick.docs, [], {}))
  steps.push(...unseen)
  const explained = new Set(unseen.flatMap(({ touched }) => [...touched]))

  const owner = new Map<string, Step>()
  for (const step of steps) {
    const awaited = awaitedBy(step.draft)
    for (const id of step.touched) if (!(awaited.has(id) && owner.has(id))) owner.set(id, step)
  }
  const flush = steps.findLast(({ draft }) => draft.flushed !== undefined)
  const collected: Gone[] = []
  const change: Draft = {
    kind: 'change',
    events: batch.loose
      .filter(({ db, key }) => !explained.has(idOf(db, key)))
      .slice(0, 100)
      .map(({ name, key }) => [name, key]),
    ...nothing(),
  }
  for (const [id, { db, key, view, how }] of looks) {
    let draft = (owner.get(id) ?? burst)?.draft ?? change
    const before = tick.state.view(db, key)
    if (view !== null) {
      // a key that is there after a flush was made after it, whoever touched it before
      const step = owner.get(id)
      if (flush && step && steps.indexOf(step) < steps.indexOf(flush)) draft = flush.draft
      draft.views.push(ringed(view, tick))
      if (before === undefined && !tick.created.has(id) && tick.state.keys(db).size < tick.state.count(db))
        draft.noticed = [...(draft.noticed ?? []), { db, key }]
    } else if (before !== undefined && how === undefined) draft.gone.push({ db, key, how: 'deleted' })
    else if (before !== undefined && how !== undefined) {
      const late = how === 'expired' && before.expiresAt !== undefined ? { lateMs: tick.now - before.expiresAt } : {}
      collected.push({ db, key, how, ...late })
    }
  }
  const composed: Composed[] = steps.map(({ draft, run }) => ({ draft, ...(run && { run }) }))
  if (collected.length > 0) composed.unshift({ draft: { kind: 'gone', ...nothing(), gone: collected } })
  if (!burst && (change.events.length > 0 || change.views.length > 0 || change.gone.length > 0))
    composed.push({ draft: change })
  countSteps(
    composed.map(({ draft }) => draft),
    tick.state,
    tick.counts,
  )
  return composed
}

/**
 * Keys a client had waited for: what is there now came with the push or the new entry that served it, and stands with that.
 */
function awaitedBy(draft: Draft): Set<string> {
  if (draft.kind !== 'command' || draft.waitedMs === undefined) return new Set()
  return new Set(awaitedKeys(draft).map(key => idOf(draft.db, key)))
}

/**
 * Clients that were served in one tick, in the order in which Redis serves them: the one that waited longest first. Their
 * answers come in any order, each on a connection of its own. Whoever did not wait comes after them as it came.
 */
function inOrder(runs: readonly Answered[], state: RoomState): Answered[] {
  const waiting = state.waiting().map(({ client }) => client.id)
  const place = ({ actor }: Answered) => {
    const at = waiting.indexOf(actor.id)
    return at < 0 ? waiting.length : at
  }
  return runs.toSorted((a, b) => place(a) - place(b))
}

/** The ring of a TTL is full where that expiry was first seen: of the key, and of each field of a hash. */
export function ringed(view: KeyView, { state, now }: Pick<Tick, 'state' | 'now'>): KeyView {
  const before = state.view(view.db, view.key)
  const fieldRingsFrom = fieldRings(view, before, now)
  return {
    ...view,
    ...(view.expiresAt !== undefined && {
      ringFrom: (before?.expiresAt === view.expiresAt ? before.ringFrom : undefined) ?? now,
    }),
    ...(fieldRingsFrom && { fieldRingsFrom }),
  }
}

function fieldRings({ value }: KeyView, before: KeyView | undefined, now: Instant): (Instant | null)[] | undefined {
  if (value.type !== 'hash' || value.fields.every(([, , expiry]) => expiry === null)) return undefined
  const old = before?.value.type === 'hash' ? before.value.fields : []
  const known = new Map(
    old.map(([field, , expiry], i) => [pieceId(field), { expiry, from: before?.fieldRingsFrom?.[i] }]),
  )
  return value.fields.map(([field, , expiry]) => {
    if (expiry === null) return null
    const was = known.get(pieceId(field))
    return (was?.expiry === expiry ? was.from : undefined) ?? now
  })
}

/** Whether a MONITOR line is that of this command. */
export const isOf = (run: Run, seen: Seen): boolean =>
  run.address === seen.address && lower(run.argv) === seen.name && !run.lineSeen

/** What another program listens to after its command, where that changed it. `heard`: what it did so far in this tick. */
function listeningOf(
  seen: Seen,
  name: string,
  { state }: Tick,
  heard: Map<string, readonly Listened[]>,
): Listened[] | undefined {
  const before = heard.get(name) ?? state.listenedBy({ name })
  const after = [seen.argv, ...seen.calls].reduce((listened, { args }) => listenedAfter(listened, args), before)
  if (after === before) return undefined
  heard.set(name, after)
  return [...after]
}

function commandStep(seen: Seen, tick: Tick, unmatched: Set<Answered>, heard: Map<string, readonly Listened[]>): Step {
  const answered = [...unmatched].find(run => isOf(run, seen))
  if (answered) {
    unmatched.delete(answered)
    return answeredStep(answered, tick.docs, seen.events, callsOf(seen), flushedBy(seen))
  }
  const pending = tick.pending.find(run => isOf(run, seen))
  const keys = keysOf(seen.argv.args, findDoc(tick.docs, seen.argv.args))
  const named = withEvents(seen.db, keys, seen.events)
  if (pending) {
    pending.lineSeen = true
    return {
      draft: {
        kind: 'waiting',
        client: pending.actor,
        db: pending.db,
        argv: cutArgv(pending.argv),
        keys,
        ...(pending.until !== undefined && { until: pending.until }),
        ...nothing(),
      },
      touched: named.touched,
    }
  }
  const name = tick.nameOf(seen.address)
  const listening = listeningOf(seen, name, tick, heard)
  return {
    draft: {
      kind: 'command',
      client: { name },
      db: seen.db,
      argv: cutArgv(seen.argv.args, seen.argv.more),
      keys: named.keys,
      ...callsOf(seen),
      ...(listening && { listening }),
      ...flushedBy(seen),
      ...nothing(),
    },
    touched: named.touched,
  }
}

/** What ran inside a script or an EXEC. */
function callsOf({ calls, moreCalls }: Seen): Pick<CommandFact, 'calls' | 'moreCalls'> {
  if (calls.length === 0) return {}
  return { calls: calls.map(({ args, more }) => cutArgv(args, more)), ...(moreCalls > 0 && { moreCalls }) }
}

function answeredStep(
  run: Answered,
  docs: Tick['docs'],
  events: readonly KeyEvent[],
  calls: Pick<CommandFact, 'calls' | 'moreCalls'>,
  flushed: Pick<Effects, 'flushed'> = {},
): Step {
  const named = withEvents(run.db, keysOf(run.argv, findDoc(docs, run.argv)), events)
  return {
    draft: {
      kind: 'command',
      client: run.actor,
      db: run.db,
      argv: cutArgv(run.argv),
      reply: run.reply,
      tookUs: run.tookUs,
      ...(run.waitedMs !== undefined && { waitedMs: run.waitedMs }),
      ...(run.since !== undefined && { since: run.since }),
      ...(run.listening && { listening: run.listening }),
      keys: named.keys,
      ...calls,
      ...flushed,
      ...nothing(),
    },
    touched: named.touched,
    run,
  }
}

function burstStep({ batch, by, answered, ms }: Tick): Step {
  const calls = new Map(batch.counts)
  // our own clients' commands are facts of their own, with their replies
  for (const { argv } of answered) {
    const left = (calls.get(lower(argv)) ?? 0) - 1
    if (left > 0) calls.set(lower(argv), left)
    else calls.delete(lower(argv))
  }
  const touched = new Set(batch.loose.map(({ db, key }) => idOf(db, key)))
  for (const { events } of batch.seen) for (const { db, key } of events) touched.add(idOf(db, key))
  const { expired, evicted } = batch
  return { draft: { kind: 'burst', by, ms, calls: [...calls], expired, evicted, ...nothing() }, touched }
}

function withEvents(db: number, keys: Bytes[], events: readonly KeyEvent[]): { keys: Bytes[]; touched: Set<string> } {
  const touched = new Set(keys.map(key => idOf(db, key)))
  const all = new Set(keys)
  for (const event of events) {
    touched.add(idOf(event.db, event.key))
    if (event.db === db) all.add(event.key)
  }
  return { keys: [...all], touched }
}

function flushedBy(seen: Seen): Pick<Effects, 'flushed'> {
  const names = [seen.name, ...seen.calls.map(({ args }) => lower(args))]
  if (names.includes('flushall')) return { flushed: 'all' }
  return names.includes('flushdb') ? { flushed: seen.db } : {}
}
