/** Copy: a button that puts a text on the clipboard and says for a moment that it did. */
import { useEffect, useState } from 'react'
import { Icon } from './icon.tsx'
import { usePage } from './use.ts'

interface CopyProps {
  /** The text, or how to get it at the click. */
  text: string | (() => Promise<string>)
  label: string
  /** Shows the label beside the icon. */
  wide?: boolean
  className?: string
}

export function Copy({ text, label, wide = false, className = 'button small plain' }: CopyProps) {
  const { toast } = usePage()
  const [state, setState] = useState<'ready' | 'done' | string>('ready')

  useEffect(() => {
    if (state === 'ready') return
    const timer = setTimeout(() => setState('ready'), 1600)
    return () => clearTimeout(timer)
  }, [state])

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : await text())
      setState('done')
    } catch (error) {
      const why = error instanceof Error ? error.message : 'The browser did not allow it.'
      setState(why)
      toast.set({ text: 'Not copied.', mend: why })
    }
  }

  const said = state === 'ready' ? label : state === 'done' ? 'Copied' : 'Not copied'
  return (
    <button
      type="button"
      className={wide ? className : `${className} icon`}
      title={state === 'ready' || state === 'done' ? label : state}
      aria-label={wide ? undefined : said}
      onClick={() => void copy()}
    >
      <Icon name={state === 'done' ? 'done' : 'copy'} />
      {wide && said}
    </button>
  )
}
