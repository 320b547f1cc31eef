/** What the picture of Pub/Sub promises: nothing overlaps, nothing leaves the stage, and it tells who heard a message. */
import { type Bytes, bytes, fromRaw, isBytes } from '@rdd/shared/bytes'
import type { CommandFact, Fact } from '@rdd/shared/fact'
import type { Listened } from '@rdd/shared/keyspace/listening'
import type { Listener } from '@rdd/shared/keyspace/state'
import { instant } from '@rdd/shared/time'
import { describe, expect, test } from 'vitest'
import type { Group } from './mark.ts'
import { pubsub } from './pubsub.ts'
import { messageAt } from './pubsub-flight.ts'
import { talkOf } from './pubsub-talk.ts'
import { edges, meet } from './testing.ts'

/** A text, or what bytes that are no text look like. */
const held = (text: string): Bytes => (isBytes(text) ? text : bytes(text))
const said = (from: string, line: string[], n?: number): CommandFact => ({
  kind: 'command',
  seq: 1,
  at: instant(0),
  client: { name: from },
  db: 0,
  argv: { args: line.map(held) },
  keys: [],
  ...(n === undefined ? {} : { reply: { t: 'int', v: String(n) } as const }),
  gone: [],
  views: [],
  counts: [],
})
const listener = (name: string, ...to: [Listened[0], string][]): Listener => ({
  client: { id: name, name },
  to: to.map(([by, of]): Listened => [by, held(of)]),
})

const names = [
  'news',
  '',
  '👩‍👩‍👧‍👦🎉',
  'مرحبا بالعالم '.repeat(9),
  'a\n\t\u202e',
  '漢字'.repeat(40),
  'x'.repeat(10_000),
  fromRaw(Uint8Array.from({ length: 300 }, (_, i) => 255 - (i % 256))),
]

test.each([390, 820, 1440, 3840])('whatever is said by whomever, it keeps apart and on a stage %i wide', width => {
  for (const [i, name] of names.entries())
    for (const count of [0, 1, 7, 60]) {
      const listeners = Array.from({ length: count }, (_, k) =>
        listener(
          `${name}${k}`,
          ['channel', name],
          ['pattern', '*'],
          ...Array.from({ length: k }, (_, c): [Listened[0], string] => ['shard', `${name}${c}`]),
        ),
      )
      const facts: Fact[] = [
        said(`${name}!`, ['PUBLISH', name, 'x']),
        said(name, ['PUBLISH', name, names[(i + 1) % names.length] ?? ''], 500),
      ]
      for (const talk of [talkOf(facts, listeners), talkOf([], listeners)]) {
        const { frame } = pubsub(talk, { width, height: 400 })
        // what fills a dashed box lies under all of it
        const all = edges(frame.marks).filter(({ path }) => !path.endsWith('/under'))
        const where = `${name.slice(0, 20)}, ${count} listeners`
        expect(
          all
            .filter(({ left, right, top, bottom }) => left < 0 || right > width || top < 0 || bottom > frame.height)
            .map(({ path }) => path),
          where,
        ).toEqual([])
        for (const some of [all.filter(({ text }) => text), all.filter(({ text }) => !text)])
          for (const [k, a] of some.entries())
            for (const b of some.slice(k + 1)) if (meet(a, b)) expect.fail(`${where}: ${a.path} meets ${b.path}`)
      }
    }
})

const withData = (marks: readonly Group[], name: string) => marks.filter(({ data }) => data?.[name] !== undefined)

describe('a message', () => {
  const listeners = [
    listener('one', ['channel', 'news'], ['pattern', 'n*']),
    listener('two', ['channel', 'sports']),
    listener('three', ['shard', 'news']),
  ]
  const got = (line: string[], n?: number) =>
    withData(
      pubsub(talkOf([said('you', line, n)], listeners), { width: 900, height: 400 }).frame.marks,
      'subscriber',
    ).map(({ data }) => [data?.subscriber, data?.got])

  test('is got once for each subscription that fits', () => {
    expect(got(['PUBLISH', 'news', 'x'], 2)).toEqual([
      ['one', '2'],
      ['two', '0'],
      ['three', '0'],
    ])
    expect(got(['publish', 'sports', 'x'])).toEqual([
      ['one', '0'],
      ['two', '1'],
      ['three', '0'],
    ])
    expect(got(['SPUBLISH', 'news', 'x'], 1)).toEqual([
      ['one', '0'],
      ['two', '0'],
      ['three', '1'],
    ])
  })

  test('that nobody hears says so, and claims no more where Redis gave no number', () => {
    for (const [fact, fate] of [
      [said('you', ['PUBLISH', 'empty', 'x'], 0), 'gone'],
      [said('other', ['PUBLISH', 'empty', 'x']), 'unknown'],
    ] as const) {
      const { frame, way } = pubsub(talkOf([fact], listeners), { width: 900, height: 400 })
      expect(withData(frame.marks, 'message').map(({ data }) => data?.message)).toEqual([fate])
      expect(way?.to).toEqual([])
    }
  })

  test('that reached others than those known says how many', () => {
    const { frame } = pubsub(talkOf([said('you', ['PUBLISH', 'news', 'x'], 5)], listeners), { width: 900, height: 400 })
    expect(withData(frame.marks, 'unseen').map(({ data }) => data?.unseen)).toEqual(['3'])
  })

  test('is one on its way to the channel, and one for each that gets it from there', () => {
    const { way } = pubsub(talkOf([said('you', ['PUBLISH', 'news', 'x'], 2)], listeners), { width: 900, height: 400 })
    if (way === undefined) throw new Error('It has no way.')
    expect([0, 0.2, 0.39].map(t => messageAt(way, bytes('x'), t).length)).toEqual([1, 1, 1])
    expect([0.5, 0.8].map(t => messageAt(way, bytes('x'), t).length)).toEqual([2, 2])
  })

  test('is forgotten with the next fact: nothing of it is kept', () => {
    const talk = talkOf([said('you', ['PUBLISH', 'news', 'x'], 2), said('you', ['PING'])], listeners)
    expect(talk.message).toBeUndefined()
    expect(talk.publishers).toEqual(['you'])
  })
})
