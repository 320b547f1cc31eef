import { expect, test } from 'vitest'
import { killScript } from './stuck.ts'

/** A probe that answers the kinds of KILL in turn; `asked` are those it was asked for. */
function probe(...answers: string[]) {
  const asked: string[] = []
  const call = async (command: string) => {
    asked.push(command)
    const answer = answers.shift() ?? 'NOTBUSY'
    if (answer !== 'OK') throw new Error(`${answer} as Redis says it`)
    return Buffer.from(answer)
  }
  return { asked, call }
}

test('a script is killed, or else the function that runs', async () => {
  expect(await killScript(probe('OK'), () => true)).toBe('killed')
  const second = probe('NOTBUSY', 'OK')
  expect(await killScript(second, () => true)).toBe('killed')
  expect(second.asked).toEqual(['SCRIPT', 'FUNCTION'])
})

test('one that has written cannot be', async () => {
  expect(await killScript(probe('UNKILLABLE'), () => true)).toBe('unkillable')
})

test('one that is not long enough under way is tried again, until Redis answers by itself', async () => {
  const redis = probe()
  const stuck = [true, true, false]
  expect(await killScript(redis, () => stuck.shift() ?? false)).toBeUndefined()
  expect(redis.asked).toEqual(['SCRIPT', 'FUNCTION', 'SCRIPT', 'FUNCTION'])
})
