/**
 * Rehearsals: the hazards a person can step through by hand, each as the requests it takes and what to do with them. Where
 * one client is enough, A is the notebook and B the safe form; else all are in the form that is chosen.
 */
import { catalogue } from '@rdd/shared/patterns/catalogue'
import type { Operation } from '@rdd/shared/protocol'
import type { Lane, PatternName } from '@rdd/shared/run'
import { type Draft, firstLane, type LaneDraft } from './draft.ts'

export interface Rehearsal {
  /** A, B, … */
  clients: readonly (readonly [Operation, id: string, name?: string])[]
  /** What to do with them once they stand at their first calls. */
  how: string
  /** Both forms in one run: they do not disturb each other. */
  together?: true
}

/** By the id of the lab that shows the same. Those left out need what nobody can ask for here: a clean stop, a refused text. */
export const rehearsals: Readonly<Record<string, Rehearsal>> = {
  'stale-set': {
    clients: [
      ['get', '1'],
      ['update', '1', 'Alicia'],
      ['get', '1'],
    ],
    how: 'Step A until the row is on its way back from the database. Step B to its end, then A, then C: which row is C told?',
  },
  'missing-rows': {
    clients: [
      ['get', '4'],
      ['create', '4', 'Dave'],
      ['get', '4'],
    ],
    how: 'There must be no row 4 yet. Step A to its end, then B, then C: is C told that there is no such row?',
  },
  'cache-away': {
    together: true,
    clients: [['get', '1']],
    how: 'Stop Redis, and run to the end: A is the notebook, B the safe form.',
  },
  'invalidate-pattern': {
    together: true,
    clients: [['invalidate-pattern', '1']],
    how: 'Make a key that only looks like a cached row, SET user:1:sessions 3. Step A, the notebook: is it still there? B removes what was cached, and asks for it in parts.',
  },
  'write-order': {
    clients: [
      ['update', '1', 'Lamp'],
      ['get', '1'],
    ],
    how: 'Step A until it waits to ask the database. Step B to its end. Stop the database and step A: its write fails. What was B told?',
  },
  rollback: {
    clients: [
      ['update', '1', 'Lamp'],
      ['update', '1', 'Lantern'],
      ['get', '1'],
    ],
    how: 'Step A to its end. Stop the database and step B to its end: its write fails. Step C: is there still a row?',
  },
  'two-writers': {
    clients: [
      ['update', '1', 'From A'],
      ['update', '1', 'From B'],
    ],
    how: 'Step A until it waits to ask the database. Step B to its end, then A: do the key and the row say the same?',
  },
  'read-fallback': {
    together: true,
    clients: [['get', '3']],
    how: 'Nothing of row 3 may be cached. Step A, the notebook: is it told that there is no such row? B asks the database.',
  },
  'two-steps': {
    together: true,
    clients: [['update', '1', 'Lamp']],
    how: 'Step A, the notebook, until it waits to push to the queue. Stop Redis and step A; start Redis again. The key has what no writer will ever store. B does both in one script.',
  },
  'writer-crash': {
    clients: [
      ['update', '1', 'Lamp'],
      ['update', '2', 'Chair'],
    ],
    how: 'Step A and B to their ends, and the writer until it has taken both. Crash the writer: are there lost writes? What the safe form’s had taken is still pending, and the next writer claims it.',
  },
  'writer-error': {
    clients: [['update', '1', 'Lamp']],
    how: 'Step A to its end. Stop Redis and step the writer until its question fails. Start Redis again: does the writer go on?',
  },
  'database-away': {
    clients: [['update', '1', 'Lamp']],
    how: 'Step A to its end, and the writer until it waits to ask the database. Stop the database and step the writer: its write fails. Start the database again and step the writer on: is it tried again?',
  },
  batch: {
    clients: [
      ['update', '1', 'Lamp'],
      ['update', '2', 'Chair'],
      ['update', '3', 'Desk'],
    ],
    how: 'Step A, B and C to their ends, then run to the end: how many database writes are three rows?',
  },
  'queue-outlived': {
    clients: [
      ['update', '1', 'Lamp'],
      ['get', '1'],
    ],
    how: 'Step A to its end. Let the TTL run out, and step B before the writer comes: is B told that there is no such row?',
  },
  'missing-loads': {
    clients: [
      ['get', '9'],
      ['get', '9'],
    ],
    how: 'There is no row 9. Step A to its end, then B: is the database asked again?',
  },
  refresh: {
    clients: [
      ['get', '1'],
      ['refresh', '1'],
    ],
    how: 'Step A to its end. Stop the database and step B to its end: is the key still there?',
  },
  stampede: {
    clients: [
      ['get', '1'],
      ['get', '1'],
      ['get', '1'],
    ],
    how: 'Nothing may be cached. Forward lets A, B and C go on in turn: how many of them ask the database?',
  },
  'persistent-key': {
    clients: [
      ['refresh', '1'],
      ['refresh', '1'],
    ],
    how: 'Step A to its end. Make its key persistent in the console, PERSIST and its name, and step B: is the database asked again?',
  },
}

/** The rehearsal of a lab, where the pattern has the operations it takes. */
export function rehearsalOf(pattern: PatternName, lab: string): Rehearsal | undefined {
  const found = rehearsals[lab]
  const { operations } = catalogue[pattern]
  return found?.clients.every(([operation]) => operations[operation] !== undefined) ? found : undefined
}

/** Its requests, ready to start. @param form of all clients; undefined: a lane for each form */
export function drafted(pattern: PatternName, { clients, how }: Rehearsal, form?: Lane['form']): Partial<Draft> {
  const forms: readonly Lane['form'][] = form === undefined ? ['notebook', 'safe'] : [form]
  const lanes = clients.flatMap(([operation, id, name]) =>
    forms.map((form): LaneDraft => {
      const first = firstLane(pattern)
      return { ...first, operation, form, id, name: name ?? first.name }
    }),
  )
  return { lanes, how }
}
