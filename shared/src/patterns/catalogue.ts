/**
 * Catalogue: the caching patterns as the playground offers them. What each promises is a claim with an experiment that
 * shows it, the notebook's own pros and cons among them; each operation names the function that runs and the file to read.
 */
import type { Operation } from '../protocol.ts'
import type { PatternName } from '../run.ts'
import * as asideNotebook from './cache-aside.notebook.ts'
import * as aside from './cache-aside.ts'
import { keyOf as notebookKeyOf } from './entry.notebook.ts'
import { keyOf } from './entry.ts'
import * as allNotebook from './invalidate-pattern.notebook.ts'
import * as all from './invalidate-pattern.ts'
import type { Form } from './labs/result.ts'
import * as memoNotebook from './memoise.notebook.ts'
import * as memo from './memoise.ts'
import type { Ports, Request, Table } from './ports.ts'
import * as readNotebook from './read-through.notebook.ts'
import * as read from './read-through.ts'
import * as earlyNotebook from './stampede-early.notebook.ts'
import * as early from './stampede-early.ts'
import * as lock from './stampede-lock.ts'
import * as behindNotebook from './write-behind.notebook.ts'
import * as behind from './write-behind.ts'
import * as throughNotebook from './write-through.notebook.ts'
import * as through from './write-through.ts'

/** One form of an operation. */
export interface Piece {
  /** The function as the file names it: `getUser`. */
  name: string
  /** @returns the answer, as JSON takes it: a row or null, true or false, a number of keys, the id of a queued write */
  run(ports: Ports, request: Request): Promise<unknown>
  /** The file that holds it, in this folder. */
  file: string
  /** The cache key a request is about. */
  key(table: Table, id: string): string
}

export interface Claim {
  text: string
  /** The lab that shows it, or the column of the comparison. */
  experiment: { lab: string } | { compare: string }
}

export interface CataloguedPattern {
  title: string
  /** What it does, in a line. */
  promise: string
  /** The table its service works on. */
  table: Table
  /** Who makes the calls: the app itself, or the caching layer in it. */
  from: 'app' | 'layer'
  /** The cache key of a row; a guard against the stampede may have one of its own, which its operation tells. */
  key: Record<Form, Piece['key']>
  pros: Claim[]
  cons: Claim[]
  /** Where the notebook's form breaks and the safe one does not, besides what pros and cons show. */
  hazards: Claim[]
  operations: Partial<Record<Operation, Record<Form, Piece>>>
  /** The process that empties the queue: it lives in the file of the pattern. */
  writer?: Record<Form, typeof behind.runWriter>
}

/** How the writer of a run works: times in ms, tries before the dead letters. */
export const WRITER = { batchSize: 10, flushMs: 500, idleMs: 1_000, maxTries: 3 }

const KEY: CataloguedPattern['key'] = { safe: keyOf, notebook: notebookKeyOf }

export const catalogue: Record<PatternName, CataloguedPattern> = {
  'cache-aside': {
    title: 'Cache-aside',
    promise: 'The app asks the cache, loads on a miss, and removes the copy when it writes.',
    table: 'users',
    from: 'app',
    key: KEY,
    pros: [
      { text: 'Only what is asked for is cached.', experiment: { compare: 'keys cached, unread' } },
      { text: 'A failing cache is not fatal.', experiment: { lab: 'cache-away' } },
    ],
    cons: [
      { text: 'A miss costs extra calls.', experiment: { compare: 'calls a miss' } },
      { text: 'A copy can be stale.', experiment: { lab: 'stale-set' } },
    ],
    hazards: [
      { text: 'A row that was looked for too early stays missing.', experiment: { lab: 'missing-rows' } },
      { text: 'A TTL of 0 becomes an hour.', experiment: { lab: 'ttl-zero' } },
      { text: 'To invalidate by pattern takes other people’s data too.', experiment: { lab: 'invalidate-pattern' } },
      { text: 'Two calls of a memoised function share one key.', experiment: { lab: 'key-collisions' } },
    ],
    operations: {
      get: forms('cache-aside', { getUser: aside.getUser }, { getUser: asideNotebook.getUser }),
      'get-memoised': {
        safe: piece('memoise.ts', { findMemoised: memo.findMemoised }, memoKeyOf(memo)),
        notebook: piece('memoise.notebook.ts', { findMemoised: memoNotebook.findMemoised }, memoKeyOf(memoNotebook)),
      },
      create: forms('cache-aside', { saveUser: aside.saveUser }, { createUser: asideNotebook.createUser }),
      update: forms('cache-aside', { saveUser: aside.saveUser }, { updateUser: asideNotebook.updateUser }),
      invalidate: forms(
        'cache-aside',
        { invalidateUser: aside.invalidateUser },
        { invalidateUser: asideNotebook.invalidateUser },
      ),
      'invalidate-pattern': forms(
        'invalidate-pattern',
        { invalidateAll: all.invalidateAll },
        { invalidateAll: allNotebook.invalidateAll },
      ),
    },
  },
  'write-through': {
    title: 'Write-through',
    promise: 'A write is answered when the database and the cache both have it.',
    table: 'products',
    from: 'layer',
    key: KEY,
    pros: [
      { text: 'Cache and database agree.', experiment: { lab: 'two-writers' } },
      { text: 'Reads are simple: what was written is cached.', experiment: { compare: 'calls a read' } },
    ],
    cons: [
      { text: 'A write waits for both.', experiment: { compare: 'ms a write' } },
      { text: 'The cache holds what nobody reads.', experiment: { compare: 'keys cached, unread' } },
    ],
    hazards: [
      { text: 'The cache first: readers see what is never committed.', experiment: { lab: 'write-order' } },
      { text: 'A rollback removes the good old value.', experiment: { lab: 'rollback' } },
      { text: 'What is not cached does not exist.', experiment: { lab: 'read-fallback' } },
    ],
    operations: {
      get: forms('write-through', { getProduct: through.getProduct }, { getProduct: throughNotebook.getProduct }),
      create: forms(
        'write-through',
        { saveProduct: through.saveProduct },
        { saveProduct: throughNotebook.saveProduct },
      ),
      update: forms(
        'write-through',
        { saveProduct: through.saveProduct },
        { saveProduct: throughNotebook.saveProduct },
      ),
    },
  },
  'write-behind': {
    title: 'Write-behind',
    promise: 'A write is answered when Redis has it; a writer brings it to the database later.',
    table: 'products',
    from: 'layer',
    key: KEY,
    pros: [
      { text: 'A write waits for Redis alone.', experiment: { compare: 'ms a write' } },
      { text: 'Many writes are one statement.', experiment: { compare: 'statements for ten writes' } },
    ],
    cons: [
      { text: 'A crash may lose writes.', experiment: { lab: 'writer-crash' } },
      { text: 'The database is behind.', experiment: { compare: 'rows behind' } },
    ],
    hazards: [
      { text: 'Cache and queue are written in two steps.', experiment: { lab: 'two-steps' } },
      { text: 'A clean stop drops a batch.', experiment: { lab: 'writer-stop' } },
      { text: 'One error of Redis ends the writer.', experiment: { lab: 'writer-error' } },
      { text: 'An item that fails is dropped.', experiment: { lab: 'item-dropped' } },
      { text: 'A database that is away for a moment loses what was queued.', experiment: { lab: 'database-away' } },
      { text: 'A batch is one statement for each item.', experiment: { lab: 'batch' } },
      { text: 'A key runs out before its write is stored.', experiment: { lab: 'queue-outlived' } },
    ],
    operations: {
      get: forms('write-behind', { getProduct: behind.getProduct }, { getProduct: behindNotebook.getProduct }),
      create: forms('write-behind', { saveProduct: behind.saveProduct }, { saveProduct: behindNotebook.saveProduct }),
      update: forms('write-behind', { saveProduct: behind.saveProduct }, { saveProduct: behindNotebook.saveProduct }),
    },
    writer: {
      safe: behind.runWriter,
      notebook: behindNotebook.runWriter,
    },
  },
  'read-through': {
    title: 'Read-through',
    promise: 'The app asks the cache layer alone; the layer knows how to load.',
    table: 'users',
    from: 'layer',
    key: KEY,
    pros: [
      { text: 'The app holds no loading code, and a missing row is one load.', experiment: { lab: 'missing-loads' } },
      { text: 'A refresh that fails costs nothing.', experiment: { lab: 'refresh' } },
    ],
    cons: [{ text: 'A miss costs extra calls.', experiment: { compare: 'calls a miss' } }],
    hazards: [],
    operations: {
      get: forms('read-through', { get: read.get }, { get: readNotebook.get }),
      invalidate: forms('read-through', { invalidate: read.invalidate }, { invalidate: readNotebook.invalidate }),
      refresh: forms('read-through', { refresh: read.refresh }, { refresh: readNotebook.refresh }),
    },
  },
  stampede: {
    title: 'Stampede',
    promise: 'A popular key runs out, and only one of its readers should load it.',
    table: 'users',
    from: 'app',
    key: KEY,
    pros: [{ text: 'With a lock, a crowd is one load.', experiment: { lab: 'stampede' } }],
    cons: [
      {
        text: 'With a delta of the wrong kind, early refresh loads all the time.',
        experiment: { lab: 'early-refresh' },
      },
    ],
    hazards: [{ text: 'A key that should stay is loaded again.', experiment: { lab: 'persistent-key' } }],
    operations: {
      get: {
        safe: piece('stampede-lock.ts', { getLocked: lock.getLocked }, keyOf),
        notebook: piece('cache-aside.notebook.ts', { getUser: asideNotebook.getUser }, notebookKeyOf),
      },
      refresh: {
        safe: piece('stampede-early.ts', { getEarly: early.getEarly }, early.earlyKeyOf),
        notebook: piece('stampede-early.notebook.ts', { getEarly: earlyNotebook.getEarly }, notebookKeyOf),
      },
    },
  },
}

function memoKeyOf({ memoKey }: Pick<typeof memo, 'memoKey'>): Piece['key'] {
  return (table, id) => memoKey('find', [table, id])
}

/** A function under its own name, spelled out: a built page gives functions shorter names. */
type Named = Record<string, Piece['run']>

function forms(file: string, safe: Named, notebook: Named): Record<Form, Piece> {
  return {
    safe: piece(`${file}.ts`, safe, keyOf),
    notebook: piece(`${file}.notebook.ts`, notebook, notebookKeyOf),
  }
}

function piece(file: string, named: Named, key: Piece['key']): Piece {
  const [entry] = Object.entries(named)
  if (entry === undefined) throw new RangeError('a piece needs a function')
  const [name, run] = entry
  return { name, run: (ports, request) => run(ports, request), file, key }
}
