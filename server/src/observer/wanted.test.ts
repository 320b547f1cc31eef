import { expect, test } from 'vitest'
import { Wanted } from './wanted.ts'

const set = () => {
  let wishes = 0
  const wanted = new Wanted(() => {
    wishes += 1
  })
  return { wanted, wishes: () => wishes }
}

test('what several ask for is done once, and each of them is told', async () => {
  const { wanted, wishes } = set()
  const told = [wanted.wait('asked'), wanted.wait('asked'), wanted.wait({ name: 'you' })]
  wanted.add('asked')
  expect(wishes()).toBe(4)
  const done: unknown[] = []
  await wanted.serve(async what => void done.push(what))
  expect(done).toEqual(['asked', { name: 'you' }])
  await Promise.all(told)
  expect(wanted.isEmpty).toBe(true)
})

test('what is asked for meanwhile is done the next time', async () => {
  const { wanted } = set()
  wanted.add('SWAPDB')
  const done: unknown[] = []
  const act = async (what: unknown) => {
    done.push(what)
    if (what === 'SWAPDB') wanted.add('DEBUG')
  }
  await wanted.serve(act)
  expect(done).toEqual(['SWAPDB'])
  await wanted.serve(act)
  expect(done).toEqual(['SWAPDB', 'DEBUG'])
})

test('what fails stays wanted, until it is lost with its reason, as all that comes after it', async () => {
  const { wanted } = set()
  const told = wanted.wait('asked')
  await expect(wanted.serve(() => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer')
  expect(wanted.isEmpty).toBe(false)
  wanted.lose(new Error('Redis went away'))
  await expect(told).rejects.toThrow('Redis went away')
  await expect(wanted.wait('asked')).rejects.toThrow('Redis went away')
})
