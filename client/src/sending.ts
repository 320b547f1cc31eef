/** Sending: a line leaves for the server once, and its console is told what became of it. */
import type { Bytes } from '@rdd/shared/bytes'
import { type Link, Lost, Refused } from './link/link.ts'
import type { Outcomes } from './link/outcomes.ts'
import { randomId } from './random-id.ts'
import type { Came } from './store/consoles.ts'

/** @returns sends a line through a client, and resolves to its entry of the log, or to why there is none */
export function createSend(link: () => Pick<Link, 'run'>, outcomes: Outcomes) {
  return async (client: string, argv: Bytes[], line: string): Promise<Came> => {
    const id = randomId()
    const outcome = outcomes.send(id, client, line)
    try {
      await link().run({ client, id, argv, line })
    } catch (error) {
      if (error instanceof Refused) outcomes.notRun(id, refusalText(error))
      // A lost acknowledgement says nothing: the log decides once the page is back.
      else if (error instanceof Lost && !error.sent)
        outcomes.notRun(id, 'Not connected to the server: it did not run. Run it again once the page is live.')
    }
    const end = await outcome
    if (end.kind === 'entry') return { entry: end.entry }
    const unknown = end.kind === 'unknown'
    return { said: { text: unknown ? `Unknown outcome. ${end.why}` : end.why, tone: unknown ? 'unknown' : 'fault' } }
  }
}

const refusalText = ({ refusal }: Refused) => [refusal.message, refusal.mend].filter(Boolean).join(' ')
