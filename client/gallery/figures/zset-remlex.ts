import { command, zset } from '../build.ts'
import type { Figure } from '../figure.ts'

const rest = { encoding: 'listpack', memory: 96 }
const tied = (...members: string[]) =>
  zset(
    'words',
    members.map((member): [string, string] => [member, '0']),
    rest,
  )

export const figure: Figure = {
  title: 'ZREMRANGEBYLEX: a range of members with the same score is cut out',
  scene: 'zset',
  width: 820,
  before: [tied('apple', 'banana', 'cherry', 'date')],
  fact: command('ZREMRANGEBYLEX words [b (d', { reply: { t: 'int', v: '2' }, views: [tied('apple', 'date')] }),
}
