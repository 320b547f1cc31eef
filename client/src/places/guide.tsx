/** Guide: what one wants to do, and the structure for it. A row leads to its scene with a command ready in the console. */
import { guide, type Use } from '@rdd/shared/reference/guide'
import { useState } from 'react'
import { Prose } from '../panels/lesson/prose.tsx'
import { usePage } from '../panels/use.ts'
import { chapterOf } from '../store/chapters.ts'
import type { PlaceProps } from './place.ts'
import { Reference } from './reference.tsx'
import { Search } from './search.tsx'

export function Place({ playhead }: PlaceProps) {
  const page = usePage()
  const [text, setText] = useState('')
  const found = guide.filter(use => holds(use, text))

  function go({ chapter, line }: Use) {
    page.address.go(chapterOf(chapter))
    page.focusPrompt.current(line)
  }

  return (
    <Reference scene="guide" count={found.length} playhead={playhead}>
      <Search label="Find a use" text={text} count={found.length} of={guide.length} onText={setText} />
      {found.length === 0 ? (
        <p className="nothing">Nothing here is called that. Try a structure, a command, or fewer letters.</p>
      ) : (
        <ul className="uses">
          {found.map(use => (
            <li key={use.want}>
              <button type="button" onClick={() => go(use)}>
                <span className="swatch" data-hue={chapterOf(use.chapter).type} />
                <span className="want">{use.want}</span>
                <span className="structure">{use.structure}</span>
                <code className="commands">{use.commands.join(' · ')}</code>
                <span className="why">
                  <Prose text={use.why} />
                </span>
                <code className="line">{use.line}</code>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Reference>
  )
}

const holds = ({ want, structure, commands, why }: Use, text: string): boolean =>
  text
    .toLowerCase()
    .split(/\s+/)
    .every(word => [want, structure, ...commands, why].join(' ').toLowerCase().includes(word))
