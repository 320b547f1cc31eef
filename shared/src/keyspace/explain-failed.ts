/** Which commands of a transaction failed when it ran, in words: Redis runs the others all the same. */
import type { CommandFact } from '../fact.ts'
import { nameOf } from './ask.ts'
import { cut, grouped, listed, typed } from './words.ts'

/** `command 2 (INCR name) fails: ERR value is not an integer; the others ran`, in parts; none where nothing failed. */
export function failedWords({ argv, calls, reply }: CommandFact): string[] {
  if (nameOf(argv) !== 'EXEC' || calls === undefined || reply?.t !== 'array') return []
  // what is left out of a long reply is its end
  if (reply.v.length + (reply.more ?? 0) !== calls.length) return []
  const failed = reply.v.flatMap((answer, i) => (answer.t === 'error' ? [{ i, why: answer.v }] : []))
  const [first] = failed
  if (first === undefined) return []
  const call = calls[first.i]
  const which =
    failed.length > 1 || call === undefined
      ? `commands ${listed(failed.map(({ i }) => grouped(i + 1)))} fail`
      : `command ${grouped(first.i + 1)} (${cut(typed(call), 40)}) fails`
  return [`${which}: ${cut(first.why, 80)}`, ...(failed.length < calls.length ? ['the others ran'] : [])]
}
