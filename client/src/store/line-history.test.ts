import { describe, expect, it } from 'vitest'
import { LineHistory } from './line-history.ts'

const shelfOf = (kept: Record<string, string> = {}) => {
  const map = new Map(Object.entries(kept))
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
  }
}

describe('line history', () => {
  it('keeps lines over visits, once where the same line is entered again', () => {
    const shelf = shelfOf()
    const first = new LineHistory(shelf)
    for (const line of ['PING', 'PING', ' ', 'GET a']) first.add(line)
    expect(new LineHistory(shelf).lines).toEqual(['PING', 'GET a'])
  })

  it('finds the newest line first, then older ones, each once', () => {
    const history = new LineHistory(shelfOf())
    for (const line of ['SET a 1', 'GET a', 'SET b 2', 'GET a']) history.add(line)
    expect(history.find('set')).toBe('SET b 2')
    expect(history.find('set', 1)).toBe('SET a 1')
    expect(history.find('a', 1)).toBe('SET a 1')
    expect(history.find('zadd')).toBeUndefined()
  })

  it('keeps a very long line for this visit only: it would push all others off the shelf', () => {
    const shelf = shelfOf()
    const history = new LineHistory(shelf)
    for (const line of ['PING', `SET a ${'x'.repeat(10_000)}`]) history.add(line)
    expect(history.lines).toHaveLength(2)
    expect(new LineHistory(shelf).lines).toEqual(['PING'])
  })

  it('starts empty where something else stands in its place', () => {
    expect(new LineHistory(shelfOf({ 'rdd:history': '{"__proto__":1' })).lines).toEqual([])
    expect(new LineHistory(shelfOf({ 'rdd:history': '[1,"PING",{}]' })).lines).toEqual(['PING'])
  })
})
