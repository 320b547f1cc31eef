import { fromRaw } from '@rdd/shared/bytes'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { command, string } from '../build.ts'
import type { Figure } from '../figure.ts'

const days = (...raw: number[]): KeyView => ({
  ...string('days', '', { encoding: 'raw', memory: 72, length: raw.length }),
  value: { type: 'string', head: fromRaw(Uint8Array.from(raw)) },
})

export const figure: Figure = {
  title: 'SETBIT: the bit that was written, and the bytes Redis put before it',
  scene: 'string',
  width: 820,
  around: { lens: 'bits' },
  before: [days(0b10010000)],
  fact: command('SETBIT days 37 1', { views: [days(0b10010000, 0, 0, 0, 0b00000100)], reply: { t: 'int', v: '0' } }),
}
