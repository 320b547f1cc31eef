/** ScriptMenu: what was run here as a script in each language, to copy or to keep as a file. */
import { fileName, LANGUAGES, languages } from '@rdd/shared/commands/export/languages'
import type { Session } from '@rdd/shared/commands/export/plan'
import { scriptIn } from '@rdd/shared/commands/export/script'
import { Copy } from './copy.tsx'
import { Menu } from './menu.tsx'
import { saveFile } from './save-file.ts'

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
                  saveFile(fileName(language, name), scriptIn(language, session()))
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
