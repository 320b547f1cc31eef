/**
 * Prompt: the line being typed. Enter runs what is written, nothing else; what completes it is dim until Tab or the right
 * arrow takes it. Up and down go through what was entered, Ctrl-R searches it, a paste of lines runs them one by one.
 */
import { type Completion, complete, hint } from '@rdd/shared/commands/complete'
import type { CatalogueIndex } from '@rdd/shared/commands/keys'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Tab } from '../../store/consoles.ts'
import { usePage } from '../use.ts'
import { promptOf } from './entry.tsx'
import { Hints } from './hints.tsx'

/** A line longer than this is a value being pasted: nothing completes it. */
const LONG = 5_000
const NONE: Completion = { from: 0, to: 0, candidates: [], ghost: '' }

interface PromptProps {
  tab: Tab | undefined
  index: CatalogueIndex
}

export function Prompt({ tab, index }: PromptProps) {
  const page = usePage()
  const { history } = page
  const [line, setLine] = useState('')
  const [cursor, setCursor] = useState(0)
  /** How far back in the history, and what was typed before going there. */
  const [back, setBack] = useState({ at: 0, typed: '' })
  const [search, setSearch] = useState<{ text: string; skip: number } | undefined>(undefined)
  /** Tab pressed again goes on to the next candidate. */
  const [cycle, setCycle] = useState<{ from: number; candidates: string[]; at: number } | undefined>(undefined)
  const input = useRef<HTMLInputElement>(null)
  const wantCursor = useRef<number | undefined>(undefined)
  const [overflowing, setOverflowing] = useState(false)

  useEffect(() => {
    page.focusPrompt.current = text => {
      // where it is folded or laid away there is nothing to focus, and no line in sight
      if (!page.prefs.get().console) flushSync(() => page.prefs.update(was => ({ ...was, console: true })))
      page.showConsole.current()
      if (text !== undefined) {
        setLine(text)
        setCursor(text.length)
        wantCursor.current = text.length
      }
      input.current?.focus()
    }
  }, [page])
  useEffect(() => {
    // On a phone the keyboard would cover the stage before anybody asked for it; in a lesson P and a slide remote come first.
    const { taught } = page.place.get().chapter
    if (matchMedia('(min-width: 761px)').matches && !taught) input.current?.focus()
  }, [page])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the width changes with the line
  useLayoutEffect(() => {
    const { current } = input
    if (!current) return
    if (wantCursor.current !== undefined) current.setSelectionRange(wantCursor.current, wantCursor.current)
    wantCursor.current = undefined
    setOverflowing(current.scrollWidth > current.clientWidth)
  }, [line])

  function write(text: string, at = text.length) {
    wantCursor.current = at
    setLine(text)
    setCursor(at)
    setCycle(undefined)
  }

  const found = search && history.find(search.text, search.skip)
  const atEnd = cursor === line.length
  const long = line.length > LONG
  const completion = long ? NONE : complete(index, line, cursor)
  const hinted = long ? undefined : hint(index, line)
  const ghost = atEnd ? completion.ghost : ''
  const gap = line === '' || line.endsWith(' ') ? '' : ' '
  const rest = ghost === '' && hinted?.text && line.trim() !== '' ? `${gap}${hinted.text}` : ''

  function run(lines: readonly string[]) {
    for (const text of lines) history.add(text)
    setBack({ at: 0, typed: '' })
    setSearch(undefined)
    page.enter(lines)
  }

  function submit() {
    const text = search ? (found ?? search.text) : line
    write('')
    run([text])
  }

  function recall(by: 1 | -1) {
    const { lines } = history
    const at = Math.min(Math.max(back.at + by, 0), lines.length)
    if (at === back.at) return
    const typed = back.at === 0 ? line : back.typed
    setBack({ at, typed })
    write(at === 0 ? typed : (lines[lines.length - at] ?? ''))
  }

  function accept(): boolean {
    if (cycle) {
      const at = (cycle.at + 1) % cycle.candidates.length
      const text = cycle.candidates[at] ?? ''
      write(line.slice(0, cycle.from) + text)
      setCycle({ ...cycle, at })
      return true
    }
    const [first] = completion.candidates
    if (!first) return false
    const after = line.slice(completion.to)
    if (completion.candidates.length === 1) {
      const text = `${line.slice(0, completion.from)}${first.text}${after || ' '}`
      write(text, text.length - after.length)
    } else {
      write(line.slice(0, completion.from) + first.text + after, completion.from + first.text.length)
      if (after === '')
        setCycle({ from: completion.from, candidates: completion.candidates.map(({ text }) => text), at: 0 })
    }
    return true
  }

  function typed(event: KeyboardEvent<HTMLInputElement>) {
    const { key, ctrlKey, altKey, metaKey, shiftKey } = event
    const done = () => event.preventDefault()
    if (ctrlKey && key === 'r') {
      done()
      setSearch(search ? { ...search, skip: search.skip + 1 } : { text: '', skip: 0 })
      return
    }
    if (search) {
      const leave =
        ['Escape', 'ArrowRight', 'ArrowLeft', 'Tab', 'End', 'Home'].includes(key) || (ctrlKey && key === 'g')
      if (!leave) return
      done()
      setSearch(undefined)
      if (key !== 'Escape' && found !== undefined) write(found)
      return
    }
    if (ctrlKey && key === 'l') {
      done()
      page.enter(['clear'])
    } else if (ctrlKey && key === 'c' && input.current?.selectionStart === input.current?.selectionEnd) {
      done()
      write('')
      if (tab && (tab.running || tab.queue.length > 0)) {
        page.consoles.drop(tab.client.id)
        void page.act(() => page.link.cancel({ client: tab.client.id }))
      }
    } else if (ctrlKey || altKey || metaKey) return
    else if (key === 'ArrowUp') {
      done()
      recall(1)
    } else if (key === 'ArrowDown') {
      done()
      recall(-1)
    } else if (key === 'Tab' && !shiftKey && line.trim() !== '') {
      if (accept()) done()
    } else if (key === 'ArrowRight' && ghost !== '') {
      done()
      accept()
    } else if (key === 'Escape') {
      write('')
      input.current?.blur()
    }
  }

  function pasted(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData('text')
    if (!/[\r\n]/.test(text)) return
    event.preventDefault()
    const { selectionStart, selectionEnd } = event.currentTarget
    const whole = line.slice(0, selectionStart ?? 0) + text + line.slice(selectionEnd ?? line.length)
    const lines = whole.split(/\r\n|\r|\n/)
    // As in a terminal, a last line without its end waits for Enter.
    write(lines.pop() ?? '')
    run(lines)
  }

  const mode = tab?.client.state === 'multi' ? '(TX)' : tab?.client.state === 'subscribed' ? '(subscribed mode)' : ''

  return (
    <form
      className="prompt-line"
      aria-label="Console"
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <Hints doc={hinted?.doc} completion={atEnd ? completion : undefined} picked={cycle?.at} line={line} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a larger target for the field in it */}
      <div className="typing" onClick={() => input.current?.focus()}>
        <span className="prompt">
          {search ? '(reverse-i-search)' : tab ? promptOf(tab.client.name, tab.client.db, mode) : '…'}
        </span>
        <span className="line-place">
          <input
            ref={input}
            type="text"
            aria-label="Redis command"
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="go"
            value={search ? search.text : line}
            onChange={({ target: { value, selectionStart } }) => {
              if (search) return setSearch({ text: value, skip: 0 })
              setLine(value)
              setCursor(selectionStart ?? value.length)
              setCycle(undefined)
            }}
            onSelect={({ currentTarget: { selectionStart } }) => setCursor(selectionStart ?? 0)}
            onKeyDown={typed}
            onPaste={pasted}
          />
          {search ? (
            <span className="ghost" aria-hidden="true">
              <span>{search.text}</span>
              {found === undefined ? '  no such line' : `  → ${found}`}
            </span>
          ) : (
            !(overflowing || long) && (
              <span className="ghost" aria-hidden="true">
                <span>{line}</span>
                {ghost || rest}
              </span>
            )
          )}
        </span>
        <button type="submit" className="button small enter" aria-label="Run">
          <kbd>↵</kbd>
        </button>
      </div>
    </form>
  )
}
