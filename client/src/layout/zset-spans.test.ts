/** Which scores ZADD did not take, told from the command and from what the sorted set holds after it. */
import { bytes } from '@rdd/shared/bytes'
import { command } from '@rdd/shared/keyspace/testing'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { expect, test } from 'vitest'
import { refusedScores } from './zset-spans.ts'

const holding = (member: string, score: string): KeyView => ({
  db: 0,
  key: bytes('k'),
  length: 1,
  value: { type: 'zset', head: [[bytes(member), score]], tail: [] },
})

test.each([
  ['ZADD k GT 5 a', ['a 5 GT']],
  ['ZADD k LT 15 a', ['a 15 LT']],
  ['ZADD k NX 5 a 6 a', ['a 5 NX', 'a 6 NX']],
  ['ZADD k XX 5 b', ['b 5 XX']],
  ['ZADD k GT 10 a', []],
  // 5 may have been taken first, and then 10
  ['ZADD k GT 5 a 10 a', []],
  ['ZADD k LT 15 a 10 a', []],
  ['ZADD k GT 10 a 5 a', ['a 5 GT']],
])('%s, after which a has 10', (line, refused) => {
  const found = refusedScores({ ...command(line), seq: 1 }, holding('a', '10'))
  expect(found.map(({ member, score, by }) => `${member} ${score} ${by}`)).toEqual(refused)
})

test.each([
  ['ZADD k GT INCR -5 a', ['a -5 GT']],
  ['ZADD k NX INCR 10 a', ['a +10 NX']],
  ['ZADD k XX INCR 1 b', ['b +1 XX']],
])('%s is refused with a nil', (line, refused) => {
  const fact = { ...command(line, { reply: { t: 'null' } }), seq: 1 }
  const found = refusedScores(fact, holding('a', '10'))
  expect(found.map(({ member, score, by }) => `${member} ${score} ${by}`)).toEqual(refused)
  expect(refusedScores({ ...fact, reply: { t: 'bulk', v: bytes('11') } }, holding('a', '10'))).toEqual([])
})
