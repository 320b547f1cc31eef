/** Languages: one line as redis-cli, TypeScript and Python write it, to copy. */
import { commandIn } from '@rdd/shared/commands/export/command'
import { LANGUAGES, type Language, languages } from '@rdd/shared/commands/export/languages'
import { parseLine } from '@rdd/shared/commands/parse'
import { Copy } from '../copy.tsx'
import { usePage, useStore } from '../use.ts'

export function Languages({ line }: { line: string }) {
  const page = usePage()
  const { language } = useStore(page.prefs)
  const parsed = parseLine(line)
  if ('error' in parsed) return null
  const code = commandIn(language, parsed.argv)
  const choose = (one: Language) => page.prefs.update(was => ({ ...was, language: one }))
  return (
    <div className="languages">
      <div className="language-tabs" role="tablist" aria-label="Language">
        {LANGUAGES.map(one => (
          <button type="button" role="tab" key={one} aria-selected={one === language} onClick={() => choose(one)}>
            {languages[one].name}
          </button>
        ))}
      </div>
      <pre className="code mono" data-language={language}>
        {code}
      </pre>
      <Copy text={code} label="Copy this line" />
    </div>
  )
}
