/**
 * Places: what stands on the stage of a chapter that draws neither the keys of a type nor a run. One file a chapter, named
 * after its path, is all there is to add: it is found by its name and fetched when the chapter is opened.
 */
import type { CatalogueIndex } from '@rdd/shared/commands/keys'
import type { ComponentType } from 'react'
import type { Playhead } from '../store/playhead.ts'

export interface PlaceProps {
  playhead: Playhead
  index: CatalogueIndex
  /** ms since the epoch on Redis's clock; stands still while there is no word from Redis. */
  redisNow: () => number
}

/** What each file exports. */
export interface PlaceModule {
  Place: ComponentType<PlaceProps>
}

const files = import.meta.glob<PlaceModule>('./*.tsx')

/** The place of a chapter. @throws Error when there is no such file */
export async function loadPlace(path: string): Promise<ComponentType<PlaceProps>> {
  const load = files[`./${path}.tsx`]
  if (load === undefined) throw new Error(`There is no place ${path}.`)
  return (await load()).Place
}
