/**
 * Strings, as a lesson: bytes, conditions, counters, ranges, bits, and a lock that is never let go.
 * Source: https://redis.io/docs/latest/develop/data-types/strings/
 */
import type { Chapter } from '../chapter.ts'
import type { Lesson } from '../lesson.ts'

export const chapter: Chapter = {
  path: 'strings',
  name: 'Strings',
  group: 'Structures',
  order: 10,
  type: 'string',
  title: 'Strings',
  subtitle: 'A key holds bytes: text, a number to count with, a picture. GET and SET cost O(1).',
  taught: true,
  first: 'SET user:1001:name "John Doe"',
}

export const lesson: Lesson = {
  chapter: chapter.path,
  prefix: 'strings:',
  intro: [
    'A string is a run of bytes under a name: text, a number, JSON, a picture. At most 512 MB.',
    'Everything else in Redis is made of strings: fields, elements, members.',
  ],
  sections: [
    {
      title: 'Set and get',
      text: ['`SET` writes the whole value, whatever stood there before. `GET` reads it. Both cost O(1).'],
      steps: [
        { line: 'SET strings:user:1001:name "John Doe"', reply: 'OK' },
        {
          line: 'GET strings:user:1001:name',
          say: 'The quotes are redis-cli’s. Redis keeps the eight bytes.',
          reply: '"John Doe"',
        },
        {
          line: 'GET strings:user:9999:name',
          reply: '(nil)',
          predict: {
            ask: 'What does GET say of a key that does not exist?',
            choices: [
              { text: 'an empty string', means: '""' },
              { text: 'nil', means: '(nil)' },
              { text: 'an error', means: /^\(error\)/ },
            ],
            why: 'Nil is no error, and an empty string is something else: a key that is there.',
          },
        },
        {
          line: 'MSET strings:user:1001:email john@example.com strings:user:1001:age 30',
          say: 'Several keys in one step: nobody sees only some of them.',
          reply: 'OK',
        },
        {
          line: 'MGET strings:user:1001:name strings:user:1001:email strings:user:1001:age strings:user:1001:nick',
          say: 'One answer for each key asked, in that order; what is not there is nil.',
          reply: '1) "John Doe"\n2) "john@example.com"\n3) "30"\n4) (nil)',
        },
        {
          line: 'EXISTS strings:user:1001:name strings:user:1001:nick strings:user:1001:name',
          say: 'It counts: a key named twice counts twice.',
          reply: '(integer) 2',
        },
        {
          line: 'DEL strings:user:1001:email strings:user:1001:nick',
          say: 'The reply is how many there were to delete.',
          reply: '(integer) 1',
        },
      ],
    },
    {
      title: 'With a time to live',
      text: [
        '`EX` counts seconds, `PX` milliseconds. When it is over the key is gone. The ring on the card drains by Redis’s own clock.',
      ],
      steps: [
        { line: 'SET strings:session:abc123 user_data EX 3600', reply: 'OK' },
        { line: 'TTL strings:session:abc123', reply: /^\(integer\) \d+$/ },
        {
          line: 'SET strings:flash "for two seconds" PX 2000',
          say: 'Watch the ring: at zero it has expired, and a moment later Redis collects it.',
          reply: 'OK',
        },
        {
          line: 'SET strings:session:abc123 other_data',
          say: '`KEEPTTL` would keep the TTL.',
          reply: 'OK',
          predict: {
            ask: 'SET without EX on a key that has a TTL: what does TTL say afterwards?',
            by: { line: 'TTL strings:session:abc123', reply: '(integer) -1' },
            choices: [
              { text: 'what was left of the hour', means: /^\(integer\) \d+$/ },
              { text: '-1: it never expires', means: '(integer) -1' },
              { text: '-2: the key is gone', means: '(integer) -2' },
            ],
            why: '`SET` replaces the whole key, its TTL too. A session that is rewritten this way lives for ever.',
          },
        },
        {
          line: 'SETEX strings:temp:data 300 "expires in 5 minutes"',
          say: 'Deprecated since 2.6.12, and still runs: `SET key value EX 300` says the same.',
          reply: 'OK',
        },
      ],
    },
    {
      title: 'Only if',
      text: [
        '`NX` sets a key only if it is not there, `XX` only if it is. Question and write are one step: no other client comes between.',
      ],
      steps: [
        {
          line: 'SET strings:lock:resource holder-1 NX EX 600',
          say: 'A lock: taken only when free, with a time after which it is free again.',
          reply: 'OK',
        },
        {
          line: 'SET strings:lock:resource holder-2 NX EX 600',
          say: 'Refused, and the value stays: nil instead of OK.',
          reply: '(nil)',
        },
        {
          line: "EVAL \"if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0\" 1 strings:lock:resource holder-2",
          say: 'Release only what is yours: holder-2 does not hold it, so nothing happens.',
          reply: '(integer) 0',
        },
        {
          line: "EVAL \"if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0\" 1 strings:lock:resource holder-1",
          say: 'The holder lets go. Comparing and deleting are one step in the script.',
          reply: '(integer) 1',
        },
        { line: 'SET strings:user:1001:age 31 XX GET', say: '`GET` answers with the value before.', reply: '"30"' },
      ],
    },
    {
      title: 'A lock without an end',
      notebook: true,
      text: [
        'The notebook takes its lock with `SETNX` alone: no time, no owner. Client A takes it and dies. Nobody ever gets it again; and whoever deletes it may delete the lock of somebody else.',
      ],
      steps: [
        { line: 'DEL strings:lock:forever', reply: /^\(integer\) [01]$/ },
        {
          line: 'SETNX strings:lock:forever holder_id',
          client: 'A',
          say: 'Deprecated since 2.6.12. A has the lock.',
          reply: '(integer) 1',
        },
        {
          line: 'TTL strings:lock:forever',
          say: '-1: it is held for ever, also when A is dead.',
          reply: '(integer) -1',
        },
        {
          line: 'SETNX strings:lock:forever holder_id',
          client: 'B',
          say: 'B waits for something that never comes.',
          reply: '(integer) 0',
        },
        {
          line: 'DEL strings:lock:forever',
          client: 'B',
          say: 'B deletes a lock that is not its own, and nothing stops it.',
          reply: '(integer) 1',
        },
      ],
    },
    {
      title: 'Counters',
      text: [
        'A string that is a number can be counted up and down in one step. A key that is not there counts from 0.',
      ],
      steps: [
        { line: 'SET strings:counter:visits 0', reply: 'OK' },
        { line: 'INCR strings:counter:visits', reply: '(integer) 1' },
        { line: 'INCRBY strings:counter:visits 41', reply: '(integer) 42' },
        { line: 'DECR strings:counter:visits', reply: '(integer) 41' },
        { line: 'DECRBY strings:counter:visits 11', reply: '(integer) 30' },
        {
          line: 'INCR strings:counter:visits',
          client: 'B',
          say: 'Two clients count at once and none is lost: one command at a time.',
          reply: '(integer) 31',
        },
        { line: 'SET strings:counter:balance 100.50', reply: 'OK' },
        {
          line: 'INCRBYFLOAT strings:counter:balance 0.75',
          say: 'The answer is text: a float. Money is better counted in whole cents.',
          reply: '"101.25"',
        },
        {
          line: 'INCR strings:counter:balance',
          reply: '(error) ERR value is not an integer or out of range',
          predict: {
            ask: 'The balance is 101.25. What does INCR say?',
            choices: [
              { text: '(integer) 102', means: '(integer) 102' },
              { text: '"102.25"', means: '"102.25"' },
              { text: 'an error', means: /^\(error\)/ },
            ],
            why: '`INCR` takes whole numbers of 64 bits and nothing else. A refused command changes nothing.',
          },
        },
      ],
    },
    {
      title: 'Parts of a string',
      text: ['Offsets count bytes from 0; negative ones from the end. Both ends of a range belong to it.'],
      steps: [
        { line: 'SET strings:message "Hello World"', reply: 'OK' },
        { line: 'APPEND strings:message !', say: 'The reply is the new length.', reply: '(integer) 12' },
        { line: 'STRLEN strings:message', reply: '(integer) 12' },
        { line: 'GETRANGE strings:message 0 4', say: 'Five bytes light up: 0, 1, 2, 3 and 4.', reply: '"Hello"' },
        { line: 'GETRANGE strings:message -6 -2', reply: '"World"' },
        {
          line: 'SETRANGE strings:message 6 Redis',
          say: 'Five bytes are written over; the length stays.',
          reply: '(integer) 12',
        },
        {
          line: 'SETRANGE strings:padded 5 x',
          reply: '(integer) 6',
          predict: {
            ask: 'SETRANGE at offset 5 of a key that does not exist: how long is it then?',
            choices: [
              { text: '1', means: '(integer) 1' },
              { text: '6', means: '(integer) 6' },
              { text: 'an error', means: /^\(error\)/ },
            ],
            why: 'Redis fills bytes 0 to 4 with zeros. At offset 536870911 that is half a gigabyte for one byte.',
          },
        },
        { line: 'SET strings:greeting "Grüße"', reply: 'OK' },
        {
          line: 'STRLEN strings:greeting',
          reply: '(integer) 7',
          predict: {
            ask: 'Grüße has five letters. What does STRLEN say?',
            why: 'Redis counts bytes: it knows of no letters. ü and ß are two bytes each in UTF-8.',
          },
        },
      ],
    },
    {
      title: 'Bits',
      text: ['The same bytes as bits: eight to a byte, the highest first. Choose the lens `Bits` to see them.'],
      steps: [
        {
          line: 'SETBIT strings:days:2026-11 24 1',
          say: 'Bit 24 is in byte 3; the bytes before it are zero. The reply is the bit that was there.',
          reply: '(integer) 0',
        },
        { line: 'SETBIT strings:days:2026-11 3 1', reply: '(integer) 0' },
        { line: 'GETBIT strings:days:2026-11 24', reply: '(integer) 1' },
        { line: 'BITCOUNT strings:days:2026-11', say: 'Two days of the month.', reply: '(integer) 2' },
        { line: 'BITPOS strings:days:2026-11 1', say: 'The first one.', reply: '(integer) 3' },
      ],
    },
    {
      title: 'How Redis keeps it',
      text: [
        'A whole number is kept as a number, a short text in one piece with its header, a longer one apart. Choose the lens `Encoding`.',
      ],
      steps: [
        { line: 'OBJECT ENCODING strings:counter:visits', reply: '"int"' },
        {
          line: 'OBJECT ENCODING strings:user:1001:name',
          say: 'In one piece: `embstr`. Redis 7 does so up to 44 bytes, newer servers draw the line elsewhere.',
          reply: '"embstr"',
        },
        {
          line: 'SET strings:long "This sentence goes on for so long that no server keeps it in one piece with its header, wherever it draws the line between short and long."',
          reply: 'OK',
        },
        { line: 'OBJECT ENCODING strings:long', reply: '"raw"' },
        {
          line: 'APPEND strings:counter:visits 0',
          say: 'A number that is appended to is a number no more, though it looks like one.',
          reply: '(integer) 3',
        },
        { line: 'OBJECT ENCODING strings:counter:visits', reply: '"raw"' },
      ],
    },
  ],
}
