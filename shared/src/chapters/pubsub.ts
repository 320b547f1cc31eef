/**
 * Pub/Sub, as a lesson: who hears a message, who does not, and what a stream does better.
 * Source: https://redis.io/docs/latest/develop/pubsub/
 */
import type { Chapter } from '../chapter.ts'
import type { Lesson } from '../lesson.ts'

export const chapter: Chapter = {
  path: 'pubsub',
  name: 'Pub/Sub',
  group: 'Structures',
  order: 70,
  place: true,
  title: 'Pub/Sub',
  subtitle: 'A message goes to whoever listens at that moment, and is kept for nobody.',
  taught: true,
}

export const lesson: Lesson = {
  chapter: chapter.path,
  prefix: 'pubsub:',
  intro: [
    'A publisher sends a message to a channel; whoever listens to it at that moment gets it.',
    'Nothing is stored: a channel is no key, and a message that nobody hears is gone.',
  ],
  sections: [
    {
      title: 'Nobody listens',
      text: ['`PUBLISH` answers how many times the message was delivered. 0 is no error.'],
      steps: [
        {
          line: 'PUBLISH pubsub:news hello',
          say: 'It is seen to vanish.',
          reply: '(integer) 0',
          predict: {
            ask: 'Nobody listens to the channel. What does PUBLISH do?',
            choices: [
              { text: 'It keeps the message for the first who subscribes', means: '(integer) 1' },
              { text: 'It is an error: there is no such channel', means: /^\(error\)/ },
              { text: 'It answers 0, and the message is gone', means: '(integer) 0' },
            ],
            why: 'Channels need not be made and hold nothing. Fire and forget: at most once.',
          },
        },
        {
          line: 'EXISTS pubsub:news',
          say: 'A channel is no key. Channels share nothing with the keys, not even the database number.',
          reply: '(integer) 0',
        },
      ],
    },
    {
      title: 'One listens',
      text: [
        'A client that subscribes gets messages pushed to its connection, whenever they come.',
        'Over RESP2 it can run nothing but (un)subscribing, `PING`, `QUIT` and `RESET` meanwhile: whoever publishes is another client. Over RESP3 (`HELLO 3`) it may run any command.',
      ],
      steps: [
        {
          line: 'SUBSCRIBE pubsub:news',
          client: 'reader-1',
          say: 'The reply is the acknowledgement: the channel, and how many this client listens to now.',
          reply: '1) "subscribe"\n2) "pubsub:news"\n3) (integer) 1',
        },
        {
          line: 'GET pubsub:any',
          client: 'reader-1',
          reply: /^\(error\) ERR Can't execute 'get'/,
          predict: {
            ask: 'reader-1 has subscribed over RESP2. What does it get for a GET?',
            choices: [
              { text: 'nil, the key does not exist', means: '(nil)' },
              { text: 'an error', means: /^\(error\)/ },
            ],
            why: 'A RESP2 connection cannot tell a reply from a pushed message, so Redis refuses all other commands until it has unsubscribed.',
          },
        },
        {
          line: 'PUBLISH pubsub:news "first edition"',
          say: 'From the publisher to the channel to reader-1.',
          reply: '(integer) 1',
        },
        {
          line: 'PUBSUB NUMSUB pubsub:news',
          say: 'How many listen to the channel by its name.',
          reply: '1) "pubsub:news"\n2) (integer) 1',
        },
      ],
    },
    {
      title: 'Who comes late',
      text: ['A subscription begins with its acknowledgement. What was said before is not repeated.'],
      steps: [
        { line: 'PUBLISH pubsub:news "second edition"', reply: '(integer) 1' },
        {
          line: 'SUBSCRIBE pubsub:news',
          client: 'reader-2',
          say: 'reader-2 has missed two editions, and will never see them.',
          reply: '1) "subscribe"\n2) "pubsub:news"\n3) (integer) 1',
        },
        { line: 'PUBLISH pubsub:news "third edition"', say: 'Now two hear it.', reply: '(integer) 2' },
      ],
    },
    {
      title: 'Patterns',
      text: [
        '`PSUBSCRIBE` listens to all channels whose name fits a pattern: `*` any characters, `?` one, `[ab]` one of these.',
        'Channel and pattern are two subscriptions, even of one client.',
      ],
      steps: [
        {
          line: 'PSUBSCRIBE pubsub:*',
          client: 'reader-1',
          reply: '1) "psubscribe"\n2) "pubsub:*"\n3) (integer) 2',
        },
        {
          line: 'PUBLISH pubsub:news "fourth edition"',
          say: 'reader-1 gets it twice: by the channel, and by the pattern.',
          reply: '(integer) 3',
          predict: {
            ask: 'reader-1 listens to the channel and to a pattern that fits it, reader-2 to the channel. What does PUBLISH answer?',
            choices: [
              { text: '2, one for each client', means: '(integer) 2' },
              { text: '3, one for each subscription', means: '(integer) 3' },
            ],
            why: 'The message is delivered once for each subscription that fits. PUBLISH counts deliveries, not clients.',
          },
        },
        { line: 'PUBLISH pubsub:sports goal', say: 'Only the pattern fits.', reply: '(integer) 1' },
        {
          line: 'PUBSUB NUMPAT',
          say: 'Patterns of all clients; one may be this page’s own, which hears of changed keys that way. Each message published is held against all of them.',
          reply: /^\(integer\) [1-9]\d*$/,
        },
      ],
    },
    {
      title: 'Leaving',
      text: [
        '`UNSUBSCRIBE` ends subscriptions, `RESET` all of them and everything else a connection is in the middle of.',
      ],
      steps: [
        {
          line: 'UNSUBSCRIBE pubsub:news',
          client: 'reader-1',
          reply: '1) "unsubscribe"\n2) "pubsub:news"\n3) (integer) 1',
        },
        { line: 'RESET', client: 'reader-1', reply: 'RESET' },
        { line: 'RESET', client: 'reader-2', reply: 'RESET' },
        { line: 'PUBLISH pubsub:news "last edition"', say: 'Back to nobody.', reply: '(integer) 0' },
      ],
    },
    {
      title: 'A stream keeps what was said',
      text: [
        'When nobody may miss a message, use a stream: it is a key, its entries stay, and each reader goes on from where it was.',
        'Pub/Sub is for what is worthless a moment later: a cursor that moves, a cache entry to drop.',
      ],
      steps: [
        { line: 'DEL pubsub:log', reply: /^\(integer\) [01]$/ },
        { line: 'XADD pubsub:log 1-1 text "first edition"', say: 'Nobody reads yet.', reply: '"1-1"' },
        {
          line: 'XREAD COUNT 10 STREAMS pubsub:log 0',
          client: 'reader-2',
          say: 'Late, and yet nothing is missed.',
          reply: '1) 1) "pubsub:log"\n   2) 1) 1) "1-1"\n         2) 1) "text"\n            2) "first edition"',
        },
      ],
    },
  ],
}
