import { bytes } from '@rdd/shared/bytes'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { instant } from '@rdd/shared/time'
import { command, hash, NOON } from '../build.ts'
import type { Figure } from '../figure.ts'

/** A session whose token runs out at an instant; the user stays. */
const session = (until: number | null): KeyView => ({
  ...hash('session:9f2c', { user: '1001', token: 'a81f' }, { encoding: 'listpackex', memory: 112 }),
  value: {
    type: 'hash',
    fields: [
      [bytes('user'), bytes('1001'), null],
      [bytes('token'), bytes('a81f'), until === null ? null : instant(until)],
    ],
  },
  ...(until === null ? {} : { fieldRingsFrom: [null, instant(until - 60_000)] }),
})

export const figure: Figure = {
  title: 'HEXPIRE: one field has an expiry of its own, and its row the clock of it',
  scene: 'hash',
  width: 480,
  before: [session(null)],
  fact: command('HEXPIRE session:9f2c 60 FIELDS 1 token', { views: [session(NOON + 60_000)] }),
}
