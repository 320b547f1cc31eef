/**
 * Hashes, as a lesson: fields of one record, numbers in them, conditions, and two registrations at once.
 * Source: https://redis.io/docs/latest/develop/data-types/hashes/
 */
import type { Chapter } from '../chapter.ts'
import type { Lesson } from '../lesson.ts'

export const chapter: Chapter = {
  path: 'hashes',
  name: 'Hashes',
  group: 'Structures',
  order: 20,
  type: 'hash',
  title: 'Hashes',
  subtitle: 'A key holds fields, each with its value, like a record. One field costs O(1).',
  taught: true,
  first: 'HSET user:1001 name "John Doe" email john@example.com age 30 city "New York"',
}

export const lesson: Lesson = {
  chapter: chapter.path,
  prefix: 'hashes:',
  intro: [
    'A hash is a small table under one name: fields, each with its value. A record, whose parts can be read and written one by one.',
    'One field costs O(1); all of them cost O(n).',
  ],
  sections: [
    {
      title: 'Fields',
      text: ['`HSET` writes one field or several. The key is made by its first field and goes with its last.'],
      steps: [
        { line: 'DEL hashes:user:1001', reply: /^\(integer\) [01]$/ },
        {
          line: 'HSET hashes:user:1001 name "John Doe" email john@example.com age 30 city "New York"',
          say: 'Four new fields.',
          reply: '(integer) 4',
        },
        {
          line: 'HSET hashes:user:1001 age 31 nick jd',
          reply: '(integer) 1',
          predict: {
            ask: 'HSET writes age, which is there, and nick, which is not. What does it answer?',
            choices: [
              { text: '2, both were written', means: '(integer) 2' },
              { text: '1, one is new', means: '(integer) 1' },
              { text: 'OK', means: 'OK' },
            ],
            why: '`HSET` counts the fields it added, not those it changed. A 0 is a success too.',
          },
        },
        { line: 'HGET hashes:user:1001 name', reply: '"John Doe"' },
        {
          line: 'HMGET hashes:user:1001 name email phone',
          say: 'One answer for each field asked; what is not there is nil.',
          reply: '1) "John Doe"\n2) "john@example.com"\n3) (nil)',
        },
        {
          line: 'HGETALL hashes:user:1001',
          say: 'Field, value, field, value. For a hash with a million fields this holds everybody up: HSCAN goes in steps.',
          reply: /"name"\n *2\) "John Doe"/,
        },
        { line: 'HKEYS hashes:user:1001', reply: /"name"/ },
        { line: 'HVALS hashes:user:1001', reply: /"John Doe"/ },
      ],
    },
    {
      title: 'Ask, remove, only if',
      text: ['`HSETNX` writes a field only when it is not there, in one step.'],
      steps: [
        { line: 'HEXISTS hashes:user:1001 email', reply: '(integer) 1' },
        { line: 'HDEL hashes:user:1001 city nick', reply: '(integer) 2' },
        { line: 'HLEN hashes:user:1001', reply: '(integer) 3' },
        { line: 'HSETNX hashes:user:1001 phone 555-1234', reply: '(integer) 1' },
        {
          line: 'HSETNX hashes:user:1001 phone 555-0000',
          say: 'Refused: 0, and the number stays.',
          reply: '(integer) 0',
          predict: {
            ask: 'HSETNX again, with another number: which one is kept?',
            by: { line: 'HGET hashes:user:1001 phone', reply: '"555-1234"' },
            choices: [
              { text: '555-1234, the first', means: '"555-1234"' },
              { text: '555-0000, the second', means: '"555-0000"' },
            ],
            why: 'NX means only if it does not exist. The reply says whether it was written.',
          },
        },
      ],
    },
    {
      title: 'Numbers in fields',
      text: ['A field that is a number is counted in one step, as a string is.'],
      steps: [
        { line: 'HSET hashes:product:1 name Widget price 19.99 stock 100', reply: /^\(integer\) [03]$/ },
        {
          line: 'HINCRBY hashes:product:1 stock -5',
          say: 'There is no HDECRBY: a negative number counts down.',
          reply: '(integer) 95',
        },
        { line: 'HINCRBYFLOAT hashes:product:1 price 2.50', reply: '"22.49"' },
        {
          line: 'HINCRBYFLOAT hashes:product:1 price 0.1',
          say: 'Text that is a float. What adds up money keeps whole cents: `HINCRBY … price_cents 10`.',
          reply: '"22.59"',
        },
        { line: 'HSET hashes:product:1 price_cents 2249', reply: /^\(integer\) [01]$/ },
        { line: 'HINCRBY hashes:product:1 price_cents 10', reply: '(integer) 2259' },
        {
          line: 'HINCRBY hashes:product:1 name 1',
          reply: '(error) ERR hash value is not an integer',
          predict: {
            ask: 'HINCRBY on the field name, which holds Widget?',
            choices: [
              { text: '1: it begins at 0', means: '(integer) 1' },
              { text: 'an error', means: /^\(error\)/ },
            ],
            why: 'Only a field that is not there counts from 0. One that holds something else is refused and stays as it is.',
          },
        },
      ],
    },
    {
      title: 'A time for the whole',
      text: [
        'A TTL belongs to the key: all fields go together. A field can have one of its own since Redis 7.4 and Valkey 9.0 (`HEXPIRE`, `HTTL`, `HPERSIST`): its row then shows a ring. The server of this room tells its version in the header; an older one calls these commands unknown, and the console says what they need.',
      ],
      steps: [
        { line: 'EXPIRE hashes:product:1 600', reply: '(integer) 1' },
        {
          line: 'HSET hashes:product:1 stock 94',
          say: 'Writing a field does not touch the TTL, as SET on a string would.',
          reply: '(integer) 0',
        },
        { line: 'TTL hashes:product:1', reply: /^\(integer\) \d+$/ },
        { line: 'PERSIST hashes:product:1', reply: '(integer) 1' },
      ],
    },
    {
      title: 'Registering, in one step',
      text: [
        'A new user must not overwrite one that is there. `HSETNX` on one field claims the key: of any number of clients one gets a 1.',
      ],
      steps: [
        { line: 'DEL hashes:user:2002', reply: /^\(integer\) [01]$/ },
        { line: 'HSETNX hashes:user:2002 id 2002', client: 'A', say: 'A has claimed the id.', reply: '(integer) 1' },
        {
          line: 'HSETNX hashes:user:2002 id 2002',
          client: 'B',
          say: 'B is told in the same moment that it is taken.',
          reply: '(integer) 0',
        },
        { line: 'HSET hashes:user:2002 name Ada', client: 'A', reply: '(integer) 1' },
        { line: 'HGET hashes:user:2002 name', reply: '"Ada"' },
      ],
    },
    {
      title: 'Two registrations at once',
      notebook: true,
      text: [
        'The notebook asks first and writes then: `EXISTS`, `HSET`. Between the two another client asks as well, and both are told that the id is free.',
      ],
      steps: [
        { line: 'DEL hashes:user:3003', reply: /^\(integer\) [01]$/ },
        { line: 'EXISTS hashes:user:3003', client: 'A', reply: '(integer) 0' },
        { line: 'EXISTS hashes:user:3003', client: 'B', say: 'B asks before A has written.', reply: '(integer) 0' },
        { line: 'HSET hashes:user:3003 name Ada', client: 'A', say: 'A says: registered.', reply: '(integer) 1' },
        {
          line: 'HSET hashes:user:3003 name Bob',
          client: 'B',
          say: 'B says: registered, too. Ada is overwritten.',
          reply: '(integer) 0',
        },
        { line: 'HGET hashes:user:3003 name', reply: '"Bob"' },
      ],
    },
    {
      title: 'One name, two types',
      notebook: true,
      text: [
        'The notebook keeps `user:1` as a hash in one place and as JSON in a string in another. `SET` overwrites any type without asking; a prefix for each use keeps them apart.',
      ],
      steps: [
        { line: 'HSET hashes:shared:1 name Ada', reply: /^\(integer\) [01]$/ },
        {
          line: 'SET hashes:shared:1 "{\\"name\\":\\"Ada\\"}"',
          say: 'No question, no warning: the hash is gone.',
          reply: 'OK',
        },
        {
          line: 'HGET hashes:shared:1 name',
          reply: '(error) WRONGTYPE Operation against a key holding the wrong kind of value',
        },
        { line: 'DEL hashes:shared:1', reply: '(integer) 1' },
      ],
    },
    {
      title: 'How Redis keeps it',
      text: [
        'A small hash is one block of memory, scanned from its beginning; a larger one is a real hash table. The lens `Encoding` shows where the limits are.',
      ],
      steps: [
        { line: 'OBJECT ENCODING hashes:user:1001', reply: /^"(listpack|ziplist)"$/ },
        {
          line: 'HSET hashes:user:1001 bio "A value of more than sixty-four bytes makes the whole hash change how it is kept."',
          reply: /^\(integer\) [01]$/,
        },
        {
          line: 'OBJECT ENCODING hashes:user:1001',
          say: 'One long value was enough, and it does not go back by itself.',
          reply: '"hashtable"',
        },
      ],
    },
  ],
}
