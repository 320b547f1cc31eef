import { command, hash } from '../build.ts'
import type { Figure } from '../figure.ts'

const user = (fields: Record<string, string>) => hash('user:1001', fields, { encoding: 'listpack', memory: 160 })
const ada = { name: 'Ada Lovelace', email: 'ada@example.com', visits: '99', city: 'London' }

export const figure: Figure = {
  title: 'HVALS: the values and nothing else',
  scene: 'hash',
  width: 480,
  before: [user(ada)],
  fact: command('HVALS user:1001', { reply: { t: 'array', v: [] } }),
}
