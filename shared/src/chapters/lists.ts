/**
 * Lists, as a lesson: both ends, ranges, waiting, a queue with two workers, and what a pop can lose.
 * Source: https://redis.io/docs/latest/develop/data-types/lists/
 */
import type { Chapter } from '../chapter.ts'
import type { Lesson } from '../lesson.ts'

export const chapter: Chapter = {
  path: 'lists',
  name: 'Lists',
  group: 'Structures',
  order: 30,
  type: 'list',
  title: 'Lists',
  subtitle: 'A list grows and shrinks at both ends. Push and pop at either end cost O(1).',
  taught: true,
  first: 'RPUSH queue:notifications msg5 msg4 msg3 msg2 msg1',
}

export const lesson: Lesson = {
  chapter: chapter.path,
  prefix: 'lists:',
  intro: [
    'A list keeps strings in the order in which they came, and is pushed and popped at either end.',
    'That makes it a queue, a stack, or the last hundred of anything.',
  ],
  sections: [
    {
      title: 'Both ends',
      text: [
        'The head is on the left, the tail on the right. `LPUSH` and `LPOP` work at the head, `RPUSH` and `RPOP` at the tail. Each costs O(1), however long the list is.',
        'Push at one end and pop at the other: a queue. Push and pop at the same end: a stack.',
      ],
      steps: [
        {
          line: 'DEL lists:queue:notifications',
          say: 'A list needs no declaration: the first push makes it, the last pop takes it away.',
          reply: /^\(integer\) [01]$/,
        },
        {
          line: 'LPUSH lists:queue:notifications msg1 msg2 msg3 msg4 msg5',
          say: 'The reply is the new length.',
          reply: '(integer) 5',
          predict: {
            ask: 'One LPUSH with five elements: which one is the head afterwards?',
            by: { line: 'LINDEX lists:queue:notifications 0', reply: '"msg5"' },
            choices: [
              { text: 'msg1, the first one given', means: '"msg1"' },
              { text: 'msg5, the last one given', means: '"msg5"' },
            ],
            why: 'The elements are pushed one after the other, each becomes the head in its turn: they stand in the reverse of the order given.',
          },
        },
        {
          line: 'RPUSH lists:queue:notifications msg0',
          say: 'At the tail. No index of the others changes; every negative index does.',
          reply: '(integer) 6',
        },
        { line: 'LPOP lists:queue:notifications', say: 'The head leaves, to the left.', reply: '"msg5"' },
        { line: 'RPOP lists:queue:notifications', say: 'The tail leaves, to the right.', reply: '"msg0"' },
        {
          line: 'LPOP lists:queue:notifications 2',
          say: 'With a count (since 6.2) the reply is an array, even for one element.',
          reply: '1) "msg4"\n2) "msg3"',
        },
        { line: 'LLEN lists:queue:notifications', say: 'The length is kept: it is not counted.', reply: '(integer) 2' },
      ],
    },
    {
      title: 'Ranges and indexes',
      text: [
        'Indexes count from 0 at the head; negative ones from -1 at the tail. Both ends of a range belong to it.',
        '`LINDEX` walks: from the nearer end, element by element. At either end it costs O(1), in the middle O(n).',
      ],
      steps: [
        { line: 'DEL lists:numbers', reply: /^\(integer\) [01]$/ },
        { line: 'RPUSH lists:numbers 0 1 2 3 4 5 6 7 8 9', reply: '(integer) 10' },
        {
          line: 'LRANGE lists:numbers 2 5',
          reply: '1) "2"\n2) "3"\n3) "4"\n4) "5"',
          predict: {
            ask: 'How many elements does LRANGE 2 5 give?',
            choices: [
              { text: '3, the end is left out as in Python', means: '1) "2"\n2) "3"\n3) "4"' },
              { text: '4, the end is included', means: '1) "2"\n2) "3"\n3) "4"\n4) "5"' },
            ],
            why: 'A range of Redis includes both of its ends. 0 -1 is therefore the whole list, and 0 9 its first ten.',
          },
        },
        {
          line: 'LRANGE lists:numbers -3 99',
          say: 'An end past the tail is clamped to it. That is no error.',
          reply: '1) "7"\n2) "8"\n3) "9"',
        },
        { line: 'LINDEX lists:numbers 3', say: 'Three steps from the head.', reply: '"3"' },
        {
          line: 'LINDEX lists:numbers -2',
          say: 'One step from the tail: the nearer end.',
          reply: '"8"',
          predict: {
            ask: 'The list holds 0 to 9. What does LINDEX -2 say?',
            why: '-1 is the last element, 9, and -2 the one before it. From the tail there is no 0.',
          },
        },
        { line: 'LINDEX lists:numbers 10', say: 'There is no such index: nil, and no error.', reply: '(nil)' },
      ],
    },
    {
      title: 'Changing what is inside',
      text: [
        'A list is made for its ends. What changes its middle has to walk there first.',
        '`LTRIM` says what to keep. After a push, `LTRIM key 0 99` keeps the last hundred: a log that never grows.',
      ],
      steps: [
        { line: 'DEL lists:numbers', reply: /^\(integer\) [01]$/ },
        { line: 'RPUSH lists:numbers 0 1 2 3 4 5 6 7 8 9', reply: '(integer) 10' },
        { line: 'LSET lists:numbers 0 first', say: 'Another element in the same place.', reply: 'OK' },
        {
          line: 'LINSERT lists:numbers BEFORE 4 three-and-a-half',
          say: 'The pivot is an element, not an index: the first that is equal, from the head.',
          reply: '(integer) 11',
        },
        {
          line: 'LREM lists:numbers 1 9',
          say: 'Takes out elements that are equal to 9: one at most, from the head.',
          reply: '(integer) 1',
        },
        {
          line: 'LTRIM lists:numbers 0 4',
          say: 'Scissors behind index 4: what lies beyond is gone.',
          reply: 'OK',
        },
        {
          line: 'LTRIM lists:numbers 7 9',
          say: 'Nothing lies in this range.',
          reply: 'OK',
          predict: {
            ask: 'The list has five elements. What does EXISTS say after LTRIM 7 9?',
            by: { line: 'EXISTS lists:numbers', reply: '(integer) 0' },
            choices: [
              { text: '1: the range is out of bounds, so nothing is done', means: '(integer) 1' },
              { text: '0: nothing is kept, and the key is gone', means: '(integer) 0' },
            ],
            why: 'LTRIM names what stays. A range without an element empties the list, and Redis deletes an empty list with its key.',
          },
        },
      ],
    },
    {
      title: 'From one list to another',
      text: [
        '`LMOVE` pops at one list and pushes at another in one step: the element is always in one of them, and no other client sees it in neither.',
        '`RPOPLPUSH` is its older form, deprecated since 6.2: `LMOVE from to RIGHT LEFT`.',
      ],
      steps: [
        { line: 'DEL lists:todo lists:doing', reply: /^\(integer\) [0-2]$/ },
        { line: 'RPUSH lists:todo wash cook write', reply: '(integer) 3' },
        {
          line: 'LMOVE lists:todo lists:doing LEFT RIGHT',
          say: 'From the head of one to the tail of the other.',
          reply: '"wash"',
        },
        {
          line: 'RPOPLPUSH lists:todo lists:doing',
          say: 'Deprecated. The same as LMOVE lists:todo lists:doing RIGHT LEFT.',
          reply: '"write"',
        },
        {
          line: 'LMOVE lists:doing lists:doing LEFT RIGHT',
          say: 'Both names alike: the list is rotated.',
          reply: '"write"',
        },
      ],
    },
    {
      title: 'Waiting for an element',
      text: [
        '`BLPOP` and `BRPOP` wait where `LPOP` and `RPOP` would answer nil. A client that waits does not ask again and again. Only that client is blocked, Redis serves all others.',
        'The last argument is the time-out in seconds, and 0 means for ever.',
        '`BRPOPLPUSH`, deprecated since 6.2, is `BLMOVE from to RIGHT LEFT` today.',
      ],
      steps: [
        { line: 'DEL lists:jobs lists:pending lists:processing', reply: /^\(integer\) [0-3]$/ },
        { line: 'RPUSH lists:jobs j1 j2', reply: '(integer) 2' },
        {
          line: 'BLPOP lists:jobs 5',
          say: 'There is one: it answers at once, with the key and the element. Several keys may be named.',
          reply: '1) "lists:jobs"\n2) "j1"',
        },
        { line: 'BRPOP lists:jobs 5', reply: '1) "lists:jobs"\n2) "j2"' },
        {
          line: 'BLPOP lists:jobs 0.05',
          say: 'Nothing comes within 50 ms: nil. The time-out may be a fraction.',
          reply: '(nil)',
        },
        { line: 'RPUSH lists:pending p1 p2', reply: '(integer) 2' },
        {
          line: 'BRPOPLPUSH lists:pending lists:processing 5',
          say: 'Deprecated: BLMOVE lists:pending lists:processing RIGHT LEFT 5.',
          reply: '"p2"',
        },
        { line: 'BLMOVE lists:pending lists:processing RIGHT LEFT 5', reply: '"p1"' },
      ],
    },
    {
      title: 'A queue with two workers',
      text: [
        'Two workers wait for the same list, which does not exist yet. Redis serves the one that has waited longest.',
        'The first client pushes. Whoever is served stops waiting, and has to ask again.',
      ],
      steps: [
        { line: 'DEL lists:queue', reply: /^\(integer\) [01]$/ },
        {
          line: 'BLPOP lists:queue 0',
          client: 'worker-1',
          waits: true,
          say: 'worker-1 waits, for ever if need be.',
          reply: '1) "lists:queue"\n2) "job:1"',
        },
        {
          line: 'BLPOP lists:queue 0',
          client: 'worker-2',
          waits: true,
          say: 'worker-2 waits behind it.',
          reply: '1) "lists:queue"\n2) "job:2"',
        },
        {
          line: 'RPUSH lists:queue job:1 job:2 job:3',
          say: 'job:1 goes to worker-1, job:2 to worker-2.',
          reply: '(integer) 3',
          predict: {
            ask: 'Two workers wait, three jobs are pushed. How many are left in the list?',
            by: { line: 'LLEN lists:queue', reply: '(integer) 1' },
            choices: [
              { text: '3, as RPUSH answers', means: '(integer) 3' },
              { text: '2, one worker is woken', means: '(integer) 2' },
              { text: '1, both are served', means: '(integer) 1' },
            ],
            why: 'RPUSH answers the length after its push. Then, before any other command runs, Redis serves those who wait, one element each.',
          },
        },
        { line: 'LPOP lists:queue', say: 'What nobody waited for stays.', reply: '"job:3"' },
      ],
    },
    {
      title: 'A job that is not lost',
      text: [
        '`LMOVE` (or `BLMOVE`, to wait) puts the job into a list of what is being done. When it is done, `LREM` takes it out: that is the acknowledgement.',
        'A worker that dies leaves its job there, where it can be seen and put back. It may run twice then: at least once, not exactly once.',
      ],
      steps: [
        { line: 'DEL lists:emails lists:emails:processing', reply: /^\(integer\) [0-2]$/ },
        { line: 'RPUSH lists:emails to:alice to:bob', reply: '(integer) 2' },
        {
          line: 'LMOVE lists:emails lists:emails:processing LEFT RIGHT',
          client: 'worker-1',
          say: 'worker-1 takes it. It is in sight as long as it is not done.',
          reply: '"to:alice"',
        },
        {
          line: 'LREM lists:emails:processing 1 to:alice',
          client: 'worker-1',
          say: 'Done and acknowledged.',
          reply: '(integer) 1',
        },
        {
          line: 'LMOVE lists:emails lists:emails:processing LEFT RIGHT',
          client: 'worker-1',
          say: 'Say worker-1 dies now.',
          reply: '"to:bob"',
        },
        {
          line: 'LMOVE lists:emails:processing lists:emails RIGHT LEFT',
          say: 'What it left goes back to the head, for another worker.',
          reply: '"to:bob"',
        },
        {
          line: 'OBJECT ENCODING lists:emails',
          say: 'Which structure keeps a list is up to the version: ask, and build on nothing.',
          reply: /^"(listpack|quicklist|ziplist|linkedlist)"$/,
        },
      ],
    },
    {
      title: 'A pop is a job at most once',
      text: [
        'The notebook’s queue takes a job with `LPOP` or `BLPOP`. From then on it is nowhere but in the worker. When the worker dies, the job is lost.',
        'Its `dequeue(timeout=0)` answers at once, since 0 means “do not wait” there. To Redis, `BLPOP key 0` means the opposite: wait for ever.',
      ],
      notebook: true,
      steps: [
        { line: 'DEL lists:fragile', reply: /^\(integer\) [01]$/ },
        { line: 'RPUSH lists:fragile to:carol', reply: '(integer) 1' },
        {
          line: 'LPOP lists:fragile',
          client: 'A',
          say: 'Worker A has the only copy. Say it dies before the work is done.',
          reply: '"to:carol"',
        },
        {
          line: 'LPOP lists:fragile',
          client: 'B',
          say: 'Worker B finds nothing: to:carol gets no mail, and nobody knows.',
          reply: '(nil)',
          predict: {
            ask: 'Worker A died with the job. What does worker B get?',
            choices: [
              { text: 'The job: Redis puts it back when A disconnects', means: '"to:carol"' },
              { text: 'Nothing: the job is lost', means: '(nil)' },
            ],
            why: 'A pop hands the element over and forgets it. Redis does not know what the worker did with it: at most once.',
          },
        },
        {
          line: 'BLPOP lists:fragile 0',
          client: 'A',
          waits: true,
          say: '0 is no “at once” here: A waits until something comes.',
          reply: '1) "lists:fragile"\n2) "to:dave"',
        },
        { line: 'RPUSH lists:fragile to:dave', client: 'B', say: 'Only this ends the wait.', reply: '(integer) 1' },
      ],
    },
  ],
}
