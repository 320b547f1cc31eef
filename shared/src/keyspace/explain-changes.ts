/** What changed, over all keys: one key in full, a few by name, a crowd as a count. */
import type { Instant } from '../time.ts'
import type { KeyChange } from './change.ts'
import { phrasesOf } from './phrases.ts'
import { counted, listed, worded } from './words.ts'

const shortened = (phrases: string[]) =>
  phrases.length > 5 ? [...phrases.slice(0, 4), `${counted(phrases.length - 4, 'more change')}`] : phrases

/** Whole keys that came or went alike, told together when there are many. */
const together: Record<string, string> = {
  created: 'are new',
  noticed: 'come into view',
  forgotten: 'leave the view',
  deleted: 'are deleted',
  expired: 'expired',
  evicted: 'are evicted to free memory',
}
const fateOf = ({ changes: [change] }: KeyChange): string =>
  change === undefined ? '' : change.kind === 'gone' ? change.how : change.kind

/**
 * The changes of all keys; of several, each with its key, and a count for what is too much to tell.
 * @param emptied what is gone went with its last part
 */
export function changedWords(keys: readonly KeyChange[], at: Instant, emptied = false): string[] {
  const told = keys.filter(change => change.changes.length > 0)
  const [only] = told
  if (told.length === 1 && only !== undefined) return shortened(phrasesOf(only, at, emptied))
  const crowds = Object.entries(together)
    .map(([fate, words]) => ({ fate, words, crowd: told.filter(change => fateOf(change) === fate) }))
    .filter(({ crowd }) => crowd.length > 3)
  const crowded = new Set(crowds.map(({ fate }) => fate))
  const single = told.filter(change => !crowded.has(fateOf(change)))
  const lines = single.slice(0, 3).map(change => {
    const name = worded(change.key)
    const all = shortened(phrasesOf(change, at, emptied)).join(', ')
    return all.startsWith(`${name} `) ? all : `${name}: ${all}`
  })
  for (const { words, crowd } of crowds)
    lines.push(`${counted(crowd.length, 'key')} ${words}: ${listed(crowd.map(change => worded(change.key)))}`)
  if (single.length > 3) lines.push(`${counted(single.length - 3, 'more key changes', 'more keys change')}`)
  return lines
}
