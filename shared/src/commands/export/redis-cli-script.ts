/**
 * A session as a bash script. One client is one redis-cli that reads its lines. Of several, each is a redis-cli of its
 * own between two pipes, so that MULTI, WATCH and SELECT hold; an ECHO tells when what was sent is done, and only then
 * the next client goes on.
 */
import { heading } from './heading.ts'
import { comment } from './literal.ts'
import { type Action, type Client, plan, type Session } from './plan.ts'
import { inRedisCli } from './redis-cli.ts'

/** No command comes out in small letters, so none can end its document. */
const END = 'commands'
const URL = `: "\${REDIS_URL:=redis://127.0.0.1:6379}"`
const LISTENS = /^P?SUBSCRIBE$/

export function scriptInRedisCli(session: Session): string {
  const { clients, actions } = plan(session)
  const lines = [
    '#!/usr/bin/env bash',
    ...heading('redis-cli', session.title).map(line => `# ${line}`),
    'set -euo pipefail',
    URL,
    '',
    ...(clients.length > 1 ? talk(clients, actions) : recite(actions)),
  ]
  return `${lines.join('\n')}\n`
}

/** One client: its lines in one document, comments taken out on the way. */
function recite(actions: readonly Action[]): string[] {
  const lines = actions.flatMap(action => {
    if (action.kind === 'note') return [`# ${comment(action.text)}`]
    if (action.kind === 'finish') return []
    const line = inRedisCli(action.command)
    return LISTENS.test(action.command.name) ? [`# left out: ${comment(line)} (it would listen for ever)`] : [line]
  })
  return [`sed '/^#/d' <<'${END}' | redis-cli --no-raw -u "$REDIS_URL"`, ...lines, END]
}

interface Run {
  client: Client
  lines: string[]
  /** What comes after the lines: `finished` waits for the answers, `sent` does not. */
  end: 'finished' | 'sent'
  after: string[]
}

/** Several clients, each in turn for as long as it stays the same one. */
function talk(clients: readonly Client[], actions: readonly Action[]): string[] {
  const out: string[] = [...TALK]
  for (const { name, number } of clients) {
    const [to, from] = [2 * number + 2, 2 * number + 3]
    // Closed first, and one exec each: bash would keep what it was started with at the next number, and close that after.
    out.push(
      `open ${number} # ${comment(name)}`,
      `exec ${to}>&- ${from}>&-`,
      `exec ${to}>"$work/${number}.in"`,
      `exec ${from}<"$work/${number}.out"`,
    )
  }
  const open = new Set<Client>()
  const listening = new Set<Client>()
  let run: Run | undefined
  const flush = () => {
    if (run) out.push('', `${run.end} ${run.client.number} <<'${END}'`, ...run.lines, END, ...run.after)
    run = undefined
  }
  for (const action of actions) {
    if (action.kind === 'note') {
      flush()
      out.push('', `# ${comment(action.text)}`)
      continue
    }
    const { client } = action
    if (action.kind === 'finish') {
      flush()
      out.push('', `ask ${client.number}; hear ${client.number}`)
      continue
    }
    const line = inRedisCli(action.command)
    if (listening.has(client)) {
      flush()
      out.push('', `# left out: ${comment(line)} (redis-cli listens)`)
      continue
    }
    if (action.command.name === 'MULTI') open.add(client)
    if (action.command.name === 'EXEC' || action.command.name === 'DISCARD') open.delete(client)
    if (LISTENS.test(action.command.name)) listening.add(client)
    const end = open.has(client) || listening.has(client) || action.kind === 'begin' ? 'sent' : 'finished'
    if (run?.client !== client || (end === 'sent' && run.end === 'finished')) flush()
    run ??= { client, lines: [], end, after: [] }
    run.lines.push(line)
    run.end = end
    if (action.kind === 'begin') run.after = [`blocked ${action.waiting}`]
    if (listening.has(client)) run.after = ['sleep 0.2']
    if (run.after.length > 0) flush()
  }
  flush()
  return out
}

const TALK = `# Without a redis-cli and a Redis that answers, no further.
redis-cli -u "$REDIS_URL" PING >/dev/null

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -r "$work"' EXIT

# A redis-cli of its own for each client: what it reads, and what it says.
open() {
  mkfifo "$work/$1.in" "$work/$1.out"
  redis-cli --no-raw -u "$REDIS_URL" <"$work/$1.in" >"$work/$1.out" &
}
sent() { cat >&$((2 * $1 + 2)); }
hear() {
  while IFS= read -r line <&$((2 * $1 + 3)); do
    if [[ $line == '"that was all"' ]]; then return; fi
    printf '%s\\n' "$line"
  done
  exit 1
}
ask() { echo 'ECHO "that was all"' >&$((2 * $1 + 2)); }
# Reads while it writes: a pipe holds little.
finished() {
  { (cat <&3 >&$((2 * $1 + 2)); ask "$1") & } 3<&0
  hear "$1"
}
# Until so many clients wait, for at most two seconds: what follows must come after them.
blocked() {
  for _ in {1..40}; do
    if [[ $(redis-cli -u "$REDIS_URL" INFO clients) =~ blocked_clients:([0-9]+) ]] && ((BASH_REMATCH[1] >= $1)); then return; fi
    sleep 0.05
  done
}
`.split('\n')
