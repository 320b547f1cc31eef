/** What the cards of a run share: the moment they show, their measures, and lines of text that fit. */
import type { Bytes } from '@rdd/shared/bytes'
import type { KeyView } from '@rdd/shared/keyspace/view'
import type { Hop, Lane, RunView } from '@rdd/shared/run'
import { type Mark, type Tone, text } from './mark.ts'
import { columnsIn, fit, shown } from './text.ts'

/** A run, and the keys of the room at that moment. */
export interface Moment {
  run: RunView
  /** The keys of the database the run works in. */
  keys: ReadonlyMap<Bytes, KeyView>
}

/** Height of the title strip. */
export const STRIP = 36
export const PAD = 16

/** A lane of the app; the others are writers. */
export const isApp = ({ name }: Pick<Lane, 'name'>): boolean => !name.startsWith('writer')
/** Our library in the app makes the calls, and has a card of its own. */
export const layered = (pattern: RunView['pattern']): boolean => pattern !== 'cache-aside' && pattern !== 'stampede'

/** The question an answer belongs to: the last one before it of the same lane and call. */
export const askOf = ({ hops }: RunView, answer: Hop): Hop | undefined =>
  hops.reduce<Hop | undefined>(
    (last, hop) =>
      hop.direction === 'asked' &&
      hop.lane === answer.lane &&
      hop.call === answer.call &&
      hop.n < answer.n &&
      hop.n > (last?.n ?? 0)
        ? hop
        : last,
    undefined,
  )

/** A line of Redis's own words, cut to a width. */
export const row = (
  id: string,
  x: number,
  y: number,
  words: string,
  width: number,
  tone: Tone = 'ink',
  bold = false,
): Mark => text(id, { x, y, text: fit(shown(words), columnsIn(width, 12.5)), tone, bold })
/** A line beside the matter. */
export const small = (
  id: string,
  x: number,
  y: number,
  words: string,
  tone: Tone = 'muted',
  anchor: 'start' | 'end' = 'start',
) => text(id, { x, y, text: words, size: 11, tone, anchor })
