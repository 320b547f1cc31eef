import type { Figure } from '../figure.ts'
import { crowd, told } from '../run.ts'

const script = crowd('read-through', 1)

export const figure: Figure = {
  title: 'Read-through: the layer answers the app',
  scene: 'pattern',
  width: 864,
  height: 525,
  before: told(script, 9, []),
  after: told(script, 10, []),
}
