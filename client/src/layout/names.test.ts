/** The tree of names: grown by what changes it is the tree made anew, and its rows stay few. */
import { type Bytes, bytes } from '@rdd/shared/bytes'
import type { KeyChange } from '@rdd/shared/keyspace/change'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { describe, expect, test } from 'vitest'
import { MOST, type Node, regrown, rowsOf, treeOf, waysTo } from './names.ts'

const view = (key: string, head = 'x'): KeyView => ({
  db: 0,
  key: bytes(key),
  length: 1,
  value: { type: 'string', head: bytes(head) },
})
const change = (before: KeyView | undefined, after: KeyView | undefined): KeyChange => ({
  db: 0,
  key: (after ?? before)?.key ?? bytes(''),
  before,
  after,
  changes: [],
})

const plain = ({ prefix, keys, view, children }: Node): unknown => ({
  prefix,
  keys,
  view,
  children: [...children]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([part, child]) => ({ part, child: plain(child) })),
})

/** Numbers that are the same each time. */
function seeded(seed: number): () => number {
  let at = seed
  return () => {
    at = (at * 1_103_515_245 + 12_345) % 2_147_483_648
    return at / 2_147_483_648
  }
}

const parts = ['a', 'b', '', 'user', '漢字', '👩‍👩‍👧‍👦', '\\xff', 'a\n\u202e']

test('a tree grown by changes is the tree of the same keys made anew', () => {
  const random = seeded(7)
  const pick = () => parts[Math.floor(random() * parts.length)] ?? ''
  const held = new Map<Bytes, KeyView>()
  let root = treeOf([])
  for (let round = 0; round < 400; round += 1) {
    const changes = Array.from({ length: 1 + Math.floor(random() * 4) }, (): KeyChange => {
      const key = bytes(Array.from({ length: 1 + Math.floor(random() * 4) }, pick).join(':'))
      const before = held.get(key)
      const after = random() < 0.55 ? view(key, String(round)) : undefined
      if (after === undefined) held.delete(key)
      else held.set(key, after)
      return change(before, after)
    })
    root = regrown(root, changes)
    expect(plain(root)).toEqual(plain(treeOf(held.values())))
  }
})

test('growing leaves the tree before as it was, and shares what did not change', () => {
  const before = treeOf([view('a:1'), view('b:1')])
  const was = plain(before)
  const after = regrown(before, [change(undefined, view('a:2'))])
  expect(plain(before)).toEqual(was)
  expect(after.children.get('b:')).toBe(before.children.get('b:'))
  expect(regrown(before, [])).toBe(before)
})

test('a part goes with the last key below it', () => {
  const tree = regrown(treeOf([view('a:b:c')]), [change(view('a:b:c'), undefined)])
  expect(tree).toMatchObject({ keys: 0 })
  expect(tree.children.size).toBe(0)
})

test('a key and the keys below its name are two rows', () => {
  expect(rowsOf(treeOf([view('a'), view('a:'), view('a:b')]), new Map()).map(({ node }) => node?.prefix)).toEqual([
    'a',
    'a:',
    'a:',
    'a:b',
  ])
})

describe('rows', () => {
  const many = (n: number) =>
    treeOf(Array.from({ length: n }, (_, i) => view(`app:${i % 30}:${Math.floor(i / 30) % 30}:${i}`)))
  test.each([0, 1, 1000, 20_000])('of %i keys are few enough to draw', n => {
    const rows = rowsOf(many(n), new Map())
    expect(rows.length).toBeLessThanOrEqual(240)
    expect(rows.length).toBeGreaterThanOrEqual(Math.min(n, 25))
  })
  test('open to what a person opened, and close to what was closed', () => {
    const root = many(20_000)
    const deep = rowsOf(root, new Map()).find(({ depth, open }) => depth === 1 && !open)?.node?.prefix ?? ''
    expect(rowsOf(root, new Map([[deep, true]])).some(({ parent }) => parent === deep)).toBe(true)
    expect(rowsOf(root, new Map([['app:', false]])).length).toBe(1)
  })
  test('a level shows the first in the order of names, and how many more there are', () => {
    const keys = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'))
    const rows = rowsOf(treeOf([...keys.toReversed()].map(key => view(key))), new Map())
    expect(rows.slice(0, MOST).map(({ node }) => node?.part)).toEqual(keys.slice(0, MOST))
    expect(rows.at(-1)).toMatchObject({ node: undefined, more: 60 - MOST })
  })
})

test('the ways to a part are its own beginnings', () => {
  expect(waysTo('a:b:')).toEqual(['a:', 'a:b:'])
  expect(waysTo('')).toEqual([])
})
