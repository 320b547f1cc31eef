import type { Figure } from '../figure.ts'
import { crowd, told } from '../run.ts'

const script = crowd('write-behind', 3)

export const figure: Figure = {
  title: 'Write-behind with three clients: the layer meets a queue and a cache',
  scene: 'pattern',
  width: 864,
  height: 525,
  before: told(script, 12, []),
  after: told(script, 13, []),
}
