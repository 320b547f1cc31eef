import { createHash } from 'node:crypto'
import { bytes, fromRaw } from '@rdd/shared/bytes'
import { expect, test } from 'vitest'
import { cutArgv } from './cut.ts'

test('64 arguments are kept, the others counted, those left out before too (F13)', () => {
  const args = Array.from({ length: 70 }, (_, i) => bytes(`${i}`))
  expect(cutArgv(args)).toEqual({ args: args.slice(0, 64), more: 6 })
  expect(cutArgv(args, 4)).toEqual({ args: args.slice(0, 64), more: 10 })
  expect(cutArgv(args.slice(0, 64))).toEqual({ args: args.slice(0, 64) })
})

test('a cut leaves no half character, as in a view: the same value has the same identity', () => {
  const [cut] = cutArgv([bytes(`${'x'.repeat(255)}€uro`)]).args
  expect(cut).toMatchObject({ head: 'x'.repeat(255), bytes: 261 })
})

test('an argument of more than 256 bytes keeps its beginning, its size and its SHA-1 (F13)', () => {
  const fits = bytes('x'.repeat(256))
  const raw = Buffer.alloc(257, 0x80)
  const sha1 = createHash('sha1').update(raw).digest('hex')
  expect(cutArgv([fits, fromRaw(raw)])).toEqual({
    args: [fits, { head: fromRaw(raw.subarray(0, 256)), bytes: 257, sha1 }],
  })
})
