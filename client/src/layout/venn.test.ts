/** A Venn diagram of any sets: every member in its true region, inside its circles, and nothing on top of anything. */
import { type Bytes, bytes, fromRaw, isBytes } from '@rdd/shared/bytes'
import { command, room } from '@rdd/shared/keyspace/testing'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { describe, expect, test } from 'vitest'
import { alone } from './around.ts'
import { columns } from './columns.ts'
import type { Box, Group, Text } from './mark.ts'
import { columnsOf, widthOf } from './text.ts'
import { answerOf, venn } from './venn.ts'
import { regionsOf } from './venn-chips.ts'
import { type Together, togetherAt } from './venn-named.ts'
import { togetherWith } from './venn-picked.ts'
import { outline, stretches } from './venn-regions.ts'

/** A text, or what bytes that are no text look like. */
const held = (text: string): Bytes => (isBytes(text) ? text : bytes(text))
const set = (key: string, members: readonly string[], length = members.length): KeyView => ({
  db: 0,
  key: held(key),
  length,
  value: { type: 'set', members: members.map(held) },
})
const together = (sets: KeyView[], more: Partial<Together> = {}): Together => ({
  name: 'SINTER',
  of: 'inter',
  sets,
  missing: [],
  firstMissing: false,
  now: true,
  changed: new Set(),
  ...more,
})

const kinds: Record<string, (i: number) => string> = {
  plain: i => `item:${i}`,
  long: i => `${i} ${'x'.repeat(4000)}`,
  wide: i => `${'漢字'.repeat(1 + (i % 40))}${i}`,
  'control characters': i => `a\n\t${i}\u202e`,
  emoji: i => `👩‍👩‍👧‍👦${'🇫🇷'.repeat(i % 30)}${i}`,
  'right to left': i => `مرحبا بالعالم ${'שלום '.repeat(i % 12)}${i}`,
  binary: i =>
    fromRaw(Uint8Array.from({ length: 24 }, (_, k) => (k < 2 ? i >> (8 * k) : 128 + ((i * k * 37) % 128)) % 256)),
}

/** Sets whose members overlap in every way: member i is in set k when bit k of its place is set. */
const overlapping = (n: number, count: number, kind: (i: number) => string): KeyView[] =>
  Array.from({ length: n }, (_, k) => {
    const members = Array.from({ length: count }, (_, i) => i).filter(i => (1 + (i % (2 ** n - 1))) & (1 << k))
    return set(`${kind(k)}:${k}`, members.map(kind))
  })

interface Placed {
  id: string
  x: number
  y: number
  w: number
  h: number
}

const boxIn = (mark: Group): Box | undefined => {
  for (const child of mark.children) {
    if (child.kind === 'box') return child
    const within = child.kind === 'group' ? boxIn(child) : undefined
    if (within !== undefined) return within
  }
  return undefined
}
const groups = (mark: Group) => mark.children.filter((child): child is Group => child.kind === 'group')
const chipsOf = (mark: Group): Placed[] =>
  groups(mark).flatMap(({ id, x, y, ...rest }) => {
    const shape = boxIn({ id, x, y, ...rest })
    return shape === undefined ? [] : [{ id, x, y, w: shape.w, h: shape.h }]
  })
const circlesOf = (mark: Group) =>
  mark.children.flatMap(child =>
    child.kind === 'box' && child.look === 'circle'
      ? [{ x: child.x + child.w / 2, y: child.y + child.h / 2, r: child.w / 2 }]
      : [],
  )
const membersOf = (mark: Group) =>
  groups(mark).flatMap(one =>
    groups(one).flatMap(({ data }) =>
      data?.member === undefined ? [] : [{ member: data.member, in: data.in, id: one.id, now: one.now }],
    ),
  )
/** Texts of the figure itself and of its names: where they begin and end. */
const textsOf = (mark: Group, dx = 0, dy = 0): { left: number; right: number; y: number }[] =>
  mark.children.flatMap(child => {
    if (child.kind === 'group') return child.id.startsWith('c:') ? textsOf(child, dx + child.x, dy + child.y) : []
    if (child.kind !== 'text') return []
    const { x, y, anchor, text, size }: Text = child
    const w = widthOf(columnsOf(text), size)
    const left = dx + x - (anchor === 'end' ? w : anchor === 'middle' ? w / 2 : 0)
    return [{ left, right: left + w, y: dy + y }]
  })

describe.each([2, 3])('%i sets', n => {
  test.each(Object.keys(kinds))('%s members keep apart, inside their circles and inside the stage', kind => {
    for (const width of [342, 366, 772, 1392, 3792])
      for (const count of [0, 1, 7, 60, width === 1392 ? 400 : 150]) {
        const at = `${width} wide, ${count} members`
        const sets = overlapping(n, count, kinds[kind] ?? String)
        const { mark, height } = venn(together(sets), width)
        const circles = circlesOf(mark)
        const chips = chipsOf(mark)
        expect(circles, at).toHaveLength(n)
        for (const { x, y, r } of circles) {
          expect(x - r, at).toBeGreaterThanOrEqual(0)
          expect(x + r, at).toBeLessThanOrEqual(width)
          expect(y + r, at).toBeLessThanOrEqual(height)
        }
        const regionOf = new Map(
          [...regionsOf(sets)].flatMap(([region, members]) =>
            members.map((member): [string, number] => [`m:${member}`, region]),
          ),
        )
        // an expectation costs more than what it looks at: faults are collected, and none is expected
        const faults: string[] = []
        for (const [i, a] of chips.entries()) {
          const met = chips.find(
            (b, k) =>
              k > i && a.x + a.w > b.x + 0.5 && b.x + b.w > a.x + 0.5 && a.y + a.h > b.y + 0.5 && b.y + b.h > a.y + 0.5,
          )
          if (met !== undefined) faults.push(`${a.id} meets ${met.id}`)
          const region = a.id.startsWith('more:') ? Number(a.id.slice(5)) : (regionOf.get(a.id) ?? 0)
          const corners = [a.x, a.x + a.w].flatMap(x => [a.y, a.y + a.h].map(y => ({ x, y })))
          const middle = { x: a.x + a.w / 2, y: a.y + a.h / 2 }
          for (const [k, circle] of circles.entries()) {
            const belongs = (region & (1 << k)) !== 0
            const within = [...corners, middle].map(({ x, y }) => Math.hypot(x - circle.x, y - circle.y) <= circle.r)
            if (within.some(one => one !== belongs)) faults.push(`${a.id} is wrong about circle ${k}`)
          }
        }
        const texts = textsOf(mark)
        for (const [i, a] of texts.entries()) {
          if (!(a.left >= -0.5 && a.right <= width + 0.5 && a.y <= height)) faults.push(`text ${i} leaves the stage`)
          const met = texts.findIndex(
            (b, k) => k > i && !(Math.abs(a.y - b.y) >= 11 || a.right <= b.left + 0.5 || b.right <= a.left + 0.5),
          )
          if (met !== -1) faults.push(`text ${i} meets text ${met}`)
        }
        expect(faults, at).toEqual([])
      }
  })

  test('every member is shown or counted in its region', () => {
    const sets = overlapping(n, 150, i => `item:${i}`)
    const { mark } = venn(together(sets), 1392)
    const shown = membersOf(mark)
    for (const [region, members] of regionsOf(sets)) {
      const here = shown.filter(({ id }) => members.some(member => `m:${member}` === id))
      const more = groups(mark).find(({ id }) => id === `more:${region}`)
      const words = more?.children.flatMap(child => (child.kind === 'text' ? [child.text] : [])) ?? []
      const left = members.length - here.length
      expect(left === 0 ? [[]] : [[`${left} more`], [`+${left}`]]).toContainEqual(words)
    }
  })
})

test('a member says which sets hold it, whatever they are called', () => {
  const { mark } = venn(together([set('a b', ['x', 'y']), set('c%', ['y'])]), 800)
  expect(membersOf(mark).map(({ member, in: held }) => [member, held])).toEqual(
    expect.arrayContaining([
      ['x', 'a%20b'],
      ['y', 'a%20b c%25'],
    ]),
  )
})

test('a member whose region cannot be told is left out, and that is said', () => {
  const sets = [set('some', ['x', 'y']), set('many', ['y', 'z'], 100_000)]
  const { mark } = venn(together(sets), 800)
  expect(
    membersOf(mark)
      .map(({ member }) => member)
      .sort(),
  ).toEqual(['y', 'z'])
  expect(mark.label).toContain('many: 2 of 100,000 members in view')
})

describe('what a key named twice means', () => {
  const a = set('a', ['1', '2'])
  const at = (line: string, ...sets: KeyView[]) => togetherAt([{ ...command(line), seq: 1 }], 1, 0, room(...sets), [])
  /** Members lit. */
  const lit = (found: Together | undefined) =>
    found && membersOf(venn(found, 800).mark).flatMap(({ member, now }) => (now > 0 ? [member] : []))

  // sets are as the command left them: a was {1, 2, 3} or {1, 2} before, b {3, 4}
  test.each([
    ['SDIFF a b a', [set('a', ['1', '2', '3']), set('b', ['3', '4'])], [], 'since a is taken from itself'],
    ['SDIFFSTORE b a b', [set('a', ['1', '2', '3']), set('b', ['1', '2'])], ['1', '2'], 'kept in b'],
    ['SDIFFSTORE a a b', [a, set('b', ['3', '4'])], ['1', '2'], 'kept in a'],
    ['SUNIONSTORE a a b', [set('a', ['1', '2', '3', '4']), set('b', ['3', '4'])], ['1', '2', '3', '4'], 'kept in a'],
    ['SINTERSTORE b a b c', [a, set('c', ['1'])], [], 'nothing, so b is gone'],
    ['SDIFFSTORE b a b c', [a, set('c', ['1'])], [], 'nothing, so b is gone'],
    ['SDIFF nowhere a c', [a, set('c', ['1'])], [], 'what only nowhere holds, not a nor c: nothing'],
  ])('%s', (line, sets, members, words) => {
    const found = at(line, ...sets)
    expect(lit(found)?.sort()).toEqual(members)
    expect(found && venn(found, 800).mark.label).toContain(words)
  })
})

const regionNames = (answer: number[]) => answer.toSorted((a, b) => a - b)
test('what is lit is what the command asked for', () => {
  const three = [set('a', ['1']), set('b', ['1']), set('c', ['1'])]
  const two = three.slice(0, 2)
  expect(answerOf(together(two))).toEqual([3])
  expect(answerOf(together(three))).toEqual([7])
  expect(regionNames(answerOf(together(two, { of: 'union' })))).toEqual([1, 2, 3])
  expect(answerOf(together(three, { of: 'diff' }))).toEqual([1])
  expect(answerOf(together(two, { missing: [bytes('x')] }))).toEqual([])
  expect(answerOf(together(two, { of: 'diff', missing: [bytes('x')] }))).toEqual([1])
  expect(answerOf(together(two, { of: 'diff', missing: [bytes('x')], firstMissing: true }))).toEqual([])
  const lit = membersOf(venn(together([set('a', ['1', '2']), set('b', ['2'])]), 800).mark)
  expect(lit.map(({ member, now }) => [member, now])).toEqual(
    expect.arrayContaining([
      ['1', 0],
      ['2', 1],
    ]),
  )
})

test('a member that just changed is lit, the answer aside', () => {
  const sets = [set('a', ['1', '2']), set('b', ['2'])]
  const { mark } = venn(together(sets, { now: false, changed: new Set(['1']) }), 800)
  expect(membersOf(mark).flatMap(({ member, now }) => (now > 0 ? [member] : []))).toEqual(['1'])
})

test('the outline of a region closes, and goes around what is in it', () => {
  const circles = [
    { x: 100, y: 100, r: 100 },
    { x: 210, y: 100, r: 100 },
    { x: 155, y: 195, r: 100 },
  ]
  for (const region of [1, 2, 3, 4, 5, 6, 7]) expect(outline(circles, region)).toMatch(/^(M[^Mz]+(A[^AMz]+){2,6}z)+$/)
  expect(stretches(circles, 7, 130, 130, 0)).toHaveLength(1)
  expect(stretches(circles, 4, 50, 60, 0)).toHaveLength(0)
  expect(stretches(circles.slice(0, 2), 3, 100, 100, 0)).toEqual([{ left: 110, right: 200 }])
})

describe('which sets stand together', () => {
  const state = room(set('k', ['1']), set('j', ['2']), set('l', ['3']), set('m', ['4']))
  const at = (...lines: string[]) =>
    togetherAt(
      lines.map((line, i) => ({ ...command(line), seq: i + 1 })),
      lines.length,
      0,
      state,
      [],
    )
  const keys = (found: Together | undefined) => found?.sets.map(({ key }) => String(key))

  test('those named by the latest command that names two or three', () => {
    expect(keys(at('SINTER k j'))).toEqual(['k', 'j'])
    expect(at('SINTER k j')?.now).toBe(true)
    expect(keys(at('SINTER k j', 'SADD l 5', 'SMEMBERS k'))).toEqual(['k', 'j'])
    expect(at('SINTER k j', 'SADD l 5')?.now).toBe(false)
    expect(keys(at('SINTER k j', 'SUNIONSTORE into k l m'))).toEqual(['k', 'l', 'm'])
    expect(keys(at('SMOVE k l 1'))).toEqual(['k', 'l'])
    expect(keys(at('SINTERCARD 2 k m LIMIT 5'))).toEqual(['k', 'm'])
  })

  test('one alone, four, or what is not there makes no picture', () => {
    expect(at('SINTER k')).toBeUndefined()
    expect(at('SINTER k k')).toBeUndefined()
    expect(at('SINTER k j l m')).toBeUndefined()
    expect(at('SINTER k nowhere')).toBeUndefined()
    expect(at('SADD k 1')).toBeUndefined()
    expect(at('SINTER k j', 'SUNION k nowhere')).toBeUndefined()
    expect(keys(at('SINTER k j', 'SUNION k'))).toEqual(['k', 'j'])
    expect(keys(at('SINTER k j nowhere'))).toEqual(['k', 'j'])
    expect(at('SDIFF nowhere k j')).toMatchObject({ firstMissing: true, missing: ['nowhere'] })
  })
})

describe('sets put together by hand', () => {
  const sets = [set('k', ['1', '2']), set('j', ['2']), set('l', ['2', '3'])]
  const state = room(...sets)
  const keys = (...names: string[]) => names.map(bytes)
  const named = (line: string) => togetherAt([{ ...command(line), seq: 1 }], 1, 0, state, [])
  const standing = (found: Together | undefined) => [found?.name, ...(found?.sets ?? []).map(({ key }) => String(key))]

  test('stand in the order picked, whatever a command named before', () => {
    expect(standing(togetherWith(keys('j', 'k'), undefined, 0, state, []))).toEqual([undefined, 'j', 'k'])
    expect(standing(togetherWith(keys('j', 'k'), named('SINTER k l'), 0, state, []))).toEqual([undefined, 'j', 'k'])
  })
  test('are lit by a command that names just them', () => {
    expect(standing(togetherWith(keys('j', 'k'), named('SINTER k j'), 0, state, []))).toEqual(['SINTER', 'k', 'j'])
    const earlier = together([sets[0] ?? set('k', []), sets[1] ?? set('j', [])], { now: false })
    expect(standing(togetherWith(keys('j', 'k'), earlier, 0, state, []))).toEqual([undefined, 'j', 'k'])
  })
  test('are at least two that are there', () => {
    expect(togetherWith(keys('j', 'nowhere'), undefined, 0, state, [])).toBeUndefined()
    expect(standing(togetherWith(keys('j'), named('SINTER k l'), 0, state, []))).toEqual(['SINTER', 'k', 'l'])
  })
  test('say what they share and what only one holds', () => {
    const label = (of: KeyView[]) => {
      const { name: _, of: __, ...byHand } = together(of, { now: false })
      return venn(byHand, 800).mark.label
    }
    expect(label(sets.slice(0, 2))).toContain('Compared: k and j: 1 in both {2}, 1 only in k, 0 only in j')
    expect(label(sets)).toContain('Compared: k, j and l: 1 in all three {2}, 1 only in k, 0 only in j, 1 only in l')
    expect(label([set('many', ['1'], 1000), set('j', ['2'])])).not.toContain('in both')
  })
})

test.each([
  [784, 446],
  [1264, 626],
])('three sets of a few members stand with their names and counts in a stage %i wide, %i high', (width, height) => {
  const few = [
    set('a', ['python', 'ml', 'redis', 'docker']),
    set('b', ['python', 'js', 'react', 'docker']),
    set('c', ['go', 'docker', 'redis']),
  ]
  const figure = venn(together(few, { count: 1, answer: [bytes('docker')] }), width, height)
  expect(figure.height).toBeLessThanOrEqual(height)
  expect(membersOf(figure.mark)).toHaveLength(7)
  expect(figure.mark.label).not.toContain('Not all fit')
  const texts = textsOf(figure.mark)
  for (const [i, { left, right, y }] of texts.entries()) {
    expect(left).toBeGreaterThanOrEqual(0)
    expect(right).toBeLessThanOrEqual(width)
    expect(y).toBeLessThanOrEqual(figure.height)
    for (const other of texts.slice(i + 1))
      expect(Math.abs(y - other.y) >= 11 || right <= other.left || other.right <= left).toBe(true)
    // and no line of a circle runs through them
    for (const circle of circlesOf(figure.mark))
      for (const x of [left, right])
        for (const at of [y - 10, y])
          expect(Math.hypot(x - circle.x, at - circle.y), `${x} ${at}`).toBeGreaterThan(circle.r)
  }
})

describe('two sets in a room too narrow for large circles', () => {
  const names = ['sets:user:1001:interests', 'sets:user:1002:interests']
  const of = (members: [string, string, string], height?: number) => {
    const [first, both, second] = members
    const sets = [set(names[0] ?? '', [first, both]), set(names[1] ?? '', [both, second])]
    const figure = venn(together(sets, { count: 1, answer: [bytes(both)] }), 424, height)
    return { ...figure, circles: circlesOf(figure.mark), text: JSON.stringify(figure.mark) }
  }
  test('stand side by side where the lower one would be out of sight, with their whole names', () => {
    const { height, circles, mark, text } = of(['1', '4', '6'], 420)
    expect(height).toBeLessThanOrEqual(420)
    expect(circles[0]?.y).toBe(circles[1]?.y)
    for (const name of names) expect(text).toContain(`"text":"${name}"`)
    const texts = textsOf(mark)
    for (const [i, { left, right, y }] of texts.entries()) {
      expect(left).toBeGreaterThanOrEqual(0)
      expect(right).toBeLessThanOrEqual(424)
      for (const other of texts.slice(i + 1))
        expect(Math.abs(y - other.y) >= 11 || right <= other.left || other.right <= left).toBe(true)
    }
  })
  test('stand one above the other where both are in sight, and where a member would be cut beside', () => {
    const stacked = ({ circles }: ReturnType<typeof of>) => circles[0]?.x === circles[1]?.x
    expect(stacked(of(['1', '4', '6'], 640))).toBe(true)
    expect(stacked(of(['1', '4', '6']))).toBe(true)
    expect(stacked(of(['a member of many letters', 'both', 'another of many letters'], 420))).toBe(true)
  })
})

test('members come before the height: circles grow out of sight where only then all are shown', () => {
  const sets = overlapping(3, 21, i => `item:${i}`)
  const low = venn(together(sets), 784, 446)
  expect(low.height).toBeGreaterThan(446)
  expect(membersOf(low.mark)).toHaveLength(21)
  const many = overlapping(3, 150, i => `item:${i}`)
  expect(venn(together(many), 784, 446).height).toBeLessThanOrEqual(446)
})

test('for the end of a long name no circle grows out of sight', () => {
  const sets = [set('a', ['python', 'redis', 'go', 'x'.repeat(10_000)]), set('b', ['python', 'rust'])]
  expect(venn(together(sets), 784, 440).height).toBeLessThanOrEqual(440)
})

test('the set that keeps the answer stands beside the picture where there is room, else below it', () => {
  const sets = [set('a', ['x', 'y']), set('b', ['y', 'z']), set('kept', ['x', 'y', 'z'])]
  const figured = { in: (width: number) => venn(together(sets.slice(0, 2)), width), with: bytes('kept') }
  const of = (width: number) => {
    const { places, figure } = columns(sets, 'set', width, () => alone, [], figured)
    const kept = places.find(({ view }) => view.key === 'kept')
    const others = places.filter(place => place !== kept)
    const end = Math.max((figure?.y ?? 0) + (figure?.height ?? 0), kept && kept.y < 100 ? kept.y + kept.h : 0)
    for (const { y } of others) expect(y).toBeGreaterThanOrEqual(end)
    expect(others).toHaveLength(2)
    return { ...kept, end }
  }
  expect(of(832)).toMatchObject({ x: 468, y: 24, w: 340 })
  expect(of(390).y).toBeGreaterThan(of(390).end)
})

test.each(Object.keys(kinds))('the legend lists %s members and keeps inside', kind => {
  const members = Array.from({ length: 60 }, (_, i) => held((kinds[kind] ?? String)(i)))
  for (const width of [342, 1392]) {
    const { mark } = venn(together(overlapping(2, 60, String), { count: 60, answer: members }), width)
    expect(mark.label).toMatch(/: 60 members \{.*, 48 more\}/s)
    for (const { left, right } of textsOf(mark)) {
      expect(left).toBeGreaterThanOrEqual(-0.5)
      expect(right).toBeLessThanOrEqual(width + 0.5)
    }
  }
})
