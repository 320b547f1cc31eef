/** ScriptMenu: what was run here as a script in each language, to copy or to keep as a file. */
import { fileName, LANGUAGES, languages } from '@rdd/shared/commands/export/languages'
import type { Session } from '@rdd/shared/commands/export/plan'
import { scriptIn } from '@rdd/shared/commands/export/script'
import { Copy } from './copy.tsx'
import { Menu } from './menu.tsx'

interface ScriptMenuProps {
  /** What its button is called. */
  label: string
  /** The file's name without its ending. */
  name: string
  /** At the click: what is to be run. */
  session: () => Session
  className?: string
}

export function ScriptMenu({ label, name, session, className = 'button small' }: ScriptMenuProps) {
  return (
    <Menu face={label} className={className}>
      {close => (
        <section className="scripts">
          <p>A file that runs these commands against REDIS_URL, each client on its own connection.</p>
          {LANGUAGES.map(language => (
            <div className="script" key={language}>
              <span>{languages[language].name}</span>
              <Copy text={async () => scriptIn(language, session())} label={`Copy as ${languages[language].name}`} />
              <button
                type="button"
                className="button small"
                aria-label={`Save as ${languages[language].name}`}
                onClick={() => {
                  save(fileName(language, name), scriptIn(language, session()))
                  close()
                }}
              >
                Save
              </button>
            </div>
          ))}
        </section>
      )}
    </Menu>
  )
}

/** Hands a text to the browser as a file. */
function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
