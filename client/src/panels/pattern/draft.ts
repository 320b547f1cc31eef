/** Draft: the requests a person is putting together for the next run of a pattern. Kept while the page is open. */
import { catalogue } from '@rdd/shared/patterns/catalogue'
import { Operation, type RequestOf } from '@rdd/shared/protocol'
import type { Lane, PatternName, RunView } from '@rdd/shared/run'
import { createStore, type Store } from '../../store/store.ts'

export interface LaneDraft {
  operation: Operation
  form: Lane['form']
  id: string
  /** Only writes send it. */
  name: string
  detail: string
}
export interface Draft {
  lanes: readonly LaneDraft[]
  /** Whole seconds, as typed. */
  ttl: string
  /** What to do once it has started, where it is to show something. */
  how?: string | undefined
}

/** A run has at most so many requests. */
export const MOST_LANES = 6

export const isWrite = (operation: Operation): boolean => operation === 'create' || operation === 'update'

/** The operations a pattern has, in the order they are offered. */
export const operationsOf = (pattern: PatternName): Operation[] =>
  Operation.options.filter(operation => catalogue[pattern].operations[operation] !== undefined)

export function firstLane(pattern: PatternName): LaneDraft {
  const writes = pattern.startsWith('write')
  return {
    operation: writes ? 'update' : 'get',
    form: 'safe',
    id: '1',
    ...(catalogue[pattern].table === 'users'
      ? { name: 'Alicia', detail: 'alicia@example.com' }
      : { name: 'Lamp', detail: '2490' }),
  }
}

const drafts = new Map<PatternName, Store<Draft>>()

export function draftOf(pattern: PatternName): Store<Draft> {
  const known = drafts.get(pattern)
  if (known !== undefined) return known
  const made = createStore<Draft>({ lanes: [firstLane(pattern)], ttl: '3600' })
  drafts.set(pattern, made)
  return made
}

export const ttlMsOf = ({ ttl }: Draft): number => Math.round(Number(ttl) * 1000)

/** Why it cannot be started; empty when it can. */
export function faultOf(draft: Draft): string {
  const ttlMs = ttlMsOf(draft)
  if (!Number.isFinite(ttlMs) || ttlMs < 1 || ttlMs > 86_400_000)
    return 'A TTL is more than 0 and at most 86400 seconds.'
  if (draft.lanes.some(({ id }) => !/^[\w-]{1,32}$/.test(id))) return 'An id is 1 to 32 letters, digits, _ or -.'
  return ''
}

export const requestOf = (pattern: PatternName, draft: Draft, paused: boolean): RequestOf<'startRun'> => ({
  pattern,
  ttlMs: ttlMsOf(draft),
  paused,
  lanes: draft.lanes.map(({ operation, form, id, name, detail }) => ({
    operation,
    form,
    id,
    ...(isWrite(operation) && { value: { name, detail } }),
  })),
})

/** Whether all that is asked for is read, and stands in the cache by what `has` says of a key. */
export const isCached = (pattern: PatternName, { lanes }: Draft, has: (key: string) => boolean): boolean =>
  lanes.every(({ operation, form, id }) => {
    const { table, operations } = catalogue[pattern]
    const piece = operations[operation]?.[form]
    return operation.startsWith('get') && piece !== undefined && has(piece.key(table, id))
  })

/** The function a lane of a run is in, its file, and the operation, found by the name the lane shows. */
export function pieceOf(
  { pattern }: RunView,
  lane: Pick<Lane, 'name' | 'operation' | 'form'>,
): { file: string; name: string } {
  const named = /^(\w+)\(/.exec(lane.operation)?.[1]
  for (const operation of operationsOf(pattern)) {
    const piece = catalogue[pattern].operations[operation]?.[lane.form]
    if (piece !== undefined && piece.name === named) return piece
  }
  return { file: lane.form === 'safe' ? `${pattern}.ts` : `${pattern}.notebook.ts`, name: '' }
}
