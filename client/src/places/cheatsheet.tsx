/** Cheatsheet: the commands one needs most. Each runs where it stands, in the console too, and is there in every language. */
import { commandIn } from '@rdd/shared/commands/export/command'
import { formatReply, printsRaw } from '@rdd/shared/commands/format'
import { parseLine } from '@rdd/shared/commands/parse'
import { cheatsheet, type Entry, type Part } from '@rdd/shared/reference/cheatsheet'
import { useState } from 'react'
import { Copy } from '../panels/copy.tsx'
import { Icon } from '../panels/icon.tsx'
import { usePage, useStore } from '../panels/use.ts'
import { chapterOf } from '../store/chapters.ts'
import { LanguageChoice } from './language-choice.tsx'
import type { PlaceProps } from './place.ts'
import { Reference } from './reference.tsx'
import { Search } from './search.tsx'

const all = cheatsheet.reduce((sum, { entries }) => sum + entries.length, 0)

export function Place({ playhead }: PlaceProps) {
  const [text, setText] = useState('')
  const [part, setPart] = useState('')
  const shown = cheatsheet
    .filter(({ title }) => part === '' || title === part)
    .map(one => ({ ...one, entries: one.entries.filter(entry => holds(one, entry, text)) }))
    .filter(({ entries }) => entries.length > 0)
  const count = shown.reduce((sum, { entries }) => sum + entries.length, 0)

  return (
    <Reference scene="cheatsheet" count={count} playhead={playhead}>
      <div className="reference-bar">
        <Search label="Find a command" text={text} count={count} of={all} onText={setText} />
        <select className="field" aria-label="Part" value={part} onChange={event => setPart(event.target.value)}>
          <option value="">All parts</option>
          {cheatsheet.map(({ title }) => (
            <option key={title}>{title}</option>
          ))}
        </select>
        <LanguageChoice />
      </div>
      {count === 0 && <p className="nothing">No command here is called that. Try fewer letters, or all parts.</p>}
      <div className="parts">
        {shown.map(one => (
          <section key={one.title} aria-label={one.title}>
            <h2>{one.title}</h2>
            <ul className="lines">
              {one.entries.map(entry => (
                <Row key={entry.line} entry={entry} part={one} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Reference>
  )
}

function Row({ entry: { line, say }, part }: { entry: Entry; part: Part }) {
  const page = usePage()
  const { language } = useStore(page.prefs)
  const [came, setCame] = useState<{ text: string; error: boolean } | undefined>(undefined)
  const parsed = parseLine(line)
  if ('error' in parsed) return null
  const { argv } = parsed
  const code = commandIn(language, argv)

  async function run() {
    const tab = page.consoles.activeTab()
    if (tab === undefined) return
    setCame(undefined)
    const [answer] = await page.consoles.enter(tab.client.id, [line])
    const { entry, said } = answer ?? {}
    if (entry?.kind === 'reply')
      setCame({ text: formatReply(entry.reply, printsRaw(argv)), error: entry.reply.t === 'error' })
    else setCame({ text: said?.text ?? (entry?.kind === 'refused' ? entry.message : 'Not answered.'), error: true })
  }

  return (
    <li data-line={line}>
      <code className="line">{code}</code>
      <span className="say">{say}</span>
      <span className="does">
        <Copy text={code} label="Copy this line" />
        <button
          type="button"
          className="button small plain"
          title={`To ${part.title}, with this command ready in the console`}
          onClick={() => {
            page.address.go(chapterOf(part.chapter))
            page.focusPrompt.current(line)
          }}
        >
          To the scene
        </button>
        <button type="button" className="button small" onClick={() => void run()}>
          <Icon name="play" /> Run
        </button>
      </span>
      {came && (
        <pre className="came" data-error={came.error} role="status">
          {came.text === '' ? '(an empty reply)' : came.text}
        </pre>
      )}
    </li>
  )
}

const holds = ({ title }: Part, { line, say }: Entry, text: string): boolean =>
  text
    .toLowerCase()
    .split(/\s+/)
    .every(word => `${title} ${line} ${say}`.toLowerCase().includes(word))
