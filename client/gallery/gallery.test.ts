// @vitest-environment happy-dom
/** Golden pictures of every figure. After a change that is meant: `npx vitest run client/gallery -u`, then look at them. */
import { describe, expect, test } from 'vitest'
import { draw } from '../src/draw/draw.ts'
import type { Frame } from '../src/layout/mark.ts'
import { NOON } from './build.ts'
import { framesOf } from './figure.ts'
import { figures } from './figures.ts'
import { serialise } from './serialise.ts'

const SVG = 'http://www.w3.org/2000/svg'

function picture(frame: Frame, root = document.createElementNS(SVG, 'g')): string {
  draw(root, frame, NOON)
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('width', String(frame.width))
  svg.setAttribute('height', String(Math.round(frame.height)))
  svg.append(...[...root.children].map(child => child.cloneNode(true)))
  return serialise(svg)
}

test('there are figures of every type', () => {
  const types = new Set(figures.map(([, figure]) => figure.scene))
  expect([...types].sort()).toEqual([
    'architecture',
    'hash',
    'key-naming',
    'keyspace',
    'list',
    'pattern',
    'pubsub',
    'set',
    'stream',
    'string',
    'zset',
  ])
})

describe.each(figures)('%s', (name, figure) => {
  const frames = framesOf(figure)
  const times: [string, number][] = [
    ['start', 0],
    ['half', 0.5],
    ['end', 1],
  ]
  const moves = 'fact' in figure ? figure.fact !== undefined : 'after' in figure && figure.after !== undefined
  const wanted = moves ? times : times.slice(2)

  test.each(wanted)('looks as it should at the %s', async (at, t) => {
    await expect(picture(frames(t))).toMatchFileSnapshot(`golden/${name}-${at}.svg`)
  })

  test('is the same picture whatever stood there before', () => {
    const root = document.createElementNS(SVG, 'g')
    for (const t of [1, 0.3, 0, 0.7]) draw(root, frames(t), NOON)
    expect(picture(frames(0.5), root)).toBe(picture(frames(0.5)))
  })
})
