/**
 * Ask: what a person asks of the server, as against what happens there (facts come over the link). Each answer is
 * checked against its schema before it enters the cache.
 */
import { Refusal } from '@rdd/shared/protocol'
import * as z from 'zod/mini'

const Failure = z.object({ refused: Refusal })

/** GET, or POST without a body; throws an Error whose message is a sentence for people. */
export async function ask<T>(path: string, schema: z.ZodMiniType<T>, method: 'GET' | 'POST' = 'GET'): Promise<T> {
  const answer = await fetch(path, { method, headers: { accept: 'application/json' } })
  const body: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok) {
    const failure = z.safeParse(Failure, body)
    if (!failure.success) throw new Error(`The server answered ${answer.status} to ${path}.`)
    const { message, mend } = failure.data.refused
    throw new Error(mend === undefined ? message : `${message} ${mend}`)
  }
  const parsed = z.safeParse(schema, body)
  if (!parsed.success) throw new Error(`The server's answer to ${path} is not of the form this page knows.`)
  return parsed.data
}
