/** Code: the file that runs, with the line in progress marked; beside it the same pattern in Python, for reading. */
import type { Lane, RunView } from '@rdd/shared/run'
import { useEffect, useMemo, useRef, useState } from 'react'
import { pieceOf } from './draft.ts'
import { coloured, lineOfFunction, linesOfCall, pythonFileOf, pythonOf, typescriptOf } from './source.ts'

type Language = 'ts' | 'py'
const tabs: [Language, string][] = [
  ['ts', 'TypeScript'],
  ['py', 'redis-py'],
]

export interface CodeProps {
  /** The file in shared/src/patterns, and what runs of it: `getUser`. */
  file: string
  name: string
  /** The call in progress, `cache.get`. */
  call: string | undefined
}

export function Code({ file, name, call }: CodeProps) {
  const [language, setLanguage] = useState<Language>('ts')
  const [source, setSource] = useState<{ file: string; language: Language; text: string } | undefined>(undefined)
  const list = useRef<HTMLOListElement>(null)

  useEffect(() => {
    let gone = false
    void (language === 'ts' ? typescriptOf(file) : pythonOf(file)).then(text => {
      if (!gone) setSource({ file, language, text: text ?? 'This pattern has no such file.' })
    })
    return () => {
      gone = true
    }
  }, [file, language])

  const text = source?.file === file && source.language === language ? source.text : ''
  const lines = useMemo(() => coloured(text, language), [text, language])
  const marked = useMemo(
    () => new Set(call && language === 'ts' ? linesOfCall(text, call) : []),
    [text, call, language],
  )
  const [first] = marked
  const shown = language === 'ts' ? file : `python/${pythonFileOf(file)}`

  // The marked line comes into sight; without one, the function that will run.
  useEffect(() => {
    const box = list.current
    if (!box || text === '') return
    const at = first ?? Math.max(0, lineOfFunction(text, language, name))
    const line = box.children[at]
    if (!(line instanceof HTMLElement)) return
    const [top, bottom] = [line.offsetTop, line.offsetTop + line.offsetHeight]
    if (top < box.scrollTop + 20 || bottom > box.scrollTop + box.clientHeight - 40)
      box.scrollTop = top - box.clientHeight / 3
  }, [first, text, language, name])

  return (
    <section className="code" aria-label="Code">
      <div className="code-tabs" role="tablist" aria-label="Language">
        {tabs.map(([id, words]) => (
          <button type="button" role="tab" key={id} aria-selected={id === language} onClick={() => setLanguage(id)}>
            {words}
          </button>
        ))}
        <span className="file mono" title={`shared/src/patterns/${shown}`}>
          {shown}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <ol className="source mono" ref={list} data-file={file} tabIndex={0} aria-label={shown}>
        {lines.map((words, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <li key={i} data-now={marked.has(i) || undefined} aria-current={i === first ? 'step' : undefined}>
            {words.map(([kind, word], j) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place in the line
              <span key={j} className={kind}>
                {word}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Which file and line a run is in: those of one lane. */
export function placeOf(run: RunView, lane: Lane | undefined): CodeProps {
  if (lane === undefined) return { file: `${run.pattern}.ts`, name: '', call: undefined }
  const piece = pieceOf(run, lane)
  const own = run.hops.filter(hop => hop.lane === lane.name)
  const open = own.filter(({ state }) => state === 'waiting' || state === 'flying')
  const last = (open.length > 0 ? open : own).reduce<RunView['hops'][number] | undefined>(
    (later, hop) => (later === undefined || hop.n > later.n ? hop : later),
    undefined,
  )
  const over = lane.state === 'done' || lane.state === 'failed' || lane.state === 'abandoned'
  return { file: piece.file, name: piece.name, call: over ? undefined : last?.call }
}
