/** ThemeChoice: as the system, light, dark, in turn. */
import { Icon } from '../icon.tsx'
import { usePage, useStore } from '../use.ts'

const next = { system: 'light', light: 'dark', dark: 'system' } as const

export function ThemeChoice() {
  const { prefs } = usePage()
  const { theme } = useStore(prefs)
  const label = `Theme: ${theme === 'system' ? 'as the system' : theme}`
  return (
    <button
      type="button"
      className="button icon theme"
      aria-label={label}
      title={label}
      onClick={() => prefs.update(was => ({ ...was, theme: next[was.theme] }))}
    >
      <Icon name={theme} />
    </button>
  )
}
