import type { Figure } from '../figure.ts'
import { crowd, told } from '../run.ts'

const script = crowd('write-through', 6)

export const figure: Figure = {
  title: 'Write-through with six clients, in both forms',
  scene: 'pattern',
  width: 864,
  height: 525,
  before: told(script, 20, []),
  after: told(script, 21, []),
}
