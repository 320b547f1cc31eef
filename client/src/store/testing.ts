/** Testing: facts for tests of what follows a log. */
import { bytes } from '@rdd/shared/bytes'
import type { Fact } from '@rdd/shared/fact'
import { instant } from '@rdd/shared/time'

/** Fact `seq` sets the key "n" to its own number, one second after the one before. */
export const fact = (seq: number): Fact => ({
  kind: 'change',
  seq,
  at: instant(seq * 1000),
  events: [],
  gone: [],
  views: [{ db: 0, key: bytes('n'), length: 1, value: { type: 'string', head: bytes(String(seq)) } }],
  counts: [[0, 1]],
})
