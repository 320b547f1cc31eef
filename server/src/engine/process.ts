/**
 * One run of a redis-server process that cannot outlive us. A small shell starts a watcher, then becomes the server.
 * The watcher reads a pipe whose other end only we hold: when we end, even by kill -9, the read ends and the watcher
 * kills its whole process group. This needs no polling, no pid file and nothing beyond POSIX sh.
 */
import { spawn } from 'node:child_process'
import { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { type Identity, identityIn, lastWords, saysPortTaken, saysReady } from './log.ts'

/**
 * $1: address space in kB. The group is ours alone (`detached` makes one), and its id cannot be given to anybody else
 * while a member lives, so `kill -9 0` can never hit a stranger, as a remembered pid could.
 */
const BECOME_SERVER = `
ulimit -c 0
ulimit -v "$1" 2>/dev/null
shift
(cat <&3; kill -9 0) >/dev/null 2>&1 &
exec "$@" 3<&-
`

export type Ended = {
  /** Why, in a sentence for people. */
  why: string
  portTaken: boolean
  /** What it said it was before it ended; null when it never said. */
  identity: Identity | null
}

export type ServerProcess = {
  pid: number
  /** Resolves to true when it accepts connections, to false when it ended before. */
  ready: Promise<boolean>
  /** Resolves once it has ended and nothing it started is left. Never rejects. */
  ended: Promise<Ended>
  /** What it said it is; null until it has. */
  identity(): Identity | null
  /** Ends the whole group at once: there is no data to save. */
  kill(): void
}

/** Starts `binary` with `config` through stdin and at most `addressSpace` bytes of address space (where limits exist). */
export function startProcess(binary: string, config: string, addressSpace: number): ServerProcess {
  const kilobytes = String(Math.floor(addressSpace / 1024))
  const child = spawn('/bin/sh', ['-c', BECOME_SERVER, 'sh', kilobytes, binary, '-'], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C in our terminal is ours to handle, and the group can be ended as one.
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  })
  const lifeline = child.stdio[3]
  const letGo = () => {
    if (lifeline instanceof Socket) lifeline.end().resume()
  }
  const words = lastWords(() => performance.now())
  let identity: Identity | null = null
  let setReady: (ready: boolean) => void = () => {}
  const ready = new Promise<boolean>(resolve => {
    setReady = resolve
  })

  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue
    createInterface({ input: stream }).on('line', line => {
      words.hear(line)
      identity ??= identityIn(line)
      if (!saysReady(line)) return
      words.forget()
      setReady(true)
    })
  }
  // The server may end before it has read its configuration; its exit tells why.
  child.stdin?.on('error', () => {})
  lifeline?.on('error', () => {})
  child.stdin?.end(config)

  const ended = new Promise<Ended>(resolve => {
    const end = (why: string) => {
      setReady(false)
      resolve({ why, portTaken: words.recent().some(saysPortTaken), identity })
    }
    child.on('error', error => end(`redis-server could not be started: ${error.message}.`))
    // The watcher outlives the server: ending the lifeline ends it, and any child Redis had forked.
    child.on('exit', letGo)
    // After `exit`, when the last of the group, the watcher too, has let go of our pipes.
    child.on('close', (code, signal) => end(sentence(code, signal, words.cause())))
  })
  const kill = () => {
    letGo()
    // The watcher would do it too; this is sooner, and works should somebody have ended the watcher.
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It ended this moment.
    }
  }
  return { pid: child.pid ?? 0, ready, ended, identity: () => identity, kill }
}

function sentence(code: number | null, signal: NodeJS.Signals | null, cause: string | null): string {
  if (code === 0) return 'redis-server was shut down.'
  const how = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`
  return cause === null ? `redis-server ${how}.` : `redis-server ${how}: ${cause}`
}
