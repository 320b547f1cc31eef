/** TextView: the scene as box drawing, live, to copy into a chat, a ticket or a notebook. */
import { keyspaceText, keysText, treeText } from './layout/ascii.ts'
import { treeOf } from './layout/key-tree.ts'
import { Copy } from './panels/copy.tsx'
import { usePage, useStore, useTick } from './panels/use.ts'
import { useCalm, usePlayhead } from './panels/use-playhead.ts'
import type { Playhead } from './store/playhead.ts'

/** Columns of a drawing: what the panel shows without scrolling. */
const WIDTH = 46

export function TextView({ playhead }: { playhead: Playhead }) {
  const page = usePage()
  const { chapter, db } = useStore(page.place)
  const { seq, mode } = usePlayhead(playhead)
  useCalm(seq, 200)
  // TTLs count down in words too.
  useTick(1000, mode === 'live')
  const { state } = playhead
  const now = mode === 'live' ? page.link.redisNow() : state.at
  const views = [...state.keys(db).values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  const lines =
    chapter.path === 'key-naming'
      ? treeText(treeOf(views), WIDTH)
      : chapter.type === undefined
        ? keyspaceText(views, state.count(db), WIDTH)
        : keysText(
            views.filter(({ value }) => value.type === chapter.type),
            WIDTH,
            now,
          )
  const text = lines.map(line => line.trimEnd()).join('\n')
  return (
    <section className="text-view" aria-label="The scene as text">
      <Copy className="button small" wide text={text} label="Copy as text" />
      {text === '' ? (
        <p className="side-note">There is no key to draw yet.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <pre tabIndex={0} data-text={chapter.path}>
          {text}
        </pre>
      )}
    </section>
  )
}
