/**
 * The actors as cards: the app with its lanes, our layer in it, Redis with its real keys, the database with its real rows,
 * the queue with what waits in it. Each shows what is so at this moment and nothing it guesses.
 */
import { actorWords } from '@rdd/shared/keyspace/explain-run'
import type { ActorName, RunView } from '@rdd/shared/run'
import { box, type Group, group, type Mark, type Tone, text } from './mark.ts'
import { answers } from './pattern-answers.ts'
import { appBody, LANE } from './pattern-app.ts'
import { isApp, layered, type Moment, PAD, STRIP } from './pattern-parts.ts'
import { cacheBody, ENTRIES, mostKeys, queueBody, ROW } from './pattern-redis.ts'
import type { Needs, Rect } from './pattern-room.ts'
import { tableBody, tableHeight, tableOf } from './pattern-table.ts'
import { current } from './pattern-words.ts'
import { columnsIn, fit } from './text.ts'

/** How high each card is: by what it holds at most, so that it never grows while one steps. */
export function heightsOf({ lanes, pattern }: RunView): Needs['heights'] {
  const apps = lanes.filter(isApp).length
  const behind = pattern === 'write-behind'
  return {
    app: STRIP + (apps > 1 ? apps * LANE + 8 : layered(pattern) ? 80 : 140),
    // as high as the roads need that begin and end on its side
    layer: STRIP + (behind ? 108 : 200),
    cache: STRIP + 12 + mostKeys(pattern) * ROW + 30,
    database: tableHeight(behind ? 3 : 4),
    queue: STRIP + 8 + ENTRIES * 24 + 28,
    writer: STRIP + 62,
  }
}

/** The card of an actor in its place. */
export function actorCard(actor: ActorName, rect: Rect, moment: Moment): Group {
  const { run } = moment
  const state = run.actors[actor] ?? 'up'
  const now = current(run)
  const lit = now !== undefined && now.state !== 'flying' && now.to === actor ? 1 : 0
  const tone: Tone = actor === 'database' ? 'database' : actor === 'queue' ? 'stream' : 'ink'
  const { w, h } = rect
  const aside = state === 'up' ? asideOf(actor, moment) : state
  const title = actorWords[actor]
  return group(`actor ${actor}`, {
    x: rect.x,
    y: rect.y,
    data: { actor, state },
    label: `${title}, ${state}`,
    children: [
      box('frame', { x: 0, y: 0, w, h, r: 9, tone: 'ink', look: 'frame', now: lit }),
      box('strip', { x: 1, y: 1, w: w - 2, h: STRIP - 1, r: 8, tone, look: 'strip' }),
      box('rule', { x: 1, y: STRIP, w: w - 2, h: 0, tone: 'ink', look: 'line' }),
      text('title', { x: PAD, y: 23.5, text: title, size: 14, font: 'sans', bold: true }),
      text('aside', {
        x: w - PAD,
        y: 23,
        text: fit(aside, columnsIn(w - 2 * PAD - title.length * 9, 12.5)),
        anchor: 'end',
        tone: state === 'up' ? 'muted' : 'warn',
        bold: state !== 'up',
      }),
      group('body', { y: STRIP, children: bodyOf(actor, rect, moment) }),
    ],
  })
}

function asideOf(actor: ActorName, { run }: Moment): string {
  switch (actor) {
    case 'app':
      return run.lanes.filter(isApp).length > 1
        ? `${run.lanes.filter(isApp).length} clients`
        : (run.lanes[0]?.operation ?? '')
    case 'layer':
      return formsOf(run)
    case 'cache':
      return 'cache'
    case 'database':
      return `${/^pglite/i.test(run.database) ? 'PGlite' : 'postgres'} · ${tableOf(run)}`
    case 'queue':
      return run.lanes.some(({ form }) => form === 'safe') ? 'stream' : 'list'
    case 'writer':
      return run.lanes.find(lane => !isApp(lane))?.state ?? 'not started'
  }
}

/** Which form of the pattern runs in the layer; lanes of the app may differ. */
function formsOf({ lanes }: RunView): string {
  const forms = new Set(lanes.filter(isApp).map(({ form }) => form))
  return forms.size > 1 ? 'both forms' : `${[...forms][0] ?? 'safe'} form`
}

function bodyOf(actor: ActorName, rect: Rect, moment: Moment): Mark[] {
  const { run } = moment
  switch (actor) {
    case 'app':
      return appBody(rect, run)
    case 'layer':
      return answers(run, hop => isApp({ name: hop.lane }) && hop.from !== 'layer', rect)
    case 'cache':
      return cacheBody(moment, rect)
    case 'database':
      return tableBody(run, rect)
    case 'queue':
      return queueBody(moment, rect)
    case 'writer':
      return answers(run, hop => !isApp({ name: hop.lane }), rect)
  }
}
