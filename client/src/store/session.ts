/**
 * Session: what was run in the consoles of this page, in the order Redis ran it, so that it can be had as a script. What
 * Redis refused is named and left out.
 */
import type { Session, Step } from '@rdd/shared/commands/export/plan'
import { parseLine } from '@rdd/shared/commands/parse'
import type { Tab } from './consoles.ts'

/** A line with its place: facts are numbered in Redis's order, and what became none stands where its client ran it. */
interface Ran {
  seq: number
  step: Step
}

export function sessionOf(tabs: readonly Tab[]): Session {
  const ran = tabs.flatMap(ranBy).sort((a, b) => a.seq - b.seq)
  return { title: 'A session', steps: ran.map(({ step }) => step) }
}

function ranBy({ client: { name }, lines }: Tab): Ran[] {
  const ran: Ran[] = []
  let seq = 0
  for (const line of lines) {
    if (line.from !== 'server' || (line.entry.kind !== 'reply' && line.entry.kind !== 'refused')) continue
    const { entry } = line
    const parsed = parseLine(entry.line)
    if ('error' in parsed) continue
    if (entry.kind === 'reply') seq = entry.seq ?? seq
    const why = entry.kind === 'refused' ? entry.message : entry.reply.t === 'error' ? entry.reply.v : undefined
    ran.push({ seq, step: { client: name, argv: parsed.argv, ...(why !== undefined && { skipped: why }) } })
  }
  return ran
}
