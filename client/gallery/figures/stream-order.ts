import { entry } from '../build.ts'
import type { Figure } from '../figure.ts'
import { log } from '../orders.ts'

export const figure: Figure = {
  title: 'Ids years apart: the order is kept, the line is not to scale, and says how long it is between two',
  scene: 'stream',
  width: 1000,
  before: [
    log([
      entry('1-1', { f: 'v' }),
      entry('1526919030474-0', { temperature: '19.8' }),
      entry('1526919030474-1', { temperature: '20.1' }),
      entry('1795435100000-0', { temperature: '-3.0' }),
      entry('1795438700000-0', { temperature: '-2.5' }),
    ]),
  ],
}
