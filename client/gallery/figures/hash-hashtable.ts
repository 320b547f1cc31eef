import { hash } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'A large hash: a window of its fields, and how many more',
  scene: 'hash',
  width: 520,
  before: [
    hash(
      'product:77:attributes',
      {
        title: 'Mechanical keyboard',
        description: 'Hot-swappable switches, a machined case and a volume knob nobody asked for, in three colours',
        price: '129.90',
        stock: '0',
        'a-field-with-a-name-too-long-for-its-column': 'x',
      },
      { encoding: 'hashtable', memory: 58_904, length: 1204, ttl: [4_000, 60_000] },
    ),
  ],
}
