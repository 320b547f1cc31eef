/** Side: beside the stage, one thing at a time: the chapter's lesson, one key, or the scene as text. */
import { useEffect, useState } from 'react'
import type { Playhead } from '../store/playhead.ts'
import { later } from './later.tsx'
import { KeySide } from './side/key-side.tsx'
import { TextTab } from './text-tab.tsx'
import { usePage, useStore } from './use.ts'
import './side/side.css'

const LessonView = later(async () => (await import('./lesson/lesson.tsx')).LessonView)
const LowSheet = later(async () => (await import('./lesson/low-sheet.tsx')).LowSheet)

const words = { lesson: 'Lesson', key: 'Key', text: 'Text' } as const
type SideTab = keyof typeof words

const isTab = (name: string): name is SideTab => name in words

interface SideProps {
  playhead: Playhead
  /** On a narrow screen: it lies over the stage. */
  sheet: boolean
}

export function Side({ playhead, sheet }: SideProps) {
  const page = usePage()
  const { chapter, selected } = useStore(page.place)
  const { taught } = chapter
  const tabs = Object.keys(words)
    .filter(isTab)
    .filter(tab => tab !== 'lesson' || taught)
  const [tab, setTab] = useState<SideTab>(taught ? 'lesson' : 'key')
  useEffect(() => setTab(taught ? 'lesson' : 'key'), [taught])
  // Who picks a key wants to see it.
  useEffect(() => {
    if (selected !== undefined) setTab('key')
  }, [selected])

  return (
    <aside className="side" aria-label={words[tab]}>
      {sheet && taught && <LowSheet />}
      <div className="side-tabs" role="tablist" aria-label="Side panel">
        {tabs.map(one => (
          <button type="button" role="tab" key={one} aria-selected={one === tab} onClick={() => setTab(one)}>
            {words[one]}
          </button>
        ))}
      </div>
      {tab === 'lesson' && <LessonView />}
      {tab === 'key' && <KeySide playhead={playhead} />}
      {tab === 'text' && <TextTab playhead={playhead} />}
    </aside>
  )
}
