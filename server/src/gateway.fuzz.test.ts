import { VERSION } from '@rdd/shared/protocol'
import { expect, onTestFinished, test } from 'vitest'
import { startApp } from '../test/app.ts'
import { seeded } from '../test/random-commands.ts'

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)
const MESSAGES = Number(process.env.MESSAGES ?? 4_000)

test(`${MESSAGES} mutated messages are each answered, and nobody else notices (SEED=${SEED})`, async () => {
  const unhandled: unknown[] = []
  const note = (reason: unknown) => unhandled.push(reason)
  process.on('unhandledRejection', note)
  onTestFinished(() => void process.off('unhandledRejection', note))

  const app = await startApp()
  const good = await app.page()
  const random = seeded(SEED)
  const int = (below: number) => Math.floor(random() * below)
  const pick = <T>(all: readonly T[]): T => all[int(all.length)] as T
  const odd = [
    undefined,
    null,
    0,
    -1,
    1e308,
    '',
    'x',
    [],
    {},
    true,
    '__proto__',
    JSON.parse('{"__proto__":1}'),
    [[]],
    'x'.repeat(70),
  ]
  const words = ['GET', 'SET', 'MULTI', 'EXEC', 'SUBSCRIBE', 'k', '\\x00', '\\', '-1', '0', 'RESET', 'QUIT', 'MONITOR']

  const pages = await Promise.all(Array.from({ length: Math.ceil(MESSAGES / 150) }, () => app.page()))
  const all = pages.flatMap(page => {
    const proper: Record<string, () => object> = {
      join: () => ({ version: VERSION, viewer: `v${int(3)}` }),
      run: () => ({ client: page.client, id: 'x', argv: Array.from({ length: int(4) }, () => pick(words)), line: 'x' }),
      cancel: () => ({ client: page.client }),
      addClient: () => ({ name: `n${int(9)}` }),
      closeClient: () => ({ client: pick(page.clients)?.id ?? 'x' }),
      reset: () => ({}),
      resync: () => ({}),
      missing: () => ({ epoch: page.joined.epoch, from: int(100), to: int(100) }),
      history: () => ({}),
      watch: () => ({ db: int(20), keys: [pick(words)] }),
      consent: () => ({ dangerous: true }),
      clock: () => ({}),
    }
    const mutate = (message: object): unknown => {
      if (random() < 0.3) return message
      if (random() < 0.2) return pick(odd)
      const [name] = Object.keys(message).sort(() => random() - 0.5)
      return name === undefined ? { extra: pick(odd) } : { ...message, [name]: pick(odd) }
    }
    return Array.from({ length: 150 }, () => {
      const name = pick(Object.keys(proper))
      return page.send(random() < 0.05 ? pick(words) : name, mutate(proper[name]?.() ?? {}))
    })
  })
  // in the middle of it all, somebody else works as ever, though what it wrote may be taken by a reset at once
  const { entry } = await good.start(good.client, 'INCR', 'still-here')
  expect(await entry).toMatchObject({ kind: 'reply', reply: { t: 'int' } })
  for (const answer of await Promise.all(all))
    expect(Object.keys(Object(answer))).toEqual([expect.stringMatching(/^(ok|refused)$/)])
  expect((await good.ran('INCR', 'still-here')).fact.views).toHaveLength(1)
  expect(unhandled).toEqual([])
  expect(app.logged.filter(line => line.startsWith('A request failed'))).toEqual([])
}, 60_000)
