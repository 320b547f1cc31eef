import { list } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'A long list: both windows, rows, and what lies between',
  scene: 'list',
  width: 820,
  before: [
    list(
      'log:requests',
      Array.from({ length: 14 }, (_, i) => `GET /item/${i * 37}`),
      { encoding: 'quicklist', memory: 1_204_567, length: 25_000 },
      Array.from({ length: 6 }, (_, i) => `GET /old/${i}`),
    ),
  ],
}
