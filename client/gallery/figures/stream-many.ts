import { entry, stream } from '../build.ts'
import type { Figure } from '../figure.ts'
import { reading } from '../orders.ts'

const entries = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) =>
    entry(`${1_795_400_000_000 + (from + i) * 7_000 + ((i * 37) % 5) * 1_000}-0`, { reading: String((i * 13) % 90) }),
  )
const tail = entries(4_950, 50)

export const figure: Figure = {
  title: 'Five thousand entries: the oldest, the newest, and all between as dots and a number',
  scene: 'stream',
  width: 1000,
  before: [
    stream(
      'sensor:1',
      entries(0, 50),
      [reading('alarm', tail.at(-3)?.id ?? '', 2, ['a', 'b'], [[tail.at(-3)?.id ?? '', 'b', 1]])],
      { encoding: 'stream', memory: 81_210, length: 5_000 },
      tail,
    ),
  ],
}
