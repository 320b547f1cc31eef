/** Hints: what the command being typed does and costs, in the connected server's own words, and what could be typed. */
import type { CommandDoc } from '@rdd/shared/commands/catalogue'
import type { Completion } from '@rdd/shared/commands/complete'
import { commandName } from '@rdd/shared/commands/local'

interface HintsProps {
  /** The command of the line, once it is whole. */
  doc: CommandDoc | undefined
  completion: Completion | undefined
  /** Which candidate Tab has written; undefined before the first. */
  picked: number | undefined
  line: string
}

const SHOWN = 9

export function Hints({ doc, completion, picked, line }: HintsProps) {
  const candidates = completion?.ghost || picked !== undefined ? (completion?.candidates ?? []) : []
  const first = candidates[0]
  return (
    <div className="hints">
      {doc ? (
        <p>
          <b className="mono">{commandName(doc)}</b> {doc.summary} <span className="faint">{doc.complexity}</span>
          {doc.deprecatedSince && <span className="faint"> Deprecated since {doc.deprecatedSince}.</span>}
        </p>
      ) : candidates.length > 1 ? (
        <p className="mono">
          {candidates.slice(0, SHOWN).map(({ text }) => (
            <span className="candidate" key={text}>
              {text}
            </span>
          ))}
          {candidates.length > SHOWN && <span className="faint">{candidates.length - SHOWN} more</span>}
        </p>
      ) : first?.summary ? (
        <p>
          <b className="mono">{first.text}</b> {first.summary}
        </p>
      ) : (
        <p className="keys">
          {line.trim() === '' && (
            <>
              <kbd>Tab</kbd> completes <kbd>↑</kbd> earlier lines <kbd>Ctrl R</kbd> searches them <kbd>help</kbd>{' '}
              explains
            </>
          )}
        </p>
      )}
    </div>
  )
}
