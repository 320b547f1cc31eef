/**
 * A session as a Python program. A client's pool gives its one connection out again and again, so SELECT holds; a
 * transaction is a pipeline, as redis-py has it; what waits does so in a thread.
 */
import { heading } from './heading.ts'
import { comment } from './literal.ts'
import { type Action, type Client, plan, type Session } from './plan.ts'
import type { Command } from './read.ts'
import { inRedisPy } from './redis-py.ts'

export function scriptInRedisPy(session: Session): string {
  const { clients, actions } = plan(session)
  const waits = actions.some(action => action.kind === 'begin')
  const writers = new Map(clients.map(client => [client, new Writer(clients.length === 1 ? 'r' : client.variable)]))
  const body = actions.flatMap(action => show(action, writers))
  const patient = waits || actions.some(mayWait) ? ', socket_timeout=None' : ''
  const lines = [
    ...heading('redis-py', session.title).map(line => `# ${line}`),
    'import os',
    ...(waits ? ['import threading', 'import time'] : []),
    '',
    'import redis',
    '',
    'url = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379")',
    ...(patient === '' ? [] : ['# Redis says when a wait is over: redis-py 8 would give up after five seconds.']),
    ...[...writers.values()].map(({ variable }) => `${variable} = redis.Redis.from_url(url${patient})`),
    ...(waits ? BLOCKED : []),
    '',
    ...body,
  ]
  return `${lines.join('\n')}\n`
}

const mayWait = (action: Action) =>
  action.kind === 'run' && /^(?:B[LRZ]\w*P\w*|BLMOVE|XREAD|XREADGROUP|WAIT)$/.test(action.command.name)

function show(action: Action, writers: ReadonlyMap<Client, Writer>): string[] {
  if (action.kind === 'note') return [`# ${comment(action.text)}`]
  const writer = writers.get(action.client)
  if (!writer) return []
  const waits = `${writer.variable}_waits`
  switch (action.kind) {
    case 'run':
      return writer.run(action.command)
    case 'begin':
      return [
        `${waits} = threading.Thread(target=lambda: ${inRedisPy(action.command, writer.variable)})`,
        `${waits}.start()`,
        `blocked(${action.waiting})`,
      ]
    case 'finish':
      return [`${waits}.join()`]
  }
}

/** One client's calls: on itself, or on its pipeline between WATCH or MULTI and the end of the transaction. */
class Writer {
  readonly variable: string
  #watching = false
  #open = false
  #listens = false

  constructor(variable: string) {
    this.variable = variable
  }

  run(command: Command): string[] {
    const pipe = `${this.variable}_pipe`
    const inside = this.#watching || this.#open
    const begin = inside ? [] : [`${pipe} = ${this.variable}.pipeline()`]
    switch (command.name) {
      case 'WATCH':
        this.#watching = true
        return [...begin, inRedisPy(command, pipe)]
      case 'MULTI':
        this.#open = true
        return [...begin, `${pipe}.multi()`]
      case 'EXEC':
        return this.#end(executed(pipe, this.#watching))
      case 'DISCARD':
        return this.#end([`${pipe}.reset()`])
      case 'UNWATCH':
        if (this.#open) return [`${pipe}.execute_command("UNWATCH")`]
        return inside ? this.#end([`${pipe}.reset()`]) : [`${this.variable}.execute_command("UNWATCH")`]
      case 'SUBSCRIBE':
      case 'PSUBSCRIBE':
      case 'UNSUBSCRIBE':
      case 'PUNSUBSCRIBE':
        return this.#listen(command)
    }
    return [inRedisPy(command, inside ? pipe : this.variable)]
  }

  #end(lines: string[]): string[] {
    this.#watching = false
    this.#open = false
    return lines
  }

  #listen(command: Command): string[] {
    const pubsub = `${this.variable}_pubsub`
    const begin = this.#listens ? [] : [`${pubsub} = ${this.variable}.pubsub()`]
    this.#listens = true
    const call = inRedisPy(command, this.variable).replace(`${this.variable}.pubsub()`, pubsub)
    return [...begin, call, `${pubsub}.get_message(timeout=1)`]
  }
}

/** A command that fails inside does not stop the others, in Redis: so it is here. */
const executed = (pipe: string, watching: boolean) =>
  watching
    ? [
        'try:',
        `    ${pipe}.execute(raise_on_error=False)`,
        'except redis.WatchError:',
        '    pass  # a watched key was changed by somebody else: nothing ran',
      ]
    : [`${pipe}.execute(raise_on_error=False)`]

const BLOCKED = `observer = redis.Redis.from_url(url)


# Until so many clients wait, for at most two seconds: what follows must come after them.
def blocked(count):
    for _ in range(40):
        if observer.info("clients")["blocked_clients"] >= count:
            return
        time.sleep(0.05)
`.split('\n')
