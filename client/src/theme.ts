/** Theme: writes the chosen theme, or the system's, on the document, and follows both as they change. */
import type { Prefs } from './store/prefs.ts'
import type { Store } from './store/store.ts'

/** `shade` tells what is in force, for what is drawn rather than styled. */
export function followTheme(prefs: Store<Prefs>, shade: Store<'light' | 'dark'>): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const write = () => {
    const { theme } = prefs.get()
    const now = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
    document.documentElement.dataset.theme = now
    shade.set(now)
  }
  write()
  dark.addEventListener('change', write)
  prefs.subscribe(write)
}
