/** Said: the words of a hop on its wire, in the lines and columns there are: what it took is never what is cut off. */
import { hopTook } from '@rdd/shared/keyspace/explain-run'
import type { Hop, RunView } from '@rdd/shared/run'
import { isApp } from './pattern-parts.ts'
import { brief, briefly } from './pattern-words.ts'
import { columnsOf, fit, shown, wrap } from './text.ts'
import type { Label } from './wire.ts'

/** Whose hop it is, where that is not plain. */
export const whose = ({ lane }: Hop, run: RunView): string =>
  isApp({ name: lane }) && run.lanes.filter(isApp).length > 1 ? `${lane} · ` : ''

/** What a hop took, measured and added apart, as short as the columns need it. */
export function tookIn(hop: Pick<Hop, 'ms' | 'addedMs'>, columns: number): string {
  const whole = hopTook(hop)
  return columnsOf(whole) <= columns ? whole : whole.replace(/ \+ (\d+) ms added$/, ' +$1 added')
}

/** The lines of an answer: what it says, and what it took behind that or below it. */
function answerLines(hop: Hop, who: string, { columns, lines }: Pick<Label, 'columns' | 'lines'>): string[] {
  const word = hop.outcome === 'hit' || hop.outcome === 'miss' ? hop.outcome : hop.state === 'failed' ? 'fails' : ''
  const said = shown(who + [word, brief(hop.text)].filter(part => part !== '').join(' · '))
  const took = tookIn(hop, columns)
  if (took === '') return wrap(said, columns, lines)
  if (columnsOf(said) + 3 + columnsOf(took) <= columns) return [`${said} · ${took}`]
  if (lines > 1) return [...wrap(said, columns, lines - 1), fit(took, columns)]
  return [`${fit(said, columns - columnsOf(took) - 3)} · ${took}`]
}

export function saidLines(hop: Hop, run: RunView, label: Pick<Label, 'columns' | 'lines'>): string[] {
  const who = whose(hop, run)
  return hop.direction === 'asked'
    ? wrap(shown(who + briefly(hop.text)), label.columns, label.lines).map(line => line.trim())
    : answerLines(hop, who, label)
}
