import { expect, test } from 'vitest'
import { Patience } from './patience.ts'

const BUSY = new Error('BUSY Redis is busy running a script.')
/** Answers each of these in turn. */
const redis = (...answers: unknown[]) => {
  const left = [...answers]
  return async () => {
    const answer = left.shift()
    if (answer instanceof Error) throw answer
    return answer
  }
}
const heard = () => {
  const told: boolean[] = []
  return { told, patience: new Patience(busy => told.push(busy)) }
}

test('a Redis that is busy is asked again, and that is told once, as is its end', async () => {
  const { told, patience } = heard()
  expect(await patience.ask(redis(BUSY, BUSY, 'PONG'))).toBe('PONG')
  expect(await patience.ask(redis('PONG'))).toBe('PONG')
  expect(told).toEqual([true, false])
})

test('every other error is the asker’s', async () => {
  const { told, patience } = heard()
  await expect(patience.ask(redis(new Error('NOPERM')))).rejects.toThrow('NOPERM')
  expect(told).toEqual([])
})

test('once it ended nothing is asked again and nobody is told', async () => {
  const { told, patience } = heard()
  patience.end()
  await expect(patience.ask(redis(BUSY, 'PONG'))).rejects.toThrow('BUSY')
  expect(told).toEqual([])
})
