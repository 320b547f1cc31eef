/** A session as an ES module in TypeScript. What waits is a promise until its end is due. */

import { heading } from './heading.ts'
import { inIoredis } from './ioredis.ts'
import { comment } from './literal.ts'
import { type Action, plan, type Session } from './plan.ts'

export function scriptInIoredis(session: Session): string {
  const { clients, actions } = plan(session)
  const variable = ({ variable }: { variable: string }) => (clients.length === 1 ? 'redis' : camel(variable))
  const waiters = new Set(actions.flatMap(action => (action.kind === 'begin' ? [action.client] : [])))
  const lines = [
    ...heading('ioredis', session.title).map(line => `// ${line}`),
    "import { Redis } from 'ioredis'",
    '',
    "const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379'",
    ...clients.map(client => `const ${variable(client)} = new Redis(url)`),
    ...clients.filter(client => waiters.has(client)).map(client => `let ${variable(client)}Waits: Promise<unknown>`),
    ...(waiters.size > 0 ? BLOCKED : []),
    '',
    ...actions.flatMap(action => show(action, variable)),
    '',
    ...clients.map(client => `await ${variable(client)}.quit()`),
    ...(waiters.size > 0 ? ['await observer.quit()'] : []),
  ]
  return `${lines.join('\n')}\n`
}

const camel = (name: string) => name.replace(/_+(\w?)/g, (_, next: string) => next.toUpperCase())

function show(action: Action, variable: (client: { variable: string }) => string): string[] {
  switch (action.kind) {
    case 'note':
      return [`// ${comment(action.text)}`]
    case 'run':
      return [`await ${inIoredis(action.command, variable(action.client))}`]
    case 'begin':
      return [
        `${variable(action.client)}Waits = ${inIoredis(action.command, variable(action.client))}`,
        `await blocked(${action.waiting})`,
      ]
    case 'finish':
      return [`await ${variable(action.client)}Waits`]
  }
}

const BLOCKED = `const observer = new Redis(url)

// Until so many clients wait, for at most two seconds: what follows must come after them.
async function blocked(count: number) {
  for (let turn = 0; turn < 40; turn += 1) {
    const [, number] = /blocked_clients:(\\d+)/.exec(await observer.info('clients')) ?? []
    if (Number(number) >= count) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}`.split('\n')
