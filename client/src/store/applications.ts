/**
 * Applications: the small programs of a chapter, run in the page over its own clients. Each call becomes lines of the
 * console, so that what a method does can be seen command by command.
 */

import type { Answer, Application, Form, Operation, Redis } from '@rdd/shared/applications/application'
import type { Bytes } from '@rdd/shared/bytes'
import { bytes } from '@rdd/shared/bytes'
import { quote } from '@rdd/shared/commands/parse'
import type { Reply } from '@rdd/shared/reply'
import type { Consoles } from './consoles.ts'

const files = import.meta.glob<{ application: Application }>('../../../shared/src/applications/*.app.ts')
const sources = import.meta.glob<string>(
  [
    '../../../shared/src/applications/*.ts',
    '!../../../shared/src/applications/*.app.ts',
    '!../../../shared/src/applications/application.ts',
  ],
  {
    query: '?raw',
    import: 'default',
  },
)

/** The applications of a chapter. */
export async function applicationsOf(path: string): Promise<Application[]> {
  const all = await Promise.all(Object.values(files).map(load => load()))
  return all.map(({ application }) => application).filter(({ chapter }) => chapter === path)
}

/** A file of shared/src/applications, as it runs. */
export const sourceOf = async (file: string): Promise<string | undefined> =>
  sources[`../../../shared/src/applications/${file}`]?.()

/** One call of an operation: the commands it ran, in order, and what it gave back. */
export interface Call {
  operation: string
  form: Form
  client: string
  commands: readonly string[]
  /** As text, once it is over. */
  outcome?: string
  failed?: boolean
}

/**
 * Runs an operation through a client; `told` hears of every command and of the end.
 * @param id of the client
 */
export async function runOperation(
  consoles: Consoles,
  { id, name }: { id: string; name: string },
  { operation, form, fields }: { operation: Operation; form: Form; fields: Readonly<Record<string, string>> },
  told: (call: Call) => void,
): Promise<void> {
  const run = operation.run[form]
  if (run === undefined) return
  let call: Call = { operation: operation.name, form, client: name, commands: [] }
  const tell = (more: Partial<Call>) => {
    call = { ...call, ...more }
    told(call)
  }
  tell({})
  const redis: Redis = async (...args) => {
    const line = args.map(arg => quote(textOf(arg))).join(' ')
    tell({ commands: [...call.commands, line] })
    const [came] = await consoles.enter(id, [line])
    if (came?.entry?.kind === 'reply') return answerOf(came.entry.reply)
    throw new Error(came?.said?.text ?? (came?.entry?.kind === 'refused' ? came.entry.message : 'It was not answered.'))
  }
  try {
    tell({ outcome: JSON.stringify(await run(redis, fields)) ?? 'undefined' })
  } catch (error) {
    tell({ outcome: error instanceof Error ? error.message : String(error), failed: true })
  }
}

const textOf = (arg: string | number): Bytes => bytes(String(arg).toWellFormed())

/** A reply as a program sees it. @throws Error with Redis's own words for an error */
function answerOf(reply: Reply): Answer {
  switch (reply.t) {
    case 'error':
      throw new Error(reply.v)
    case 'int':
    case 'double':
      return Number(reply.v)
    case 'simple':
    case 'bulk':
    case 'verbatim':
    case 'bignum':
      return reply.v
    case 'bool':
      return reply.v ? 1 : 0
    case 'null':
      return null
    case 'array':
    case 'set':
    case 'push':
      return reply.v.map(answerOf)
    case 'map':
      return reply.v.flatMap(([key, value]) => [answerOf(key), answerOf(value)])
  }
}
