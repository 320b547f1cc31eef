/** Which commands of a transaction failed when it ran, in words: Redis runs the others all the same. */
import type { CommandFact } from '../fact.ts'
import { nameOf } from './ask.ts'
import { cut, grouped, listed, typed } from './words.ts'

/** `command 2 (INCR name) fails: ERR value is not an integer; the others ran`, in parts; none where nothing failed. */
export function failedWords({ argv, calls, moreCalls = 0, reply }: CommandFact): string[] {
  if (nameOf(argv) !== 'EXEC' || calls === undefined || reply?.t !== 'array') return []
  const { v: answers, more = 0 } = reply
  // what is left out of a long transaction and of its reply is their end
  if (answers.length + more !== calls.length + moreCalls) return []
  const failed = answers.flatMap((answer, i) => (answer.t === 'error' ? [{ i, why: answer.v }] : []))
  const [first] = failed
  if (first === undefined) return []
  const call = calls[first.i]
  const named = call === undefined ? '' : ` (${cut(typed(call), 40)})`
  const which =
    failed.length > 1
      ? `commands ${listed(failed.map(({ i }) => grouped(i + 1)))} fail`
      : `command ${grouped(first.i + 1)}${named} fails`
  const others = more === 0 && failed.length < answers.length
  return [`${which}: ${cut(first.why, 80)}`, ...(others ? ['the others ran'] : [])]
}
