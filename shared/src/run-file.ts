/**
 * Run file: a run through a caching pattern as a text one can keep and give away: the keys and rows before it, and every
 * fact of it. Reading one checks it whole, for it comes from anywhere; what is read can be walked through and nothing else.
 */
import * as z from 'zod/mini'
import { isBytes } from './bytes.ts'
import { Fact } from './fact.ts'
import { Joined } from './protocol.ts'
import type { RunView } from './run.ts'
import { Timeline } from './timeline.ts'

const FORMAT = 'redis-deep-dive run'
const VERSION = 1
/** Characters of a file at most: the log a room holds is smaller. */
export const MOST = 64_000_000

/** What any version has. */
const Head = z.object({ format: z.literal(FORMAT), version: z.int() })
export const RunFile = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  /** The state right before the run, keys and all. */
  base: Joined.shape.base,
  /** They begin with the run; no number is left out. */
  facts: z.array(Fact).check(z.minLength(1)),
})
export type RunFile = z.infer<typeof RunFile>

/** A text that is no such file, with the reason. The message is for people. */
export class RunFileError extends Error {
  override name = 'RunFileError'
}

/** The run as a text. `timeline` stays where it is. @returns undefined where its facts are not held any more */
export function writeRun(timeline: Pick<Timeline, 'facts' | 'excerpt'>, { id }: RunView): string | undefined {
  const tells = (fact: Fact) => (fact.kind === 'run' ? fact.run.id === id : fact.kind === 'hop' && fact.run === id)
  const begin = timeline.facts.find(fact => fact.kind === 'run' && fact.run.id === id)
  const end = timeline.facts.findLast(tells)
  if (begin === undefined || end === undefined) return undefined
  return JSON.stringify({ format: FORMAT, version: VERSION, ...timeline.excerpt(begin.seq, end.seq) } satisfies RunFile)
}

/** @throws RunFileError when it is not such a file, or not a whole one */
export function readRun(text: string): { run: RunView; timeline: Timeline } {
  if (text.length > MOST) throw new RunFileError(`The file is larger than ${MOST / 1_000_000} MB: no run is.`)
  const given = parsed(text)
  const head = Head.safeParse(given)
  if (!head.success) throw new RunFileError('The file is not a run that was saved here.')
  if (head.data.version !== VERSION)
    throw new RunFileError(
      `The file is of version ${head.data.version}, and this page reads version ${VERSION}. Save the run again, or open it with the page that saved it.`,
    )
  const file = RunFile.safeParse(given)
  if (!file.success) {
    const [issue] = file.error.issues
    throw new RunFileError(`The file is damaged: ${issue?.path.join('.')}: ${issue?.message}.`)
  }
  const { base, facts } = file.data
  const [first] = facts
  if (first?.kind !== 'run') throw new RunFileError('The file is damaged: it does not begin with a run.')
  facts.forEach(({ seq }, i) => {
    if (seq !== base.seq + 1 + i) throw new RunFileError(`The file is damaged: fact ${base.seq + 1 + i} is missing.`)
  })
  if (![base.effects, ...facts].every(hasBytes)) throw new RunFileError('The file is damaged: a value is not bytes.')
  return { run: first.run, timeline: new Timeline(`file ${first.run.id}`, base, facts) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RunFileError('The file is not JSON, so it is not a run that was saved here.')
  }
}

/** Whether all that stands for bytes does: it is drawn, and what is no such text cannot be. */
function hasBytes(fact: Partial<Fact> & Pick<Fact, 'views' | 'gone'>): boolean {
  const { views, gone, forgotten, noticed } = fact
  const command = fact.kind === 'command' ? [fact.argv, fact.reply] : []
  return strings([views, gone, forgotten, noticed, command]).every(isBytes)
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}
