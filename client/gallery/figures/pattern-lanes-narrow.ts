import type { Figure } from '../figure.ts'
import { crowd, told } from '../run.ts'

const script = crowd('write-behind', 2)

export const figure: Figure = {
  title: 'Write-behind with two clients on a phone',
  scene: 'pattern',
  width: 390,
  height: 640,
  before: told(script, 9, []),
  after: told(script, 10, []),
}
