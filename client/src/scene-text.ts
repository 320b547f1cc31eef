/** SceneText: which drawing of characters stands for a chapter's scene where the playhead stands. */
import type { Bytes } from '@rdd/shared/bytes'
import type { Chapter } from '@rdd/shared/chapter'
import { readingsOf } from '@rdd/shared/keyspace/reading'
import type { RoomState } from '@rdd/shared/keyspace/state'
import type { KeyView, RedisType } from '@rdd/shared/keyspace/view'
import { catalogue } from '@rdd/shared/patterns/catalogue'
import { COLUMNS, type Compared } from '@rdd/shared/patterns/labs/compare'
import type { ClientState } from '@rdd/shared/protocol'
import { cheatsheet } from '@rdd/shared/reference/cheatsheet'
import { guide } from '@rdd/shared/reference/guide'
import type { ServerPicture } from './layout/architecture.ts'
import { keyspaceText, keysText, treeText } from './layout/ascii.ts'
import { connectionsText } from './layout/ascii-connections.ts'
import { patternText } from './layout/ascii-pattern.ts'
import { pubsubText } from './layout/ascii-pubsub.ts'
import { cheatsheetText, guideText } from './layout/ascii-reference.ts'
import { architectureText } from './layout/ascii-server.ts'
import { comparedText, crowdText } from './layout/ascii-stampede.ts'
import { vennText } from './layout/ascii-venn.ts'
import { treeOf } from './layout/names.ts'
import { togetherAt } from './layout/venn-named.ts'
import { togetherWith } from './layout/venn-picked.ts'
import { awaitedOf, waitersOf } from './layout/waiting.ts'
import { columnWords, figure } from './panels/pattern/column-words.ts'
import { conditionWords, guardName, MARKS, waited, waitsOf } from './panels/pattern/crowd-words.ts'
import type { Experiment } from './panels/pattern/experiment.ts'
import { serverPicture } from './places/server-picture.ts'
import { talkAt } from './places/talk-at.ts'
import type { Playhead } from './store/playhead.ts'

/** Runs work in this database. */
const RUN_DB = 0

interface Scene extends Pick<ServerPicture, 'info' | 'connections'> {
  chapter: Chapter
  db: number
  /** ms since the epoch on Redis's clock. */
  now: number
  /** The page's own. */
  clients: readonly ClientState[]
  /** The sets compared by hand. */
  compared: readonly Bytes[]
  /** What was measured of a crowd, and of the patterns side by side; undefined: nothing yet. */
  crowd: Experiment['results']
  patterns: Compared['rows'] | undefined
}

const byName = (state: RoomState, db: number): KeyView[] =>
  [...state.keys(db).values()].sort((a, b) => (a.key < b.key ? -1 : 1))

/** The keys of a type, each with who waits for it and what was just read of it; among them those that are only waited for. */
function keysOf(playhead: Playhead, type: RedisType, db: number): Parameters<typeof keysText>[0] {
  const { state } = playhead
  const fact = playhead.fact(playhead.getSnapshot().seq)
  const readings = fact?.kind === 'command' ? readingsOf(fact, state) : []
  const spansOf = (key: Bytes) =>
    readings.flatMap(one => (one.kind === 'read' && one.db === db && one.key === key ? one.spans : []))
  const waiting = waitersOf(state, db)
  const there = [...state.keys(db).values()].filter(({ value }) => value.type === type)
  return [
    ...there.map(view => ({ key: view.key, view, waiting: waiting.get(view.key) ?? [], spans: spansOf(view.key) })),
    ...awaitedOf(state, db, type).map(one => ({ ...one, type })),
  ].sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** The two tables of the stampede, where there are figures for them. */
function stampedeText({ crowd, patterns }: Scene, width: number): string[] {
  return [
    ...(crowd === undefined || crowd.measured.length === 0
      ? []
      : crowdText(
          crowd.measured.map(one => ({
            guard: guardName(one.guard),
            loads: one.loads,
            waits: waitsOf(one).map(({ ms }) => waited(ms)),
          })),
          MARKS.map(([name]) => name),
          conditionWords(crowd.conditions),
          width,
        )),
    ...(patterns === undefined
      ? []
      : comparedText(
          COLUMNS.map(column => ({
            says: columnWords[column],
            figures: patterns.map(({ pattern, values }) => [catalogue[pattern].title, figure(column, values[column])]),
          })),
          width,
        )),
  ]
}

/** Lines of one width each; none where there is nothing to draw. */
export function sceneText(playhead: Playhead, scene: Scene, width: number): string[] {
  const { chapter, db, now, clients, info, connections, compared } = scene
  const { state } = playhead
  if (chapter.pattern !== undefined) {
    const run = state.run()
    return [
      ...(chapter.pattern === 'stampede' ? stampedeText(scene, width) : []),
      ...(run?.pattern === chapter.pattern ? patternText({ run, keys: state.keys(RUN_DB) }, width, now) : []),
    ]
  }
  if (chapter.type !== undefined) {
    const { seq } = playhead.getSnapshot()
    const told = playhead.told()
    const named = chapter.type === 'set' ? togetherAt(playhead.facts, seq, db, state, told) : undefined
    const together = chapter.type === 'set' ? togetherWith(compared, named, db, state, told) : undefined
    return [
      ...(together === undefined ? [] : vennText(together, width)),
      ...keysText(keysOf(playhead, chapter.type, db), width, now),
    ]
  }
  switch (chapter.path) {
    case 'architecture':
      return architectureText(serverPicture(playhead, db, { info, connections }), width)
    case 'connecting':
      return connectionsText(clients, info, width)
    case 'pubsub':
      return pubsubText(talkAt(playhead), width)
    case 'key-naming':
      return treeText(treeOf(byName(state, db)), width)
    case 'guide':
      return guideText(guide, width)
    case 'cheatsheet':
      return cheatsheetText(cheatsheet, width)
    default:
      return keyspaceText(byName(state, db), state.count(db), width)
  }
}
