/** Edge: the upper edge of the console, to drag, or to move with the arrow keys. */
import type { KeyboardEvent, PointerEvent } from 'react'
import { usePage, useStore } from '../use.ts'

/** Lowest and highest console, CSS px and share of the window; how far an arrow key moves the edge. */
const LOWEST = 110
const HIGHEST = 0.7
const STEP = 24

export function Edge() {
  const { prefs } = usePage()
  const { consoleHeight } = useStore(prefs)
  const move = (px: number) => {
    const height = Math.round(Math.min(Math.max(px, LOWEST), innerHeight * HIGHEST))
    prefs.update(was => ({ ...was, consoleHeight: height }))
  }
  const heightOf = (edge: Element) => edge.parentElement?.offsetHeight ?? LOWEST

  function drag({ currentTarget, pointerId, clientY }: PointerEvent<HTMLElement>) {
    const from = clientY + heightOf(currentTarget)
    const moved = (event: globalThis.PointerEvent) => move(from - event.clientY)
    currentTarget.setPointerCapture(pointerId)
    currentTarget.addEventListener('pointermove', moved)
    currentTarget.addEventListener(
      'lostpointercapture',
      () => currentTarget.removeEventListener('pointermove', moved),
      {
        once: true,
      },
    )
  }

  function press(event: KeyboardEvent) {
    const by = event.key === 'ArrowUp' ? STEP : event.key === 'ArrowDown' ? -STEP : 0
    if (by === 0) return
    event.preventDefault()
    move(heightOf(event.currentTarget) + by)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved; this is the window splitter of ARIA
    <div
      className="edge"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the console"
      aria-valuenow={consoleHeight ?? 0}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={press}
    />
  )
}
