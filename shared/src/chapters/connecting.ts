/**
 * Connecting, as a lesson: what a connection is to Redis, what it remembers, and that two of them are two.
 * Source: https://redis.io/docs/latest/develop/reference/clients/
 */
import type { Chapter } from '../chapter.ts'
import type { Lesson } from '../lesson.ts'

export const chapter: Chapter = {
  path: 'connecting',
  name: 'Connecting',
  group: 'Overview',
  order: 20,
  place: true,
  title: 'Connecting',
  subtitle: 'A client opens a connection and sends commands over it. A pool keeps some of them open.',
  taught: true,
}

export const lesson: Lesson = {
  chapter: chapter.path,
  prefix: 'connecting:',
  intro: [
    'A client opens a TCP connection, says who it is, and sends commands. Redis answers in order.',
    'Each tab of the console is such a connection. So is each one of a pool.',
  ],
  sections: [
    {
      title: 'Is somebody there?',
      text: ['`PING` is the cheapest question. It goes to the server and back: its time is that of the road.'],
      steps: [
        { line: 'PING', reply: 'PONG' },
        { line: 'PING "hello?"', say: 'With a word it answers that word.', reply: '"hello?"' },
        {
          line: 'ECHO hello',
          reply: '"hello"',
        },
        {
          line: 'PONG',
          reply: /^\(error\) ERR unknown command/,
          say: 'An error is an answer too.',
          predict: {
            ask: 'PONG is no command. What happens to the connection?',
            by: { line: 'PING', reply: 'PONG' },
            choices: [
              { text: 'it is closed', means: /closed/ },
              { text: 'it goes on', means: 'PONG' },
            ],
            why: 'Redis answers with an error and waits for the next command. Only errors of the protocol itself end a connection.',
          },
        },
      ],
    },
    {
      title: 'What a connection remembers',
      text: [
        'Its name, its database, its protocol, whether it is in a transaction. A new connection remembers nothing of it.',
      ],
      steps: [
        { line: 'CLIENT ID', say: 'A number that is never given out twice.', reply: /^\(integer\) \d+$/ },
        { line: 'CLIENT SETNAME connecting', reply: 'OK' },
        { line: 'CLIENT GETNAME', reply: '"connecting"' },
        {
          line: 'CLIENT GETNAME',
          client: 'B',
          reply: '"B"',
          predict: {
            ask: 'Client B asks for its name. What is it?',
            choices: [
              { text: 'connecting', means: '"connecting"' },
              { text: 'its own', means: '"B"' },
            ],
            why: 'A name belongs to one connection. From a pool one may get any of them: set the name where the pool opens them.',
          },
        },
        {
          line: 'CLIENT LIST',
          say: 'Every connection of the server: address, name, age, what it did last.',
          reply: /name=connecting/,
        },
      ],
    },
    {
      title: 'One data, many connections',
      text: ['What one connection writes the next one reads. Commands of all of them run one at a time.'],
      steps: [
        { line: 'SET connecting:hits 0', reply: 'OK' },
        { line: 'INCR connecting:hits', reply: '(integer) 1' },
        { line: 'INCR connecting:hits', client: 'B', reply: '(integer) 2' },
        {
          line: 'GET connecting:hits',
          reply: '"2"',
          predict: {
            ask: 'Both clients have counted once. What is there?',
            choices: [
              { text: '1 for each of them', means: '"1"' },
              { text: '2', means: '"2"' },
            ],
            why: 'There is one keyspace for all connections of a database, and counting is one step.',
          },
        },
      ],
    },
    {
      title: 'Who may',
      text: ['A server may ask for a password. A wrong one is refused, and the connection stays who it was.'],
      steps: [
        { line: 'AUTH nobody wrong-password', reply: /^\(error\) WRONGPASS/ },
        { line: 'PING', reply: 'PONG' },
      ],
    },
  ],
}
