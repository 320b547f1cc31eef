/** Menu: a button and what opens under it; closes on a press elsewhere and on Escape, which gives the focus back. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import './menu.css'

interface MenuProps {
  /** What the button shows. */
  face: ReactNode
  /** Its name for assistive technology, where the face alone does not say it. */
  label?: string
  className?: string
  children: (close: () => void) => ReactNode
}

export function Menu({ face, label, className = 'button', children }: MenuProps) {
  const [open, setOpen] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()

  useEffect(() => {
    if (!open) return
    const pressed = (event: PointerEvent) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) setOpen(false)
    }
    const typed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      button.current?.focus()
    }
    addEventListener('pointerdown', pressed)
    addEventListener('keydown', typed)
    return () => {
      removeEventListener('pointerdown', pressed)
      removeEventListener('keydown', typed)
    }
  }, [open])

  // Over everything, under its button, and inside the window: no panel cuts it off.
  const settle = (sheet: HTMLElement | null) => {
    const at = button.current?.getBoundingClientRect()
    if (!sheet || !at) return
    const left = Math.max(12, Math.min(at.right - sheet.offsetWidth, innerWidth - sheet.offsetWidth - 12))
    sheet.style.left = `${left}px`
    sheet.style.top = `${at.bottom + 8}px`
  }

  return (
    <div className="menu" ref={place}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open && (
        <div className="menu-sheet" id={id} ref={settle}>
          {children(() => setOpen(false))}
        </div>
      )}
    </div>
  )
}
