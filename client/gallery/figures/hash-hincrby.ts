import { command, hash } from '../build.ts'
import type { Figure } from '../figure.ts'

const user = (fields: Record<string, string>) => hash('user:1001', fields, { encoding: 'listpack', memory: 160 })
const ada = { name: 'Ada Lovelace', email: 'ada@example.com', visits: '99', city: 'London' }

export const figure: Figure = {
  title: 'HINCRBY: the number rolls in its row, with its step',
  scene: 'hash',
  width: 480,
  before: [user(ada)],
  fact: command('HINCRBY user:1001 visits 1', {
    views: [user({ ...ada, visits: '100' })],
    reply: { t: 'int', v: '100' },
  }),
}
