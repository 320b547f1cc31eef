/** App: the one screen. Five places that never jump about: header, chapters, stage, side panel, transport and console. */
import type { CatalogueIndex } from '@rdd/shared/commands/keys'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Chapters } from './panels/chapters.tsx'
import { Console } from './panels/console/console.tsx'
import { Header } from './panels/header/header.tsx'
import { Side } from './panels/side.tsx'
import { Opening } from './panels/states/opening.tsx'
import { Toast } from './panels/states/toast.tsx'
import { Transport } from './panels/transport/transport.tsx'
import { usePage, useStore } from './panels/use.ts'
import { useSight } from './panels/use-playhead.ts'
import { listenToKeys } from './shortcuts.ts'
import { StagePlace } from './stage-place.tsx'
import type { Playhead } from './store/playhead.ts'

// Only who opens a pattern needs it.
const PatternSide = lazy(async () => ({ default: (await import('./panels/pattern/pattern-side.tsx')).PatternSide }))

const noCounts: [number, number][] = []

export function App() {
  const page = usePage()
  const { shown } = useStore(page.record.store)
  const { chapter } = useStore(page.place)
  const index = useStore(page.commands)
  const [presenting, setPresenting] = useState(false)

  useEffect(() => {
    document.title = `${chapter.name} · Redis Deep Dive`
  }, [chapter])

  useEffect(
    () =>
      listenToKeys({
        forward: page.transport.forward,
        back: page.transport.back,
        playOrPause: page.transport.playOrPause,
        present: () => setPresenting(was => !was),
        leavePresent: () => setPresenting(false),
        prompt: () => page.focusPrompt.current(),
      }),
    [page],
  )

  // Who presents shows the way to every page that follows.
  useEffect(() => {
    if (!presenting) return
    page.leading.lead(true)
    return () => page.leading.lead(false)
  }, [page, presenting])

  const present = () => setPresenting(true)
  if (!shown) return <Opening header={<Header counts={noCounts} onPresent={present} />} />
  return <Room playhead={shown} index={index} presenting={presenting} onPresent={present} />
}

interface RoomProps {
  playhead: Playhead
  index: CatalogueIndex
  presenting: boolean
  onPresent: () => void
}

type Sheet = 'chapters' | 'console' | 'side'
const sheets: [Sheet, string][] = [
  ['chapters', 'Chapters'],
  ['console', 'Console'],
  ['side', 'Key'],
]

function Room({ playhead, index, presenting, onPresent }: RoomProps) {
  const page = usePage()
  const { db, chapter } = useStore(page.place)
  const prefs = useStore(page.prefs)
  const { counts, types } = useSight(playhead, db)
  /** On a narrow screen one of these lies over the stage. */
  const [sheet, setSheet] = useState<Sheet | undefined>(undefined)
  /** The lesson in its low sheet, under the stage instead of over it. */
  const low = sheet === 'side' && chapter.taught && prefs.lessonLow
  const total = counts.find(([n]) => n === db)?.[1] ?? 0
  useEffect(() => {
    const drawn = setTimeout(() => page.standing.set(true))
    return () => clearTimeout(drawn)
  }, [page])
  /** Asked for in the same breath as a chapter: a line for its stage is ready in the console. */
  const asked = useRef<Sheet | undefined>(undefined)
  useEffect(() => {
    page.showConsole.current = () => {
      asked.current = 'console'
      setSheet('console')
    }
  }, [page])
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has gone to a chapter wants to see it
  useEffect(() => setSheet(asked.current), [chapter])
  useEffect(() => {
    asked.current = undefined
  })

  return (
    <div
      className="app"
      data-presenting={presenting}
      data-chapters={prefs.chapters}
      data-side={prefs.side}
      data-sheet={low ? 'next' : sheet}
      data-pattern={chapter.pattern}
    >
      <Header counts={counts} onPresent={onPresent} />
      <Chapters counts={types} total={total} />
      <StagePlace playhead={playhead} index={index} presenting={presenting} types={types} />
      <Transport playhead={playhead} index={index} />
      <Console index={index} />
      {chapter.pattern === undefined ? (
        <Side playhead={playhead} sheet={sheet === 'side'} />
      ) : (
        <Suspense fallback={<aside className="side" aria-label="Pattern" />}>
          <PatternSide key={chapter.pattern} playhead={playhead} pattern={chapter.pattern} />
        </Suspense>
      )}
      <div className="sheet-bar">
        {sheets.map(([name, words]) => (
          <button
            type="button"
            key={name}
            aria-pressed={sheet === name}
            onClick={() => setSheet(sheet === name ? undefined : name)}
          >
            {name !== 'side' ? words : chapter.pattern ? 'Pattern' : chapter.taught ? 'Lesson' : words}
          </button>
        ))}
      </div>
      <Toast />
    </div>
  )
}
