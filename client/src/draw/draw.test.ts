// @vitest-environment happy-dom
import { instant } from '@rdd/shared/time'
import { beforeEach, describe, expect, test } from 'vitest'
import { box, type Frame, type Group, group, type Mark, ring, text } from '../layout/mark.ts'
import { draw } from './draw.ts'
import { drawClocks } from './ring.ts'

let root: SVGGElement
beforeEach(() => {
  root = document.createElementNS('http://www.w3.org/2000/svg', 'g')
})
const frame = (...marks: Group[]): Frame => ({ width: 100, height: 100, marks })
const card = (key: string, children: Mark[], rest: Partial<Group> = {}): Group =>
  group(key, { data: { key }, label: key, children, ...rest })
const word = (id: string, words = id) => text(id, { x: 0, y: 0, text: words })

test('the same frame gives the same DOM, whatever stood there before', () => {
  const wanted = frame(card('b', [word('x')]), card('a', [word('y'), word('z')]))
  draw(root, wanted, 0)
  const fresh = root.innerHTML
  for (const other of [
    frame(),
    frame(card('a', [word('z'), word('w')], { x: 5, opacity: 0.2, now: 1 }), card('c', [])),
  ]) {
    draw(root, other, 0)
    draw(root, wanted, 0)
    expect(root.innerHTML).toBe(fresh)
  }
})

test('a mark that comes back while it leaves keeps its node, and there is only one', () => {
  draw(root, frame(card('a', [])), 0)
  const node = root.firstElementChild
  draw(root, frame(card('a', [], { opacity: 0.4, leave: { x: 9, y: 9 }, data: { key: 'a', leaving: 'deleted' } })), 0)
  expect(node?.getAttribute('data-leaving')).toBe('deleted')
  draw(root, frame(card('a', [])), 0)
  expect([...root.children]).toEqual([node])
  expect(node?.hasAttribute('data-leaving')).toBe(false)
  expect(node?.hasAttribute('aria-hidden')).toBe(false)
})

test('reading order follows the frame', () => {
  draw(root, frame(card('a', []), card('b', [])), 0)
  draw(root, frame(card('b', []), card('c', []), card('a', [])), 0)
  expect([...root.children].map(node => node.getAttribute('data-key'))).toEqual(['b', 'c', 'a'])
})

test('a hostile key or value is text and nothing else (S8)', () => {
  const hostile = '<img src=x onerror=alert(1)>"\'&__proto__'
  draw(root, frame(card(hostile, [word('v', hostile)])), 0)
  expect(root.querySelector('img')).toBeNull()
  expect(root.firstElementChild?.getAttribute('data-key')).toBe(hostile)
  expect(root.textContent).toBe(hostile)
})

test('no style attribute is ever written', () => {
  draw(
    root,
    frame(card('a', [box('b', { x: 0, y: 0, w: 1, h: 1, tone: 'ink', look: 'frame' }), word('t')], { now: 0.5 })),
    0,
  )
  expect(root.querySelector('[style]')).toBeNull()
  expect(root.firstElementChild?.getAttribute('class')).toBe('card now now-5')
})

test('what is the same mark as before is not written again', () => {
  const same = card('a', [word('x')])
  draw(root, frame(same), 0)
  root.firstElementChild?.setAttribute('data-probe', '1')
  root.firstElementChild?.firstElementChild?.setAttribute('x', '77')
  draw(root, frame(same), 0)
  expect(root.firstElementChild?.firstElementChild?.getAttribute('x')).toBe('77')
})

test('a mark that changes where the same marks stand keeps its node, and so do those around it', () => {
  draw(root, frame(card('a', [word('x'), word('y')]), card('b', [])), 0)
  const [a, b] = root.children
  const [x, y] = a?.children ?? []
  draw(root, frame(card('a', [word('x', 'new'), word('y')], { x: 7 }), card('b', [])), 0)
  expect([...root.children]).toEqual([a, b])
  expect([...(a?.children ?? [])]).toEqual([x, y])
  expect(x?.textContent).toBe('new')
  // and what comes between them afterwards finds its place
  draw(root, frame(card('a', [word('x', 'new'), word('z'), word('y')]), card('b', [])), 0)
  expect([...(a?.children ?? [])].map(node => node.textContent)).toEqual(['new', 'z', 'y'])
})

describe('a TTL', () => {
  const clock = ring('clock', { x: 0, y: 0, r: 8, tone: 'list', from: instant(0), until: instant(60_000), of: 'key' })
  const ttl = card('a', [clock], { data: { key: 'a', 'expires-at': '60000' } })
  const timer = () => root.querySelector('[role="timer"]')

  test('is a ring and a number, drawn from the clock it is given', () => {
    expect(draw(root, frame(ttl), 1_600)).toBe(1)
    expect(timer()?.textContent).toBe('58.4 s')
    expect(root.querySelector('.arc')?.getAttribute('stroke-dasharray')).toBe('97.25 100')
  })
  test('is written only when its text changes', () => {
    draw(root, frame(ttl), 1_600)
    const node = timer()?.firstChild
    drawClocks(root, 1_601)
    expect(timer()?.firstChild).toBe(node)
    drawClocks(root, 1_700)
    expect(timer()?.textContent).toBe('58.3 s')
  })
  test('moves its arc in steps no eye could see, and writes nothing between them', () => {
    draw(root, frame(ttl), 1_600)
    const arc = () => root.querySelector('.arc')?.getAttribute('stroke-dasharray')
    drawClocks(root, 1_650)
    expect(arc()).toBe('97.25 100')
    drawClocks(root, 1_800)
    expect(arc()).toBe('97 100')
  })
  test('is due from its deadline on, and then no clock runs', () => {
    expect(draw(root, frame(ttl), 59_999)).toBe(1)
    expect(root.firstElementChild?.hasAttribute('data-due')).toBe(false)
    expect(drawClocks(root, 60_000)).toBe(0)
    expect(root.firstElementChild?.getAttribute('data-due')).toBe('true')
    expect(timer()?.textContent).toBe('due')
  })
  test('runs backwards when time does, and goes when the key is persisted', () => {
    draw(root, frame(ttl), 60_000)
    drawClocks(root, 30_000)
    expect(root.firstElementChild?.hasAttribute('data-due')).toBe(false)
    draw(root, frame(ttl), 60_000)
    draw(root, frame(card('a', [])), 60_000)
    expect(root.firstElementChild?.hasAttribute('data-due')).toBe(false)
    expect(timer()).toBeNull()
  })
})
