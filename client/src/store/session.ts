/**
 * Session: what was run in the consoles of this page, in the order Redis ran it, so that it can be had as a script. A wait
 * stands where it began. What Redis refused, and waits for which nothing came, are named and left out.
 */
import type { Session, Step } from '@rdd/shared/commands/export/plan'
import { parseLine } from '@rdd/shared/commands/parse'
import type { LogEntry } from '@rdd/shared/protocol'
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
    const { since } = entry.kind === 'reply' ? entry : {}
    const why = leftOut(entry)
    ran.push({
      seq: since ?? (entry.kind === 'reply' ? entry.seq : undefined) ?? seq,
      step: {
        ...{ client: name, argv: parsed.argv },
        ...(since !== undefined && { blocks: true }),
        ...(why !== undefined && { skipped: why }),
      },
    })
    if (entry.kind === 'reply') seq = entry.seq ?? seq
  }
  return ran
}

function leftOut(entry: Extract<LogEntry, { kind: 'reply' | 'refused' }>): string | undefined {
  if (entry.kind === 'refused') return entry.message
  if (entry.reply.t === 'error') return entry.reply.v
  return entry.since !== undefined && entry.reply.t === 'null' ? 'nothing came while it waited' : undefined
}
