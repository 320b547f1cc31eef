/**
 * The actors as cards: the app with its lanes and their latency adding up, Redis with its real keys, the database with its
 * real rows, the queue with what waits in it. Each card shows what is so at this moment and nothing it guesses.
 */
import type { Bytes } from '@rdd/shared/bytes'
import { actorWords } from '@rdd/shared/keyspace/explain-run'
import { type KeyView, pieceHead } from '@rdd/shared/keyspace/view'
import type { ActorName, Hop, Lane, RunView } from '@rdd/shared/run'
import { dataOf } from './card.ts'
import { box, type Group, group, type Mark, ring, type Tone, text } from './mark.ts'
import type { Needs, Rect } from './pattern-plan.ts'
import { brief, current, inMs, keysOf, rowsOf } from './pattern-words.ts'
import { columnsIn, columnsOf, fit, shown, widthOf } from './text.ts'

/** A run, and the keys of the room at that moment. */
export interface Moment {
  run: RunView
  /** The keys of the database the run works in. */
  keys: ReadonlyMap<Bytes, KeyView>
}

const STRIP = 36
const PAD = 16
const ROW = 28
/** Keys that have a line: fewer where Redis shares its column with the queue. */
const mostKeys = (pattern: RunView['pattern']): number => (pattern === 'write-behind' ? 3 : 4)
const ROWS = 4
const ENTRIES = 2
const LANE = 66
const STREAM = 'writebehind:stream'
const LIST = 'writebehind:queue'
const DEAD = 'writebehind:dead'
const queueKeys: readonly string[] = [STREAM, LIST, DEAD]

/** How high each card is: by what it holds at most, so that it never grows while one steps. */
export function heightsOf({ lanes, pattern }: RunView): Needs['heights'] {
  const apps = lanes.filter(isApp).length
  return {
    app: STRIP + (apps > 1 ? apps * LANE + 8 : layered(pattern) ? 92 : 140),
    layer: STRIP + (pattern === 'write-behind' ? 58 : 92),
    cache: STRIP + 12 + mostKeys(pattern) * ROW + 30,
    database: STRIP + 30 + ROWS * 25 + 8,
    queue: STRIP + 8 + ENTRIES * 24 + 28,
    writer: STRIP + 62,
  }
}

/** A lane of the app; the others are writers. */
export const isApp = ({ name }: Pick<Lane, 'name'>): boolean => !name.startsWith('writer')
/** Our library in the app makes the calls, and has a card of its own. */
const layered = (pattern: RunView['pattern']): boolean => pattern !== 'cache-aside' && pattern !== 'stampede'

const row = (id: string, x: number, y: number, words: string, width: number, tone: Tone = 'ink', bold = false): Mark =>
  text(id, { x, y, text: fit(shown(words), columnsIn(width, 12.5)), tone, bold })
const small = (
  id: string,
  x: number,
  y: number,
  words: string,
  tone: Tone = 'muted',
  anchor: 'start' | 'end' = 'start',
) => text(id, { x, y, text: words, size: 11, tone, anchor })

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
      return `${run.lanes[0]?.form ?? 'safe'} form`
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

function bodyOf(actor: ActorName, rect: Rect, moment: Moment): Mark[] {
  const { run } = moment
  switch (actor) {
    case 'app': {
      const lanes = run.lanes.filter(isApp)
      const [only] = lanes
      return lanes.length === 1 && only !== undefined
        ? alone(only, rect, run)
        : lanes.flatMap((lane, i) => among(lane, i, rect, run))
    }
    case 'layer':
      return [
        ...answers(run, undefined, rect.w, 26),
        ...(run.pattern === 'write-behind'
          ? []
          : [row('counted', PAD, 80, countedWords(run), rect.w - 2 * PAD, 'muted')]),
      ]
    case 'cache':
      return cacheBody(moment, rect)
    case 'database':
      return tableBody(run, rect)
    case 'queue':
      return queueBody(moment, rect)
    case 'writer':
      return [...answers(run, 'writer', rect.w, 26)]
  }
}

// ---- the app ----------------------------------------------------------------------------------------------------------

const names: Partial<Record<string, string>> = {
  'cache.get': 'cached',
  'cache.set': 'stored',
  'cache.script': 'stored',
  'cache.delete': 'removed',
  'cache.unlink': 'removed',
  'database.find': 'row',
  'database.save': 'saved',
  'database.saveAll': 'batch',
  'queue.push': 'queued',
  'queue.add': 'queued',
  'queue.read': 'taken',
  'queue.pop': 'taken',
  'queue.claim': 'claimed',
  'queue.acknowledge': 'acked',
}

/** The last two things a lane was told; of any lane but the writer where none is named. */
function answers(run: RunView, lane: string | undefined, w: number, y: number): Mark[] {
  const told = run.hops.filter(
    hop =>
      hop.direction === 'answered' &&
      (hop.state === 'done' || hop.state === 'failed') &&
      (lane === undefined
        ? isApp({ name: hop.lane })
        : lane === 'writer'
          ? !isApp({ name: hop.lane })
          : hop.lane === lane),
  )
  const last = told.sort((a, b) => a.n - b.n).slice(-2)
  return last.flatMap((hop, i) => {
    const word = hop.outcome === 'hit' || hop.outcome === 'miss' ? ` · ${hop.outcome}` : ''
    const at = y + i * 22
    const fresh = current(run)?.n === hop.n ? 1 : 0
    return [
      text(`told${hop.n} name`, {
        x: PAD,
        y: at,
        text: names[hop.call] ?? hop.call.replace(/^\w+\./, ''),
        tone: 'muted',
      }),
      text(`told${hop.n} value`, {
        x: PAD + 76,
        y: at,
        text: fit(shown(brief(hop.text)) + word, columnsIn(w - 2 * PAD - 76, 12.5)),
        tone: hop.outcome === 'miss' || hop.outcome === 'error' ? 'warn' : 'ink',
        now: fresh * 0.001,
      }),
    ]
  })
}

const countedWords = ({ counters }: RunView): string =>
  `hits ${counters.hits} · misses ${counters.misses} · loads ${counters.databaseLoads}`

/** A nice length for a bar that has to hold `ms`: 1, 2 or 5 of something. */
function scaleOf(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(ms, 0.1)))
  return [1, 2, 5, 10].map(n => n * power).find(end => end >= ms) ?? 10 * power
}

/** Each answered call a stretch of the bar: Redis dark, the database slate, delay that was added only outlined. */
function latencyBar(id: string, lane: Lane, run: RunView, x: number, y: number, w: number, h: number): Mark[] {
  const parts = run.hops.filter(hop => hop.lane === lane.name && hop.ms !== undefined).sort((a, b) => a.n - b.n)
  const end = scaleOf(lane.ms + lane.addedMs)
  let at = x
  const marks: Mark[] = [box(`${id} all`, { x, y, w, h, r: h / 2, tone: 'faint', look: 'row' })]
  for (const hop of parts) {
    const tone: Tone = hop.from === 'database' ? 'database' : hop.from === 'queue' ? 'stream' : 'ink'
    const own = Math.max(2, ((hop.ms ?? 0) / end) * w)
    marks.push(
      box(`${id} ${hop.n}`, { x: at, y, w: Math.max(1, own - 1), h, r: Math.min(2, own / 2), tone, look: 'bar' }),
    )
    at += own
    const added = ((hop.addedMs ?? 0) / end) * w
    if (added < 1) continue
    marks.push(box(`${id} ${hop.n} added`, { x: at, y: y + 0.5, w: added - 1, h: h - 1, r: 2, tone, look: 'ghost' }))
    at += added
  }
  return marks
}

const latencyWords = ({ ms, addedMs }: Lane): string =>
  `${inMs(ms)}${addedMs > 0 ? ` + ${Math.round(addedMs)} ms added` : ''}`

const stateWords: Record<Lane['state'], string> = {
  ready: 'ready',
  held: 'held',
  running: 'running',
  done: 'done',
  failed: 'failed',
  abandoned: 'abandoned',
}
const stateTone = (state: Lane['state']): Tone =>
  state === 'failed' || state === 'abandoned' ? 'warn' : state === 'done' ? 'good' : 'muted'

function outcomeOf(lane: Lane): Mark[] {
  if (lane.outcome === undefined) return []
  return [
    text('outcome', {
      x: PAD,
      y: 0,
      text: `${lane.state === 'failed' ? 'throws' : 'returns'} ${shown(brief(lane.outcome))}`,
      tone: stateTone(lane.state),
      bold: true,
    }),
  ]
}

function alone(lane: Lane, { w, h }: Rect, run: RunView): Mark[] {
  const foot = h - STRIP
  const outcome = outcomeOf(lane).map(mark =>
    mark.kind === 'text' ? { ...mark, y: foot - 14, text: fit(mark.text, columnsIn(w - 2 * PAD, 12.5)) } : mark,
  )
  return [
    ...(layered(run.pattern) ? [] : answers(run, lane.name, w, 24)),
    small('latency', PAD, foot - 66, fit(`latency so far · ${latencyWords(lane)}`, columnsIn(w - 2 * PAD, 11))),
    ...latencyBar('bar', lane, run, PAD, foot - 57, w - 2 * PAD, 10),
    ...(outcome.length > 0 ? outcome : [row('counted', PAD, foot - 14, countedWords(run), w - 2 * PAD, 'muted')]),
  ]
}

function among(lane: Lane, i: number, { w }: Rect, run: RunView): Mark[] {
  const y = i * LANE
  const now = current(run)?.lane === lane.name ? 1 : 0
  const columns = columnsIn(w - 2 * PAD - 28 - 70, 12.5)
  const end = outcomeOf(lane).map(mark =>
    mark.kind === 'text' ? fit(mark.text, columnsIn(w - 2 * PAD - 28, 11)) : '',
  )[0]
  return [
    group(`lane ${lane.name}`, {
      y,
      data: { lane: lane.name, 'lane-state': lane.state },
      children: [
        ...(i === 0 ? [] : [box('rule', { x: 1, y: 0, w: w - 2, h: 0, tone: 'ink', look: 'line' })]),
        box('chip', { x: PAD, y: 10, w: 20, h: 20, r: 5, tone: 'ink', look: 'frame', now }),
        text('letter', { x: PAD + 10, y: 24.5, text: fit(lane.name, 2), anchor: 'middle', bold: true, now }),
        text('operation', { x: PAD + 28, y: 24.5, text: fit(lane.operation, columns) }),
        small(
          'state',
          w - PAD,
          24.5,
          lane.form === 'notebook' ? `notebook · ${stateWords[lane.state]}` : stateWords[lane.state],
          stateTone(lane.state),
          'end',
        ),
        ...latencyBar('bar', lane, run, PAD + 28, 38, w - 2 * PAD - 28 - 78, 7),
        small('ms', w - PAD, 45, inMs(lane.ms + lane.addedMs), 'muted', 'end'),
        ...(end === undefined ? [] : [small('outcome', PAD + 28, 59, end, stateTone(lane.state))]),
      ],
    }),
  ]
}

// ---- Redis ------------------------------------------------------------------------------------------------------------

/** The keys worth a line: those the run has named, in the order it first did, there or not, then the rest by name. */
function keysShown({ run, keys }: Moment): (KeyView | string)[] {
  const hops = run.hops.filter(({ state }) => state !== 'waiting').sort((a, b) => a.n - b.n)
  const mine = (key: string) => !(run.pattern === 'write-behind' && queueKeys.includes(key))
  const named = new Set(hops.flatMap(keysOf).filter(mine))
  const views = new Map<string, KeyView>([...keys].filter(([key]) => mine(key)))
  const rest = [...views.keys()].filter(key => !named.has(key)).sort()
  return [...named, ...rest].map(key => views.get(key) ?? key)
}

function cacheBody(moment: Moment, { w, h }: Rect): Mark[] {
  const { run } = moment
  const now = current(run)
  const touched = new Set(
    now === undefined ? [] : keysOf(now.direction === 'asked' ? now : (run.hops.find(hop => isAskOf(hop, now)) ?? now)),
  )
  const all = keysShown(moment)
  const more = all.length - mostKeys(run.pattern)
  const rows = all.slice(0, mostKeys(run.pattern)).map((key, i) => keyRow(key, i, w, touched))
  const count = [...moment.keys.keys()].length
  const foot = `${count} ${count === 1 ? 'key' : 'keys'}${more > 0 ? ` · ${more} not shown` : ''}`
  return [
    ...(all.length === 0 ? [row('none', PAD, 30, 'no keys yet', w - 2 * PAD, 'faint')] : rows),
    small('foot', PAD, h - STRIP - 14, `${foot} · hits ${run.counters.hits} · misses ${run.counters.misses}`),
  ]
}

/** The question an answer belongs to: the last one of the same lane and call. */
const isAskOf = (hop: Hop, answer: Hop): boolean =>
  hop.direction === 'asked' && hop.lane === answer.lane && hop.call === answer.call && hop.n === answer.n - 1

function contentOf(view: KeyView): string {
  const { value } = view
  if (value.type === 'string') return brief(value.head)
  if (value.type === 'hash')
    return `hash { ${value.fields
      .slice(0, 3)
      .map(([field]) => pieceHead(field))
      .join(', ')} }`
  return `${value.type === 'other' ? 'key' : value.type} of ${view.length}`
}

function keyRow(key: KeyView | string, i: number, w: number, touched: ReadonlySet<string>): Group {
  const name = typeof key === 'string' ? key : key.key
  const timed = typeof key !== 'string' && key.expiresAt !== undefined
  const room = columnsIn(w - 2 * PAD - (timed ? 122 : 0), 12.5)
  const nameColumns = Math.min(columnsOf(shown(name)), Math.max(12, Math.floor(room * 0.56)))
  const lit = touched.has(name) ? 1 : 0
  const children: Mark[] = [
    box('row', {
      x: 6,
      y: -18,
      w: w - 12,
      h: ROW - 2,
      r: 5,
      tone: 'ink',
      look: typeof key === 'string' ? 'ghost' : 'row',
      now: lit,
    }),
    text('name', { x: PAD, y: 0, text: fit(shown(name), nameColumns), bold: lit > 0, now: lit }),
    text(`value ${nameColumns}`, {
      x: PAD + widthOf(nameColumns + 2, 12.5),
      y: 0,
      text: fit(typeof key === 'string' ? 'not there' : shown(contentOf(key)), room - nameColumns - 2),
      tone: typeof key === 'string' ? 'faint' : 'muted',
    }),
  ]
  if (typeof key !== 'string' && key.expiresAt !== undefined)
    children.push(
      ring('clock', {
        x: w - PAD - 8,
        y: -4.5,
        r: 7,
        tone: 'string',
        from: key.ringFrom ?? key.expiresAt,
        until: key.expiresAt,
        of: 'key',
      }),
    )
  return group(`key ${name}`, { y: 28 + i * ROW, ...(typeof key === 'string' ? {} : { data: dataOf(key) }), children })
}

// ---- the database -----------------------------------------------------------------------------------------------------

/** Which of the two tables a run works on. */
export const tableOf = ({ lanes, pattern }: RunView): 'users' | 'products' =>
  lanes.some(({ operation }) => /product/i.test(operation)) || (lanes.length === 0 && pattern.startsWith('write'))
    ? 'products'
    : 'users'

function tableBody(run: RunView, { w }: Rect): Mark[] {
  const table = tableOf(run)
  const all = run.tables[table]
  const now = current(run)
  const last = run.hops
    .filter(hop => hop.call.startsWith('database.') && hop.state !== 'waiting')
    .sort((a, b) => a.n - b.n)
    .at(-1)
  const touched = new Set(
    last === undefined ? [] : [...rowsOf(last), ...run.hops.filter(hop => isAskOf(hop, last)).flatMap(rowsOf)],
  )
  // the rows that are touched are always among those shown
  const first = all.slice(0, ROWS)
  const hidden = all.filter(({ id }) => touched.has(id) && !first.some(one => one.id === id))
  const rows = [...first.slice(0, ROWS - Math.min(hidden.length, ROWS)), ...hidden.slice(0, ROWS)]
  const [idX, nameX, versionX] = [PAD, PAD + 44, w - PAD]
  const detailX = nameX + Math.max(96, (w - 2 * PAD - 44) * 0.3)
  const heads: [string, number, string, 'start' | 'end'][] = [
    ['id', idX, 'id', 'start'],
    ['name', nameX, 'name', 'start'],
    ['detail', detailX, table === 'users' ? 'email' : 'cents', 'start'],
    ['version', versionX, 'version', 'end'],
  ]
  return [
    ...heads.map(([id, x, words, anchor]) => small(`head ${id}`, x, 22, words, 'muted', anchor)),
    ...rows.map(({ id, name, detail, version }, i) => {
      const mine = touched.has(id)
      const lit = mine && now?.from === 'database' ? 1 : 0
      return group(`row ${id}`, {
        y: 44 + i * 25,
        data: { row: id, table, version: String(version) },
        children: [
          ...(mine ? [box('mark', { x: 6, y: -17, w: w - 12, h: 24, r: 5, tone: 'database', look: 'strip' })] : []),
          text('id', { x: idX, y: 0, text: fit(id, 5), bold: mine }),
          text('name', { x: nameX, y: 0, text: fit(shown(name), columnsIn(detailX - nameX - 8, 12.5)), bold: lit > 0 }),
          text('detail', {
            x: detailX,
            y: 0,
            text: fit(shown(detail), columnsIn(versionX - 40 - detailX, 12.5)),
            tone: 'muted',
          }),
          text('version', { x: versionX, y: 0, text: String(version), anchor: 'end', tone: 'muted' }),
        ],
      })
    }),
  ]
}

// ---- the queue --------------------------------------------------------------------------------------------------------

interface Waiting {
  id: string
  item: string
  pending: boolean
}

function waiting(keys: Moment['keys']): { all: Waiting[]; length: number; dead: number } {
  const of = (name: string) => [...keys.values()].find(({ key }) => key === name)
  const [stream, list, dead] = [of(STREAM), of(LIST), of(DEAD)]
  const all: Waiting[] = []
  if (stream?.value.type === 'stream') {
    const taken = new Set(stream.value.groups.flatMap(one => one.pending.map(entry => entry.id)))
    for (const { id, fields } of [...stream.value.head, ...stream.value.tail])
      all.push({ id, item: fields[0] === undefined ? '' : pieceHead(fields[0][1]), pending: taken.has(id) })
  }
  if (list?.value.type === 'list')
    for (const [i, item] of [...list.value.head, ...list.value.tail].entries())
      all.push({ id: `[${i}]`, item: pieceHead(item), pending: false })
  return { all, length: (stream?.length ?? 0) + (list?.length ?? 0), dead: dead?.length ?? 0 }
}

function queueBody({ keys }: Moment, { w, h }: Rect): Mark[] {
  const { all, length, dead } = waiting(keys)
  const rows = all.slice(0, ENTRIES).map(({ id, item, pending }, i) =>
    group(`entry ${id}`, {
      y: 24 + i * 24,
      data: { entry: id, ...(pending ? { pending: 'writers' } : {}) },
      children: [
        text('item', { x: PAD, y: 0, text: fit(shown(brief(item)), columnsIn(w - 2 * PAD - 66, 12.5)) }),
        small('state', w - PAD, 0, pending ? 'pending' : 'waits', pending ? 'warn' : 'muted', 'end'),
      ],
    }),
  )
  return [
    ...(rows.length > 0 ? rows : [row('none', PAD, 26, 'empty: nothing waits', w - 2 * PAD, 'faint')]),
    small('foot', PAD, h - STRIP - 12, `${length} not in the database yet${dead > 0 ? ` · ${dead} dead letters` : ''}`),
  ]
}
