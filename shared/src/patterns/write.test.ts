import { expect, test } from 'vitest'
import { isRefusal, newestOfEach, stampOf } from './write.ts'

const entry = (id: string, write: object) => ({ id, item: JSON.stringify(write), deliveries: 1 })
const product = { table: 'products', id: '1', name: 'Widget' }

test('stamps sort as stream ids do', () => {
  const ids = ['9-0', '10-0', '10-2', '10-10', '1795449600000-0']
  expect(ids.map(stampOf)).toEqual(ids.map(stampOf).toSorted())
})

test('of a row written several times the newest write stays, in whatever order the entries come', () => {
  const batch = [
    entry('2-0', { ...product, detail: 'new' }),
    entry('1-0', { ...product, detail: 'old' }),
    entry('3-0', { ...product, table: 'users', detail: 'other' }),
  ]
  const tables = newestOfEach(batch)
  expect(tables.get('products')?.map(row => row.detail)).toEqual(['new'])
  expect(tables.get('users')?.map(row => row.detail)).toEqual(['other'])
})

test('a broken item and refused values are the item’s fault, a lost connection is not', () => {
  for (const item of ['', '{', '{"table":"orders"}']) {
    let thrown: unknown
    try {
      newestOfEach([{ id: '1-0', item, deliveries: 1 }])
    } catch (error) {
      thrown = error
    }
    expect(isRefusal(thrown)).toBe(true)
  }
  expect(isRefusal(Object.assign(new Error('invalid byte sequence'), { code: '22021' }))).toBe(true)
  expect(isRefusal(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toBe(false)
  expect(isRefusal(Object.assign(new Error('terminating'), { code: '57P01' }))).toBe(false)
})
