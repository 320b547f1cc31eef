/** Two calls, one key: a memoising wrapper that joins its arguments as text gives one call the other's answer. */
import * as notebook from '../memoise.notebook.ts'
import * as safe from '../memoise.ts'
import type { Ports, Row } from '../ports.ts'
import type { Lab } from './lab.ts'

const TTL_MS = 3_600_000
/** Pairs of calls that differ. */
const PAIRS = [
  [
    ['a:b', 'c'],
    ['a', 'b:c'],
  ],
  [
    [1, 'x'],
    ['1', 'x'],
  ],
] as const

export const keyCollisions: Lab = {
  id: 'key-collisions',
  title: 'Different arguments, the same key',
  fault: 'wrong answers',
  async run(stage, form) {
    const { memoise } = form === 'safe' ? safe : notebook
    const outsider = await stage.world.client('outsider')
    const idOf = (one: number | string, two: string) => JSON.stringify([one, two])
    for (const [one, two] of PAIRS.flat())
      await outsider.database.save('users', { id: idOf(one, two), name: idOf(one, two), detail: '' })

    const find =
      ({ database }: Ports) =>
      async (one: number | string, two: string): Promise<Row | null> =>
        database.find('users', idOf(one, two))
    let wrong = 0
    for (const [one, two] of PAIRS.flat()) {
      const told = await stage.whole('A', ports => memoise(ports, 'users.find', TTL_MS, find(ports))(one, two))
      if (told?.id !== idOf(one, two)) wrong++
    }
    return {
      counters: { 'wrong answers': wrong },
      note: wrong
        ? 'f("a", "b:c") was answered with f("a:b", "c"), and f("1") with f(1).'
        : 'Each call has a key of its own: JSON keeps types and borders.',
    }
  },
}
