/** Toast: a refusal of something a person just asked for: what, why, and what to do. Stays until closed or 8 s. */
import { useEffect } from 'react'
import { Icon } from '../icon.tsx'
import { usePage, useStore } from '../use.ts'
import './toast.css'

export function Toast() {
  const { toast } = usePage()
  const said = useStore(toast)
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => toast.set(undefined), 8000)
    return () => clearTimeout(timer)
  }, [said, toast])

  if (!said) return null
  return (
    <div className="toast" role="alert">
      <Icon name="warn" />
      <p>
        {said.text} {said.mend && <span className="muted">{said.mend}</span>}
      </p>
      <button type="button" className="button small icon plain" aria-label="Close" onClick={() => toast.set(undefined)}>
        <Icon name="close" />
      </button>
    </div>
  )
}
