/** Answers: the last things an actor was told, a line each, with what they say of the call they answer. */
import type { Hop, RunView } from '@rdd/shared/run'
import { type Mark, text } from './mark.ts'
import { askOf, isApp, PAD, STRIP } from './pattern-parts.ts'
import type { Rect } from './pattern-room.ts'
import { brief } from './pattern-words.ts'
import { columnsIn, fit, shown, widthOf } from './text.ts'

const names: Partial<Record<string, string>> = {
  'cache.get': 'cached',
  'cache.set': 'stored',
  'cache.delete': 'removed',
  'cache.unlink': 'removed',
  'database.find': 'row',
  'database.save': 'saved',
  'database.saveAll': 'batch',
  'queue.push': 'queued',
  'queue.add': 'queued',
  'queue.read': 'taken',
  'queue.pop': 'taken',
  'queue.claim': 'claimed',
  'queue.acknowledge': 'acked',
}
/** What a script did, by its name, where it answers 1, and where it answers 0. */
const scripts: Partial<Record<string, readonly [string, string]>> = {
  'store-if-leased': ['stored', 'not stored'],
  'set-if-newer': ['stored', 'not stored'],
  'queue-and-cache': ['queued', 'not queued'],
  release: ['released', 'not held'],
}

/** What an answer is called: never more than it says. */
function nameOf(hop: Hop, run: RunView): string {
  const ask = askOf(run, hop)
  const script = scripts[/^EVAL(?:SHA)? (\S+)/.exec(ask?.text ?? '')?.[1] ?? '']
  if (hop.state === 'failed') return 'failed'
  if (hop.call === 'cache.script') return script?.[hop.text === '0' ? 1 : 0] ?? 'script'
  if (hop.text === '0' && names[hop.call] === 'removed') return 'not there'
  if (hop.text === '(nil)' && (hop.call === 'cache.set' || hop.call === 'cache.setIfAbsent')) return 'not stored'
  return names[hop.call] ?? hop.call.replace(/^\w+\./, '')
}

const LINE = 22
const NAME = widthOf(11, 12.5)
/** More than these are no news. */
const MOST = 4

/** The last answers of those that `mine` picks, as many as the card has lines for. */
export function answers(run: RunView, mine: (hop: Hop) => boolean, { w, h }: Pick<Rect, 'w' | 'h'>): Mark[] {
  const several = run.lanes.filter(isApp).length > 1
  const told = run.hops.filter(
    hop => hop.direction === 'answered' && (hop.state === 'done' || hop.state === 'failed') && mine(hop),
  )
  const most = Math.min(MOST, Math.floor((h - STRIP - 10) / LINE))
  const last = told.sort((a, b) => a.n - b.n).slice(-most)
  return last.flatMap((hop, i) => {
    const word = hop.outcome === 'hit' || hop.outcome === 'miss' ? ` · ${hop.outcome}` : ''
    const at = 25 + i * LINE
    const who = several && isApp({ name: hop.lane }) ? `${hop.lane} · ` : ''
    const x = PAD + NAME + widthOf(who.length, 12.5)
    return [
      text(`told${hop.n} name`, { x: PAD, y: at, text: who + nameOf(hop, run), tone: 'muted' }),
      text(`told${hop.n} value`, {
        x,
        y: at,
        text: fit(shown(brief(hop.text)) + word, columnsIn(w - PAD - x, 12.5)),
        tone: hop.outcome === 'miss' || hop.outcome === 'error' ? 'warn' : 'ink',
      }),
    ]
  })
}
