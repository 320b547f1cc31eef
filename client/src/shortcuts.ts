/**
 * Shortcuts: the few keys that work anywhere on the page. Page up, page down and the full stop are what slide remotes
 * send. A key that writes into a field stays with the field.
 */
export interface Actions {
  forward(): void
  back(): void
  playOrPause(): void
  present(): void
  leavePresent(): void
  prompt(): void
}

/** Listens until the returned function is called. */
export function listenToKeys(actions: Actions): () => void {
  const byKey: Partial<Record<string, () => void>> = {
    PageDown: actions.forward,
    PageUp: actions.back,
    '.': actions.forward,
    p: actions.present,
    P: actions.present,
    '/': actions.prompt,
    ' ': actions.playOrPause,
  }

  function typed(event: KeyboardEvent) {
    if (event.key === 'Escape') return actions.leavePresent()
    const act = byKey[event.key]
    if (!act || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (taken(event.target, event.key)) return
    event.preventDefault()
    act()
  }

  addEventListener('keydown', typed)
  return () => removeEventListener('keydown', typed)
}

/** Whether what has the focus uses this key itself. */
function taken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element) || target.closest('dialog[open]')) return target instanceof Element
  const page = key === 'PageUp' || key === 'PageDown'
  if (target.matches('textarea, select, [role="log"]')) return true
  if (target.matches('input:not([type="range"], [type="checkbox"])')) return !page
  return key === ' ' && target.matches('button, a, input, summary, [role="tab"], [role="button"]')
}
