/**
 * One run of a postgres process that cannot outlive us, and of the folder it lives in. A small shell makes the cluster,
 * starts postgres and then reads a pipe whose other end only we hold: when we end, even by kill -9, the read ends, and
 * the shell stops postgres and removes the folder. No polling, no pid file of ours, nothing beyond POSIX sh.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/**
 * $1: the folder; $2: initdb, $3: postgres, the rest: what to run them under (as root, another user). The shell is the
 * parent of postgres, so its pid cannot be given to a stranger before the `wait`. QUIT is postgres's immediate shutdown:
 * there is nothing to save. It would be lost before postgres has its handlers, which it has when its socket is there.
 */
const KEEP_SERVER = `
folder=$1 initdb=$2 postgres=$3
shift 3
trap '' INT TERM HUP
umask 077
if "$@" "$initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C --no-sync --no-instructions 3<&-
then
  "$@" "$postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=200 \\
    -c shared_buffers=16MB -c fsync=off -c full_page_writes=off -c dynamic_shared_memory_type=mmap 3<&- &
  server=$!
  exec >/dev/null 2>&1
  until [ -S "$folder/.s.PGSQL.5432" ] || ! kill -0 $server; do sleep 0.02; done
  cat <&3
  kill -QUIT $server
  wait $server
fi
exec >/dev/null 2>&1
rm -rf "$folder" || { sleep 1; rm -rf "$folder"; }
`

export interface ServerProcess {
  /** True when it accepts connections, false when it ended before. */
  ready: Promise<boolean>
  /** Resolves with the last it said, once it has ended and its folder is gone. Never rejects. */
  ended: Promise<string>
  /** Ends it at once. */
  kill(): void
}

export interface ServerParts {
  initdb: string
  postgres: string
  /** A private folder: it is removed with the server. */
  folder: string
  /** What to run both under: `setpriv …`, or nothing. */
  under: readonly string[]
  onLine(line: string): void
}

export function startProcess({ initdb, postgres, folder, under, onLine }: ServerParts): ServerProcess {
  const child = spawn('/bin/sh', ['-c', KEEP_SERVER, 'sh', folder, initdb, postgres, ...under], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C in our terminal is ours to handle.
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  })
  const lifeline = child.stdio[3]
  lifeline?.on('error', () => {})
  let last: string[] = []
  let setReady: (ready: boolean) => void = () => {}
  const ready = new Promise<boolean>(resolve => {
    setReady = resolve
  })
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue
    createInterface({ input: stream }).on('line', line => {
      last = [...last, line].slice(-5)
      onLine(line)
      if (line.includes('ready to accept connections')) setReady(true)
    })
  }
  // only postgres and what made its cluster hold this pipe: its end is theirs
  child.stderr?.on('close', () => lifeline?.destroy())
  const ended = new Promise<string>(resolve => {
    const end = (why: string) => {
      setReady(false)
      resolve(why)
    }
    child.on('error', error => end(error.message))
    child.on('close', () => end(last.join(' ').trim()))
  })
  return { ready, ended, kill: () => lifeline?.destroy() }
}
