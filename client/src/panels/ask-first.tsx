/** AskFirst: a dialog before something that cannot be taken back. Escape and Cancel leave everything as it was. */
import { type ReactNode, useEffect, useRef } from 'react'
import './ask-first.css'

interface AskFirstProps {
  title: string
  /** What the button that does it says. */
  yes: string
  children: ReactNode
  onYes: () => void
  onClose: () => void
}

export function AskFirst({ title, yes, children, onYes, onClose }: AskFirstProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const { current } = dialog
    current?.showModal()
    return () => current?.close()
  }, [])

  return (
    <dialog className="ask-first" ref={dialog} aria-labelledby="ask-first-title" onCancel={onClose}>
      <h2 id="ask-first-title">{title}</h2>
      <div className="words">{children}</div>
      <div className="choices">
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className="button solid"
          onClick={() => {
            onYes()
            onClose()
          }}
        >
          {yes}
        </button>
      </div>
    </dialog>
  )
}
