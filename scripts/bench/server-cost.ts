/**
 * P10: what a command costs on its way through our server, with every check on, against ioredis on the same Redis and
 * against the floor's server; and what watching costs Redis itself in a flood.
 *
 * A page may send 200 messages a second, so each user sends its commands one after the other in bursts below that, and
 * only the time inside the bursts counts.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { startFloor } from './floor/open.ts'
import { connectTo, type RedisAddress, startBareRedis } from './redis.ts'
import { emptyReport, type Options, type Report, type Row } from './row.ts'
import { launch, openApp, openServer } from './site.ts'
import { summary } from './stats.ts'
import { haveBenchmark, redisBenchmark } from './storm.ts'
import { joinRoom } from './viewer.ts'

/** Commands of one user in a burst. */
const BURST = { alone: 150, among: 40 }

/** Somebody who sends a command and waits for its answer. */
interface User {
  run: (argv: string[]) => Promise<unknown>
  close: () => void
}

interface Measured {
  /** ms of each command. */
  took: number[]
  /** Commands a second of all users together. */
  rate: number
}

async function bursts(users: readonly User[], times: number): Promise<Measured> {
  const took: number[] = []
  const commands = users.length === 1 ? BURST.alone : BURST.among
  let spent = 0
  for (let burst = -1; burst < times; burst += 1) {
    await sleep(1_050)
    const began = performance.now()
    await Promise.all(
      users.map(async ({ run }, user) => {
        for (let i = 0; i < commands; i += 1) {
          const sent = performance.now()
          await run(['SET', `a:user:${user}`, `${i}`])
          if (burst >= 0) took.push(performance.now() - sent)
        }
      }),
    )
    if (burst >= 0) spent += performance.now() - began
  }
  return { took, rate: (took.length / spent) * 1000 }
}

const many = <T>(n: number, make: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: n }, make))

function rawUser(address: RedisAddress): Promise<User> {
  const redis = connectTo(address)
  const user = { run: ([name = '', ...args]: string[]) => redis.call(name, ...args), close: () => redis.disconnect() }
  return redis.ping().then(() => user)
}

async function floorUser(url: string): Promise<User> {
  const socket: Socket = io(url, { transports: ['websocket'], forceNew: true })
  await new Promise<void>(resolve => socket.once('connect', resolve))
  return { run: argv => socket.emitWithAck('run', argv), close: () => void socket.disconnect() }
}

async function measure({ quick, say }: Options): Promise<Report> {
  const report = emptyReport()
  const times = quick ? 2 : 5
  const place = await openServer(1_000)
  const floor = await startFloor()
  try {
    for (const n of [1, 50]) {
      const of = async (make: () => Promise<User>) => {
        const users = await many(n, make)
        const measured = await bursts(users, times)
        for (const user of users) user.close()
        return measured
      }
      say(`${n} users: ioredis, the floor, our server`)
      const raw = await of(() => rawUser(place.address))
      const least = await of(() => floorUser(floor.url))
      const ours = await of(() => joinRoom(place.server.url, place.room, { deaf: true }))
      const who = n === 1 ? '1 user' : `${n} users`
      report.lines.push(
        {
          what: `Commands a second, ${who}`,
          unit: '/s',
          values: [ours.rate],
          baseline: { name: 'ioredis', values: [raw.rate] },
          goals: [{ of: 'ratio', least: 0.25 }],
        },
        {
          what: '… through the floor',
          unit: '/s',
          values: [least.rate],
          baseline: { name: 'ioredis', values: [raw.rate] },
        },
        {
          what: `… round trip, ${who}`,
          unit: 'ms',
          values: ours.took,
          baseline: { name: 'ioredis', values: raw.took },
        },
      )
      if (n === 1)
        report.lines.push({
          what: '… added by our server, of the medians',
          unit: 'ms',
          values: [summary(ours.took).median - summary(raw.took).median],
          goals: [{ of: 'median', most: 0.3 }],
        })
    }
  } finally {
    await floor.stop()
    await place.close()
  }
  if (haveBenchmark()) report.lines.push(...(await floods(quick, say)))
  else report.notes.push('redis-benchmark is not on this machine: the flood was left out.')
  return report
}

/** The same flood on a Redis nobody watches, and on a room's own with a page open on it, in turn. */
async function floods(quick: boolean, say: Options['say']): Promise<Report['lines']> {
  const browser = await launch()
  const app = await openApp(browser, 1_000)
  const bare = await startBareRedis()
  const flood = { tests: ['set'], requests: quick ? 300_000 : 1_000_000 }
  const alone: number[] = []
  const watched: number[] = []
  try {
    for (let i = 0; i < (quick ? 1 : 3); i += 1) {
      say('flood, alone and watched')
      alone.push(...(await redisBenchmark(bare.address, flood)))
      watched.push(...(await redisBenchmark(app.address, flood)))
      await sleep(2_000)
    }
  } finally {
    await browser.close()
    await bare.stop()
    await app.close()
  }
  return [
    {
      what: 'SET flood (redis-benchmark -P 16) while a page watches',
      unit: '/s',
      values: watched,
      baseline: { name: 'alone', values: alone },
      goals: [{ of: 'ratio', least: 0.5 }],
    },
  ]
}

export const serverCost: Row = { id: 'P10', title: 'What the server costs', measure }
