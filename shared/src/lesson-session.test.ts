import { expect, test } from 'vitest'
import type { Lesson } from './lesson.ts'
import { sessionOf } from './lesson-session.ts'

const lesson: Lesson = {
  chapter: 'lists',
  prefix: 'lists:',
  intro: [],
  sections: [
    {
      title: 'One',
      text: [],
      steps: [
        { line: 'RPUSH lists:a x', reply: '(integer) 1' },
        { line: 'GET lists:a', reply: '(error) WRONGTYPE Operation' },
        { line: 'GTE lists:a', reply: /^\(error\) ERR unknown command 'GTE'/ },
        { line: 'BLPOP lists:b 0', client: 'worker', waits: true, reply: '(nil)' },
      ],
    },
  ],
}

const skipped = (own?: Parameters<typeof sessionOf>[1]) => sessionOf(lesson, own).steps.map(step => step.skipped)

test('a step runs with its client, and goes on waiting where it waits', () => {
  expect(sessionOf(lesson).steps.map(({ client, blocks }) => [client, blocks])).toEqual([
    ['you', undefined],
    ['you', undefined],
    ['you', undefined],
    ['worker', true],
  ])
})

test('what Redis refuses is left out, with its words', () => {
  expect(skipped()).toEqual([undefined, 'WRONGTYPE Operation', "ERR unknown command 'GTE'", undefined])
})

test('a step that the person changed is left out only if Redis refused it', () => {
  const lineOf = (i: number) => ['RPUSH lists:a x', 'LLEN lists:a', 'NOPE', 'BLPOP lists:b 1'][i] ?? ''
  const printedOf = (i: number) => (i === 2 ? "(error) ERR unknown command 'NOPE'" : undefined)
  expect(skipped({ lineOf, printedOf })).toEqual([undefined, undefined, "ERR unknown command 'NOPE'", undefined])
})

test('a changed line that is no command is left out', () => {
  expect(sessionOf(lesson, { lineOf: () => 'GET "open', printedOf: () => undefined }).steps).toEqual([])
})
