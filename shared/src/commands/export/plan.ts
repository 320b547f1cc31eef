/**
 * A session as what its script has to do, whatever the language: run, begin to wait, see the end of a wait, say why
 * something is left out.
 */
import { type Bytes, bytes } from '../../bytes.ts'
import { type Command, readCommand } from './read.ts'
import { inRedisCli } from './redis-cli.ts'

export interface Step {
  /** Who ran it: one name, one connection. */
  client: string
  argv: readonly Bytes[]
  /** It waited until another client's step served it, or its timeout ended. */
  blocks?: boolean
  /** Not to run: why, in words. A command that Redis refused, one that was never answered, a wait for which nothing came. */
  skipped?: string
}

export interface Session {
  title: string
  steps: readonly Step[]
}

export interface Client {
  /** As the session calls it. */
  name: string
  /** A name for a variable, in words between underscores; unique among the clients, however it is spelled. */
  variable: string
  /** From 1. */
  number: number
}

export type Action =
  | { kind: 'note'; text: string }
  | { kind: 'run'; client: Client; command: Command }
  /** `waiting`: how many clients wait now, this one included. */
  | { kind: 'begin'; client: Client; command: Command; waiting: number }
  | { kind: 'finish'; client: Client }

/** They make the connection one that no library keeps, or end it. */
const CONNECTION = /^(?:HELLO|QUIT|RESET|MONITOR|SYNC|PSYNC|CLIENT REPLY|S(?:UN)?SUBSCRIBE)$/

export function plan({ steps }: Session): { clients: Client[]; actions: Action[] } {
  const clients = clientsOf(steps)
  const actions: Action[] = []
  const waiting = new Set<Client>()
  const open = new Set<Client>()
  for (const { client: name, argv, blocks, skipped } of steps) {
    const client = clients.find(one => one.name === name)
    const read = readCommand(argv)
    if (client === undefined || argv.length === 0) continue
    const why = skipped === undefined ? leftOut(read) : `left out: ${inRedisCli(read)} (${skipped})`
    if (why !== undefined) actions.push({ kind: 'note', text: why })
    // Redis closes a transaction that it refuses to execute.
    const aborted = skipped !== undefined && read.name === 'EXEC' && open.has(client)
    if (why !== undefined && !aborted) continue
    const command = aborted ? readCommand([bytes('DISCARD')]) : read
    if (waiting.delete(client)) actions.push({ kind: 'finish', client })
    if (command.name === 'MULTI') open.add(client)
    if (command.name === 'EXEC' || command.name === 'DISCARD') open.delete(client)
    if (blocks && !open.has(client)) actions.push({ kind: 'begin', client, command, waiting: waiting.add(client).size })
    else actions.push({ kind: 'run', client, command })
  }
  for (const client of waiting) actions.push({ kind: 'finish', client })
  return { clients, actions }
}

function leftOut(command: Command): string | undefined {
  const names = [command.name, `${command.name} ${command.parts[0]?.value.toUpperCase()}`]
  return names.some(name => CONNECTION.test(name)) ? `left out: ${inRedisCli(command)}` : undefined
}

/** In the order they come. Names that no variable can have, and those of the languages, are out of the way. */
function clientsOf(steps: readonly Step[]): Client[] {
  const names = [...new Set(steps.map(step => step.client))]
  const taken = new Set<string>()
  return names.map((name, i) => {
    const plain = name.replace(/\W+/g, '_')
    const wanted = /^client/i.test(plain) ? plain : `client_${plain}`
    const spelled = wanted.replaceAll('_', '').toLowerCase()
    const variable = taken.has(spelled) ? `${wanted}_no_${i + 1}` : wanted
    taken.add(spelled)
    return { name, variable, number: i + 1 }
  })
}
