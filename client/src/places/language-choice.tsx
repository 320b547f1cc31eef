/** Language choice: in which language lines are shown, here and in lessons. */
import { LANGUAGES, languages } from '@rdd/shared/commands/export/languages'
import { usePage, useStore } from '../panels/use.ts'

export function LanguageChoice() {
  const page = usePage()
  const { language } = useStore(page.prefs)
  return (
    <select
      className="field"
      aria-label="Language"
      value={language}
      onChange={event => {
        const chosen = LANGUAGES.find(one => one === event.target.value)
        if (chosen) page.prefs.update(was => ({ ...was, language: chosen }))
      }}
    >
      {LANGUAGES.map(one => (
        <option key={one} value={one}>
          {languages[one].name}
        </option>
      ))}
    </select>
  )
}
