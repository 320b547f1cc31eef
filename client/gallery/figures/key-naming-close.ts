import { keyTree } from '../../src/layout/key-tree.ts'
import { treeOf } from '../../src/layout/names.ts'
import { hash, list, string } from '../build.ts'
import type { Figure } from '../figure.ts'

const views = [
  hash('user:1001', { name: 'John' }),
  string('user:1001:name', 'John', { ttl: [40_000, 60_000] }),
  list('queue:email:pending', ['a']),
]
const picture = (more: typeof views, touched: string[], turned: [string, boolean][] = []) => ({
  root: treeOf([...views, ...more]),
  turned: new Map(turned),
  total: views.length + more.length,
  touched: new Set(touched),
})

export const figure: Figure = {
  title: 'A part is closed, on a narrow stage',
  scene: 'key-naming',
  width: 390,
  before: room => keyTree(picture([], []), room),
  after: room => keyTree(picture([], [], [['user:', false]]), room),
}
