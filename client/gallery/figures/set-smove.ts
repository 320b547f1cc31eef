import { command, set } from '../build.ts'
import type { Figure } from '../figure.ts'

const rest = { encoding: 'listpack', memory: 96 }

export const figure: Figure = {
  title: 'SMOVE: the member flies from one bag to the other as one thing',
  scene: 'set',
  width: 900,
  before: [set('team:away', ['eve', 'frank'], rest), set('team:home', ['alice', 'bob', 'carol'], rest)],
  fact: command('SMOVE team:home team:away bob', {
    reply: { t: 'int', v: '1' },
    views: [set('team:home', ['alice', 'carol'], rest), set('team:away', ['bob', 'eve', 'frank'], rest)],
  }),
}
