/**
 * The settings of a room's own redis-server, as one configuration text. It goes in through stdin, so the password
 * stands in no argument list, no environment and no file.
 * Source of each directive: https://redis.io/docs/latest/operate/oss_and_stack/management/config/
 */
import { totalmem } from 'node:os'

const MB = 1024 ** 2

/** Bytes Redis may fill with data: a quarter of the machine (or of its container), at most 1 GB. */
export function memoryLimit(): number {
  const machine = totalmem()
  const container = process.constrainedMemory() || machine
  return Math.floor(Math.min(machine / 4, container / 4, 1024 * MB))
}

/** Bytes of address space the whole process gets: data, and room for buffers, scripts and fragmentation. */
export const addressSpace = (maxmemory: number): number => maxmemory + 512 * MB

/** ms a script may run before Redis answers others with BUSY, and the room may kill it. */
export const BUSY_AFTER = 3000

export type Settings = { port: number; password: string; maxmemory: number; platform: NodeJS.Platform }

/** The configuration as redis-server reads it from stdin. `port` on loopback, `maxmemory` in bytes. */
export function settings({ port, password, maxmemory, platform }: Settings): string {
  return `${[
    'bind 127.0.0.1',
    `port ${port}`,
    // MIGRATE would reach other machines, and from a script no check of ours sees it.
    `user default on >${password} ~* &* +@all -migrate`,
    'protected-mode yes',
    'daemonize no',
    'databases 16',
    'maxclients 1000',
    // Nothing on disk. No file can be made in /proc, nor in the root of macOS, so even SAVE leaves nothing behind.
    'save ""',
    'appendonly no',
    ...(platform === 'linux' ? ['dir /proc'] : []),
    ...(platform === 'darwin' ? ['dir /'] : []),
    // `n`: an event for each new key, which tells a key made from one only noticed.
    'notify-keyspace-events EAn',
    // Expired keys are collected within tens of milliseconds rather than hundreds.
    'hz 100',
    // DEBUG is safe here: the process holds only this room's data, and comes back when it is broken.
    'enable-debug-command local',
    'crash-memcheck-enabled no',
    `maxmemory ${maxmemory}`,
    // One string takes at most a quarter of the memory, so growing it (old and new at once) still fits.
    `proto-max-bulk-len ${Math.min(512 * MB, Math.floor(maxmemory / 4))}`,
    // A reader that stops reading is cut before it fills the memory. MONITOR counts as normal.
    'client-output-buffer-limit normal 256mb 128mb 60',
    'client-output-buffer-limit pubsub 256mb 128mb 60',
    `busy-reply-threshold ${BUSY_AFTER}`,
  ].join('\n')}\n`
}
