/** Theme: writes the chosen theme, or the system's, on the document, and follows both as they change. */
import type { Prefs } from './store/prefs.ts'
import type { Store } from './store/store.ts'

export function followTheme(prefs: Store<Prefs>): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const write = () => {
    const { theme } = prefs.get()
    document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
  }
  write()
  dark.addEventListener('change', write)
  prefs.subscribe(write)
}
