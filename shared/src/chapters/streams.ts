/**
 * Streams, as a lesson: a log and its ids, ranges, readers that wait, groups that share the work, a crash and a claim, and
 * what is cut off.
 * Source: https://redis.io/docs/latest/develop/data-types/streams/
 */
import type { Chapter } from '../chapter.ts'
import type { Lesson } from '../lesson.ts'

export const chapter: Chapter = {
  path: 'streams',
  name: 'Streams',
  group: 'Structures',
  order: 60,
  type: 'stream',
  title: 'Streams',
  subtitle: 'A log that only grows at its end. Groups of consumers read it and acknowledge each entry.',
  taught: true,
  first: 'XADD events * action login user 1001',
}

export const lesson: Lesson = {
  chapter: chapter.path,
  prefix: 'streams:',
  intro: [
    'A stream is a log: entries are added at its end, each with an id that only rises, and reading takes nothing out of it.',
    'Groups of consumers share the work of reading, and each entry stays pending until somebody acknowledges it.',
  ],
  sections: [
    {
      title: 'A log with ids',
      text: [
        'An entry is a list of fields and values, like a small hash. Its id is `ms-seq`: the time in milliseconds, and a number that tells entries of the same millisecond apart.',
        '`XADD` with `*` lets Redis make the id from its clock. Here the ids are given, so that everybody sees the same.',
      ],
      steps: [
        {
          line: 'DEL streams:events streams:sensor',
          say: 'A stream needs no declaration: the first XADD makes it.',
          reply: /^\(integer\) [0-2]$/,
        },
        {
          line: 'XADD streams:events 1526919030474-0 action login user 1001',
          say: 'The reply is the id. The entry stands at the new end, under its moment.',
          reply: '"1526919030474-0"',
        },
        {
          line: 'XADD streams:events 1526919034050-0 action view user 1001',
          say: '3.6 s later.',
          reply: '"1526919034050-0"',
        },
        {
          line: 'XADD streams:events 1526919034050-* action view user 1002',
          say: '`ms-*` is there since 7.0.',
          reply: '"1526919034050-1"',
          predict: {
            ask: 'The last id is 1526919034050-0. Which one does Redis give for 1526919034050-*?',
            why: 'The number after the dash tells entries of one millisecond apart. It goes on from the last one, and begins at 0 in the next millisecond.',
          },
        },
        {
          line: 'XADD streams:events 1526919030000-0 action late user 7',
          reply: '(error) ERR The ID specified in XADD is equal or smaller than the target stream top item',
          predict: {
            ask: 'An entry arrives late: its id is smaller than the last one. What does XADD do?',
            choices: [
              { text: 'It puts the entry where it belongs in time', means: '"1526919030000-0"' },
              { text: 'It refuses', means: /^\(error\) ERR The ID specified in XADD is equal or smaller/ },
            ],
            why: 'A log grows at its end only. Ids rise even when the clock of the server steps back: then `*` goes on counting from the last id.',
          },
        },
        {
          line: 'XADD streams:events 1526919090000-0 action logout user 1001',
          say: 'The log goes on.',
          reply: '"1526919090000-0"',
        },
        { line: 'XLEN streams:events', say: 'O(1): the length is kept.', reply: '(integer) 4' },
        {
          line: 'XADD streams:sensor * temperature 19.8',
          say: 'With `*` the id is the time of now, by the clock of Redis.',
          reply: /^"\d{13,}-\d+"$/,
        },
      ],
    },
    {
      title: 'A stretch of the log',
      text: [
        '`XRANGE` takes two ids, both included; `-` and `+` are the smallest and the greatest there can be. A parenthesis leaves the id itself out.',
        'An id without its counter stands for the whole millisecond: for its first entry as a start, for its last one as an end.',
      ],
      steps: [
        {
          line: 'XRANGE streams:events - + COUNT 2',
          say: 'The two oldest. The bracket shows what was asked for.',
          reply:
            '1) 1) "1526919030474-0"\n   2) 1) "action"\n      2) "login"\n      3) "user"\n      4) "1001"\n2) 1) "1526919034050-0"\n   2) 1) "action"\n      2) "view"\n      3) "user"\n      4) "1001"',
        },
        {
          line: 'XRANGE streams:events 1526919034050 1526919034050',
          reply:
            '1) 1) "1526919034050-0"\n   2) 1) "action"\n      2) "view"\n      3) "user"\n      4) "1001"\n2) 1) "1526919034050-1"\n   2) 1) "action"\n      2) "view"\n      3) "user"\n      4) "1002"',
          predict: {
            ask: 'Start and end are the same millisecond, without a counter. How many entries come?',
            choices: [
              { text: 'None: no entry has that id', means: '(empty array)' },
              { text: 'One', means: /^1\) 1\)(?![\s\S]*^2\) 1\))/m },
              { text: 'Two: both of that millisecond', means: /^1\) 1\)[\s\S]*^2\) 1\)/m },
            ],
            why: 'As a start `1526919034050` means `-0`, as an end it means the greatest counter: the whole millisecond.',
          },
        },
        {
          line: 'XRANGE streams:events (1526919030474-0 +',
          say: 'Everything after an entry: that is how a long log is read page by page.',
          reply:
            '1) 1) "1526919034050-0"\n   2) 1) "action"\n      2) "view"\n      3) "user"\n      4) "1001"\n2) 1) "1526919034050-1"\n   2) 1) "action"\n      2) "view"\n      3) "user"\n      4) "1002"\n3) 1) "1526919090000-0"\n   2) 1) "action"\n      2) "logout"\n      3) "user"\n      4) "1001"',
        },
        {
          line: 'XREVRANGE streams:events + - COUNT 1',
          say: 'From the new end. Mind the order: the end comes first.',
          reply: '1) 1) "1526919090000-0"\n   2) 1) "action"\n      2) "logout"\n      3) "user"\n      4) "1001"',
        },
      ],
    },
    {
      title: 'Readers that follow',
      text: [
        '`XREAD` gives what comes after an id, of one stream or of several. Whoever reads remembers the last id and asks again from there: nobody else notices, and nothing is taken out.',
        '`$` is the last id at the moment of asking: only what is added later counts. That makes sense with `BLOCK` alone.',
      ],
      steps: [
        {
          line: 'XREAD COUNT 2 STREAMS streams:events 0',
          say: 'After 0: from the beginning.',
          reply:
            '1) 1) "streams:events"\n   2) 1) 1) "1526919030474-0"\n         2) 1) "action"\n            2) "login"\n            3) "user"\n            4) "1001"\n      2) 1) "1526919034050-0"\n         2) 1) "action"\n            2) "view"\n            3) "user"\n            4) "1001"',
        },
        {
          line: 'XREAD STREAMS streams:events 1526919034050-1',
          say: 'The next page begins after the last id of the one before.',
          reply:
            '1) 1) "streams:events"\n   2) 1) 1) "1526919090000-0"\n         2) 1) "action"\n            2) "logout"\n            3) "user"\n            4) "1001"',
        },
        {
          line: 'XREAD STREAMS streams:events $',
          reply: '(nil)',
          predict: {
            ask: 'Four entries are in the log. What does XREAD give from $ on?',
            choices: [
              { text: 'The last entry', means: /1526919090000-0/ },
              { text: 'All four', means: /1526919030474-0/ },
              { text: 'Nothing', means: '(nil)' },
            ],
            why: '$ is the last id there is, and nothing comes after it yet. Each new call with $ skips what was added since the one before: after the first, ask from the last id you got.',
          },
        },
        {
          line: 'XREAD BLOCK 0 STREAMS streams:events $',
          client: 'reader',
          waits: true,
          say: 'It waits under the log until something is added, and gets a copy of that. BLOCK 0 waits for ever.',
          reply:
            '1) 1) "streams:events"\n   2) 1) 1) "1526919095000-0"\n         2) 1) "action"\n            2) "login"\n            3) "user"\n            4) "1002"',
        },
        {
          line: 'XADD streams:events 1526919095000-0 action login user 1002',
          say: 'Every reader that waits is served, not only the first: this is no queue.',
          reply: '"1526919095000-0"',
        },
      ],
    },
    {
      title: 'A group shares the work',
      text: [
        'A consumer group is a mark in the log: the last entry that was delivered to it. Each entry goes to one consumer of the group, and is pending with it until `XACK`.',
        'Consumers need no declaration; a name is enough. `>` asks for entries that were delivered to nobody of the group yet.',
      ],
      steps: [
        { line: 'DEL streams:orders', reply: /^\(integer\) [01]$/ },
        { line: 'XADD streams:orders 1526919100000-0 item chair', reply: '"1526919100000-0"' },
        { line: 'XADD streams:orders 1526919101000-0 item desk', reply: '"1526919101000-0"' },
        { line: 'XADD streams:orders 1526919104000-0 item rug', reply: '"1526919104000-0"' },
        {
          line: 'XGROUP CREATE streams:orders billing 0',
          say: 'From 0: all there is counts. From `$` only what is added from now on would.',
          reply: 'OK',
        },
        {
          line: 'XREADGROUP GROUP billing alice COUNT 2 STREAMS streams:orders >',
          client: 'alice',
          say: 'The mark moves two entries on, and both are pending with alice.',
          reply:
            '1) 1) "streams:orders"\n   2) 1) 1) "1526919100000-0"\n         2) 1) "item"\n            2) "chair"\n      2) 1) "1526919101000-0"\n         2) 1) "item"\n            2) "desk"',
        },
        {
          line: 'XREADGROUP GROUP billing bob COUNT 2 STREAMS streams:orders >',
          client: 'bob',
          reply: '1) 1) "streams:orders"\n   2) 1) 1) "1526919104000-0"\n         2) 1) "item"\n            2) "rug"',
          predict: {
            ask: 'alice got two of three entries and has not acknowledged them. What does bob get?',
            choices: [
              { text: 'The same two', means: /1526919100000-0/ },
              { text: 'The third', means: /^(?![\s\S]*1526919100000-0)[\s\S]*1526919104000-0/ },
              { text: 'Nothing until alice is done', means: '(nil)' },
            ],
            why: 'Within a group each entry is delivered to one consumer. alice does not hold up bob.',
          },
        },
        {
          line: 'XPENDING streams:orders billing',
          say: 'How many are pending, from which to which id, and how many each consumer has.',
          reply:
            '1) (integer) 3\n2) "1526919100000-0"\n3) "1526919104000-0"\n4) 1) 1) "alice"\n      2) "2"\n   2) 1) "bob"\n      2) "1"',
        },
        {
          line: 'XACK streams:orders billing 1526919100000-0',
          client: 'alice',
          say: 'Done: no longer pending.',
          reply: '(integer) 1',
          predict: {
            ask: 'alice acknowledges the first entry. How long is the stream afterwards?',
            by: { line: 'XLEN streams:orders', reply: '(integer) 3' },
            choices: [
              { text: '2: what is done is gone', means: '(integer) 2' },
              { text: '3: nothing is taken out', means: '(integer) 3' },
            ],
            why: 'XACK takes the entry off the list of what is pending in the group. The log stays as it is; only trimming and deleting make it shorter.',
          },
        },
      ],
    },
    {
      title: 'A crash, and a claim',
      text: [
        'alice stops before she acknowledges her second entry. It is not lost: it stays pending, with the time since it was delivered and how often it was.',
        'Another consumer takes over what was idle for long: `XCLAIM` by id, `XAUTOCLAIM` (6.2) as a scan. A consumer that comes back reads its own pending entries with an id instead of `>`.',
      ],
      steps: [
        {
          line: 'XPENDING streams:orders billing - + 10',
          say: 'One by one: id, consumer, idle time in ms, number of deliveries.',
          reply:
            /^1\) 1\) "1526919101000-0"\n {3}2\) "alice"\n {3}3\) \(integer\) \d+\n {3}4\) \(integer\) 1\n2\) 1\) "1526919104000-0"\n {3}2\) "bob"/,
        },
        {
          line: 'XREADGROUP GROUP billing bob STREAMS streams:orders >',
          client: 'bob',
          reply: '(nil)',
          predict: {
            ask: 'alice is gone for good, with one entry pending. Does bob get it with > now?',
            choices: [
              { text: 'Yes, Redis gives it to the next who asks', means: /1526919101000-0/ },
              { text: 'No', means: '(nil)' },
            ],
            why: 'Redis does not know that alice crashed. What was delivered stays with her until somebody claims it.',
          },
        },
        {
          line: 'XCLAIM streams:orders billing bob 0 1526919101000-0',
          client: 'bob',
          say: 'It moves from alice to bob, and was delivered twice now. The 0 is the least idle time in ms: use minutes, so that nobody claims what is being worked on.',
          reply: '1) 1) "1526919101000-0"\n   2) 1) "item"\n      2) "desk"',
        },
        {
          line: 'XREADGROUP GROUP billing bob STREAMS streams:orders 0',
          client: 'bob',
          say: 'His own pending entries: what a consumer asks for when it starts again.',
          reply:
            '1) 1) "streams:orders"\n   2) 1) 1) "1526919101000-0"\n         2) 1) "item"\n            2) "desk"\n      2) 1) "1526919104000-0"\n         2) 1) "item"\n            2) "rug"',
        },
        {
          line: 'XACK streams:orders billing 1526919101000-0 1526919104000-0',
          client: 'bob',
          reply: '(integer) 2',
        },
        {
          line: 'XADD streams:orders 1526919110000-0 item sofa',
          reply: '"1526919110000-0"',
        },
        {
          line: 'XREADGROUP GROUP billing alice STREAMS streams:orders >',
          client: 'alice',
          say: 'alice is back, takes the sofa, and crashes again.',
          reply: '1) 1) "streams:orders"\n   2) 1) 1) "1526919110000-0"\n         2) 1) "item"\n            2) "sofa"',
        },
        {
          line: 'XAUTOCLAIM streams:orders billing bob 0 0-0 COUNT 10',
          client: 'bob',
          say: 'Claims whatever is idle long enough. The first value is where to go on, `0-0` when the scan is over; the last lists entries that were deleted meanwhile.',
          reply: '1) "0-0"\n2) 1) 1) "1526919110000-0"\n      2) 1) "item"\n         2) "sofa"\n3) (empty array)',
        },
        {
          line: 'XINFO CONSUMERS streams:orders billing',
          say: 'alice still stands there, with nothing pending.',
          reply:
            /"alice"\n {3}3\) "pending"\n {3}4\) \(integer\) 0[\s\S]*"bob"\n {3}3\) "pending"\n {3}4\) \(integer\) 1/,
        },
      ],
    },
    {
      title: 'Two groups',
      text: [
        'Each group has its own mark and its own pending entries. Groups do not share the work: each gets all of it, as billing and shipping both must see every order.',
        'At least once is what a group promises: an entry may be delivered again after a claim, so whoever handles it must bear to see it twice.',
      ],
      steps: [
        { line: 'XGROUP CREATE streams:orders shipping 0', say: 'A second lane, at the beginning.', reply: 'OK' },
        {
          line: 'XREADGROUP GROUP shipping carol COUNT 1 STREAMS streams:orders >',
          client: 'carol',
          reply: '1) 1) "streams:orders"\n   2) 1) 1) "1526919100000-0"\n         2) 1) "item"\n            2) "chair"',
          predict: {
            ask: 'billing was delivered everything and has acknowledged the first order. What does carol of shipping get?',
            choices: [
              { text: 'Nothing, all is delivered', means: '(nil)' },
              { text: 'The chair, the very first order', means: /1526919100000-0/ },
              { text: 'The sofa, the only one still pending', means: /1526919110000-0/ },
            ],
            why: 'A group knows nothing of the others. What billing was delivered and acknowledged is no matter to shipping.',
          },
        },
        {
          line: 'XINFO GROUPS streams:orders',
          say: 'For each group its consumers, what is pending, its mark, and the lag: entries not delivered yet.',
          reply: /"name"\n +2\) "billing"[\s\S]*"name"\n +2\) "shipping"[\s\S]*"lag"\n +12\) \(integer\) 3/,
        },
        {
          line: 'XGROUP SETID streams:orders shipping $',
          say: 'The mark jumps to the end: the orders between are skipped.',
          reply: 'OK',
        },
        {
          line: 'XGROUP DELCONSUMER streams:orders billing alice',
          say: 'The number is what was pending with her.',
          reply: '(integer) 0',
        },
        {
          line: 'XGROUP DESTROY streams:orders shipping',
          say: 'The lane goes, with what was pending. The log stays.',
          reply: '(integer) 1',
        },
      ],
    },
    {
      title: 'Cut off',
      text: [
        'A log grows until somebody cuts it. `XTRIM` takes the oldest; `XADD … MAXLEN` does it with each entry. With `~` Redis cuts whole blocks only, which costs much less, and keeps a few more than asked.',
        '`XDEL` deletes single entries. One that is pending leaves a hole: the group still waits for it.',
      ],
      steps: [
        { line: 'XTRIM streams:events MAXLEN 3', say: 'The number is how many were cut off.', reply: '(integer) 2' },
        {
          line: 'XTRIM streams:events MINID 1526919090000',
          say: 'By time instead: what is older than this id.',
          reply: '(integer) 1',
        },
        {
          line: 'XADD streams:events MAXLEN 2 1526919099000-0 action view user 1002',
          say: 'One in, one out.',
          reply: '"1526919099000-0"',
        },
        {
          line: 'XDEL streams:orders 1526919110000-0',
          say: 'The sofa is pending with bob. The entry is gone, its place in the group is not: acknowledge it, and the hole closes.',
          reply: '(integer) 1',
        },
        {
          line: 'XACK streams:orders billing 1526919110000-0',
          client: 'bob',
          say: 'Now nobody waits for it.',
          reply: '(integer) 1',
        },
        {
          line: 'XINFO STREAM streams:orders',
          say: 'Length, last id, how many were ever added, how many groups.',
          reply: /^ *1\) "length"\n *2\) \(integer\) 3[\s\S]*"entries-added"\n *\d+\) \(integer\) 4/,
        },
        {
          line: 'XTRIM streams:orders MAXLEN 0',
          reply: '(integer) 3',
          predict: {
            ask: 'The stream is trimmed to nothing. Is the key gone, as with an empty list?',
            by: { line: 'EXISTS streams:orders', reply: '(integer) 1' },
            choices: [
              { text: 'Yes', means: '(integer) 0' },
              { text: 'No, an empty stream stays', means: '(integer) 1' },
            ],
            why: 'An empty stream still knows its last id and its groups. It goes when it is deleted.',
          },
        },
      ],
    },
  ],
}
