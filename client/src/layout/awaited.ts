/** Awaited: the card of a key that is not there yet and that clients wait for. It carries no facts of a key: there is none. */
import type { RedisType } from '@rdd/shared/keyspace/view'
import { counted } from '@rdd/shared/keyspace/words'
import { type Body, type Card, PAD } from './card.ts'
import * as list from './list.ts'
import { box, group, text } from './mark.ts'
import * as stream from './stream.ts'
import { columnsIn, columnsOf, fit, shown, widthOf } from './text.ts'
import { type Awaited, waiters } from './waiting.ts'
import * as zset from './zset.ts'

const RADIUS = 8

function bodyOf({ waiting }: Awaited, type: RedisType, width: number): Body {
  if (type === 'list') return list.awaited(width, waiting)
  if (type === 'zset') return zset.awaited(width, waiting)
  if (type === 'stream') return stream.awaited(width, waiting)
  const { height, marks } = waiters(waiting, width, 8)
  return { height: height + 8, marks }
}

/** What stands in its place until somebody makes it. */
export function awaitedCard(awaited: Awaited, type: RedisType, width: number): Card {
  const { key, waiting } = awaited
  const body = bodyOf(awaited, type, width)
  const words = `does not exist · waited for by ${counted(waiting.length, 'client')}`
  const nameWidth = widthOf(columnsOf(shown(key)), 14)
  const free = width - 2 * PAD
  const oneLine = nameWidth + 2 * PAD + widthOf(columnsOf(words), 12.5) <= free
  const stripHeight = oneLine ? 40 : 60
  const height = stripHeight + body.height
  const title = text('text', { x: PAD, y: 25, size: 14, text: fit(shown(key), columnsIn(free, 14)), bold: true })
  return {
    height,
    data: { waited: key },
    label: `${shown(key)}, ${words}`,
    children: [
      box('frame', { x: 0, y: 0, w: width, h: height, r: RADIUS, tone: 'ink', look: 'ghost' }),
      box('rule', { x: 1, y: stripHeight, w: width - 2, h: 0, tone: 'ink', look: 'line' }),
      group('name', { children: [title] }),
      text('meta', {
        x: oneLine ? PAD + nameWidth + 1.5 * PAD : PAD,
        y: oneLine ? 25 : 46,
        text: fit(words, columnsIn(oneLine ? free : width - 2 * PAD, 12.5)),
        tone: 'muted',
      }),
      group('body', { y: stripHeight, children: body.marks }),
    ],
  }
}
