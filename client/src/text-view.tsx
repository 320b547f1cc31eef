/** TextView: the scene as box drawing, live, to copy into a chat, a ticket or a notebook. */
import { Copy } from './panels/copy.tsx'
import { comparison } from './panels/pattern/comparison-store.ts'
import { experiment } from './panels/pattern/experiment.ts'
import { usePage, useStore, useTick } from './panels/use.ts'
import { modeOf, seqOf, useCalm } from './panels/use-playhead.ts'
import { useConnections } from './queries/connections.ts'
import { useInfo } from './queries/info.ts'
import { sceneText } from './scene-text.ts'
import type { Playhead } from './store/playhead.ts'

/** Columns of a drawing: what the panel shows without scrolling. */
const WIDTH = 46

export function TextView({ playhead }: { playhead: Playhead }) {
  const page = usePage()
  const { chapter, db, compared } = useStore(page.place)
  const mode = useCalm(playhead, modeOf, 0)
  const { id, road } = useStore(page.room)
  useCalm(playhead, seqOf, 200)
  // TTLs count down in words too.
  useTick(1000, mode === 'live')
  const { tabs } = useStore(page.consoles.store)
  const asks = road.state === 'live'
  const { data } = useInfo(id, asks && (chapter.path === 'architecture' || chapter.path === 'connecting'))
  const connections = useConnections(id, asks && chapter.path === 'architecture') ?? undefined
  const scene = {
    chapter,
    db,
    compared,
    now: mode === 'live' ? page.link.redisNow() : playhead.state.at,
    info: data && new Map(Object.entries(data)),
    connections,
    clients: tabs.map(({ client }) => client),
    crowd: useStore(experiment).results,
    patterns: useStore(comparison).rows,
  }
  const text = sceneText(playhead, scene, WIDTH)
    .map(line => line.trimEnd())
    .join('\n')
  return (
    <section className="text-view" aria-label="The scene as text">
      <Copy className="button small" wide text={text} label="Copy as text" />
      {text === '' ? (
        <p className="side-note">
          {chapter.pattern === undefined
            ? 'There is no key to draw yet.'
            : chapter.pattern === 'stampede'
              ? 'Nothing is measured and no run is made yet.'
              : 'There is no run to draw yet.'}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <pre tabIndex={0} data-text={chapter.path}>
          {text}
        </pre>
      )}
    </section>
  )
}
