/** RunFile: a run is kept as a file, and comes back from one: chosen, or dropped anywhere on the page. */
import type { RunView } from '@rdd/shared/run'
import { useEffect, useRef, useState } from 'react'
import type { Playhead } from '../../store/playhead.ts'
import { saveFile } from '../save-file.ts'
import { usePage } from '../use.ts'

export function RunFile({ playhead, run }: { playhead: Playhead; run: RunView | undefined }) {
  const page = usePage()
  const input = useRef<HTMLInputElement>(null)
  const over = useDrop(file => void page.runs.open(file))

  return (
    <section className="run-file" aria-label="File of a run" data-over={over || undefined}>
      <button
        type="button"
        className="button small"
        disabled={run === undefined}
        onClick={() =>
          run &&
          void page.act(async () => {
            const { name, text } = await page.runs.file(playhead, run)
            saveFile(name, text, 'application/json')
          })
        }
      >
        Save the run
      </button>
      <button type="button" className="button small" onClick={() => input.current?.click()}>
        Open a run…
      </button>
      <span className="muted">{over ? 'Let go to open it.' : 'or drop its file here'}</span>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        aria-label="File of a run"
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? []
          // the same file may be chosen again
          target.value = ''
          if (file) void page.runs.open(file)
        }}
      />
    </section>
  )
}

/** Files dropped on the page. True while one is held over it. */
function useDrop(take: (file: File) => void): boolean {
  const [over, setOver] = useState(false)
  const taken = useRef(take)
  taken.current = take
  useEffect(() => {
    const leave = new AbortController()
    const { signal } = leave
    const carries = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true
    addEventListener(
      'dragover',
      event => {
        if (!carries(event)) return
        event.preventDefault()
        setOver(true)
      },
      { signal },
    )
    // to no other element: out of the window
    addEventListener('dragleave', ({ relatedTarget }) => relatedTarget === null && setOver(false), { signal })
    addEventListener(
      'drop',
      event => {
        if (!carries(event)) return
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer?.files ?? []
        if (file) taken.current(file)
      },
      { signal },
    )
    return () => leave.abort()
  }, [])
  return over
}
