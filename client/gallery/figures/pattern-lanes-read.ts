import type { Figure } from '../figure.ts'
import { crowd, told } from '../run.ts'

const script = crowd('read-through', 2)

export const figure: Figure = {
  title: 'Read-through with two clients on a wide stage',
  scene: 'pattern',
  width: 1348,
  height: 705,
  before: told(script, 11, []),
  after: told(script, 12, []),
}
