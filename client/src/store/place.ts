/** Place: where this page is looking: chapter, database, the key in the side panel, and which keys All keys lays out. */
import type { Bytes } from '@rdd/shared/bytes'
import type { Chapter } from '@rdd/shared/chapter'
import type { KeyView } from '@rdd/shared/keyspace/view'
import type { Lens } from '../layout/around.ts'
import type { Edit } from '../layout/mark.ts'
import { everything, type Filter, passes } from '../layout/order.ts'
import { chapterOf } from './chapters.ts'
import { createStore, type Store } from './store.ts'

export type { Edit, Lens }

export interface Place {
  chapter: Chapter
  /** The database on the stage. */
  db: number
  /** The key in the side panel. */
  selected: Bytes | undefined
  /** The part of it whose form is open. */
  edit: Edit | undefined
  filter: Filter
  /** How a type's scene looks at its keys. */
  lens: Lens
  /** Sets a person put together to compare them, in the order in which they were picked. */
  compared: readonly Bytes[]
}

/** More sets than these do not go into a diagram of circles. */
export const MOST_COMPARED = 3

/** `key` put to the compared ones, or taken from them. */
export function comparedWith(compared: readonly Bytes[], key: Bytes): readonly Bytes[] {
  if (compared.includes(key)) return compared.filter(one => one !== key)
  return compared.length < MOST_COMPARED ? [...compared, key] : compared
}

export const createPlace = (pathname: string): Store<Place> =>
  createStore<Place>({
    chapter: chapterOf(pathname),
    db: 0,
    selected: undefined,
    edit: undefined,
    filter: everything,
    lens: 'value',
    compared: [],
  })

/** Whether the filter leaves keys out. */
export const isNarrow = ({ text, type, prefix }: Filter): boolean => text !== '' || type !== '' || prefix !== ''

/** How many keys pass the filter. */
export function countPassing(views: Iterable<KeyView>, filter: Filter): number {
  const pass = passes(filter)
  let n = 0
  for (const view of views) if (pass(view)) n += 1
  return n
}
