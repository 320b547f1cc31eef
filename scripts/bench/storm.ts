/** Storm: many writes, either paced by us over one bare socket, or as fast as redis-benchmark can. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { onPath } from '../lib/find-program.mjs'
import type { RedisAddress } from './redis.ts'

/** ms between two batches. */
const EVERY = 4

const resp = (...argv: string[]): string =>
  `*${argv.length}\r\n${argv.map(arg => `$${Buffer.byteLength(arg)}\r\n${arg}\r\n`).join('')}`

export interface Stormed {
  /** Commands sent, and answered. */
  writes: number
  seconds: number
}

/**
 * Sends `perSecond` SETs a second for so many seconds, to the keys given in turn; resolves when the last is answered.
 * A batch that is late is made up for by a larger one.
 */
export async function paced(
  { host, port, password }: RedisAddress,
  keys: readonly string[],
  perSecond: number,
  seconds: number,
): Promise<Stormed> {
  const socket = connect(port, host)
  await once(socket, 'connect')
  const answer = '+OK\r\n'
  let heard = 0
  socket.on('data', data => {
    heard += data.length
  })
  socket.setNoDelay(true).write(resp('AUTH', password))
  const total = perSecond * seconds
  const began = performance.now()
  let sent = 0
  while (sent < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - began) * perSecond) / 1000))
    let batch = ''
    for (; sent < due; sent += 1) batch += resp('SET', keys[sent % keys.length] ?? '', `v${sent}`)
    if (!socket.write(batch)) await once(socket, 'drain')
    await sleep(EVERY)
  }
  while (heard < (total + 1) * answer.length) await sleep(1)
  const took = (performance.now() - began) / 1000
  socket.destroy()
  return { writes: total, seconds: took }
}

export const haveBenchmark = (): boolean => onPath('redis-benchmark') !== null

/** `redis-benchmark -P 16`; requests a second of each test it ran. */
export async function redisBenchmark(
  { host, port, password }: RedisAddress,
  { tests, requests, keys = 10_000 }: { tests: readonly string[]; requests: number; keys?: number },
): Promise<number[]> {
  const args = ['-h', host, '-p', `${port}`, '-a', password, '-P', '16', '-n', `${requests}`, '-r', `${keys}`]
  const child = spawn('redis-benchmark', [...args, '-t', tests.join(), '--csv'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    printed += text
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`redis-benchmark ended with ${code}.`)
  return [...printed.matchAll(/^"(?:\w+)","([\d.]+)"/gm)].map(([, rate]) => Number(rate))
}
