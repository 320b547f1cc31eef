import { bytes } from '@rdd/shared/bytes'
import { command, hash } from '../build.ts'
import type { Figure } from '../figure.ts'

const user = (fields: Record<string, string>) => hash('user:1001', fields, { encoding: 'listpack', memory: 160 })
const ada = { name: 'Ada Lovelace', email: 'ada@example.com', visits: '99', city: 'London' }

export const figure: Figure = {
  title: 'HMGET: the fields it asked for; one is not there',
  scene: 'hash',
  width: 480,
  before: [user(ada)],
  fact: command('HMGET user:1001 city phone email', {
    reply: {
      t: 'array',
      v: [{ t: 'bulk', v: bytes('London') }, { t: 'null' }, { t: 'bulk', v: bytes('ada@example.com') }],
    },
  }),
}
