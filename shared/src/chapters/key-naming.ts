/**
 * Key naming, as a lesson: the convention, finding keys by their beginning, renaming, collisions, and hash tags.
 * Source: https://redis.io/docs/latest/develop/use/keyspace/
 */
import type { Chapter } from '../chapter.ts'
import type { Lesson } from '../lesson.ts'

export const chapter: Chapter = {
  path: 'key-naming',
  name: 'Key naming',
  group: 'Overview',
  order: 30,
  place: true,
  title: 'Key naming',
  subtitle: 'Redis knows no folders. A colon in the name is a convention that people and tools read as a tree.',
  taught: true,
}

export const lesson: Lesson = {
  chapter: chapter.path,
  prefix: 'naming:',
  intro: [
    'A key is a string of bytes, and Redis has no folders: all keys of a database lie in one table. The colon is a convention, `object-type:id:field`, which people and tools read as a tree.',
    'The keys here begin with `naming:`, so that they meet no others; yours need no such word.',
  ],
  sections: [
    {
      title: 'Names that tell',
      text: [
        'From the general to the particular: what it is, which one, what of it. Lower case, words joined with a hyphen, the same everywhere.',
        'Each of the five keys has the type that fits it. The tree shows the type at each leaf, and a ring where a key expires.',
      ],
      steps: [
        {
          line: 'DEL naming:user:1001:profile naming:session:abc123 naming:cache:products:category:electronics naming:queue:email:pending naming:rate-limit:api:user:1001',
          say: 'A fresh start. Keys that do not exist are passed over.',
          reply: /^\(integer\) [0-5]$/,
        },
        {
          line: 'HSET naming:user:1001:profile name "John Doe" email john@example.com',
          say: 'A record: a hash at `user:1001:profile`.',
          reply: '(integer) 2',
        },
        {
          line: 'SET naming:session:abc123 "user 1001" EX 1800',
          say: 'A session, gone after half an hour.',
          reply: 'OK',
        },
        {
          line: 'SET naming:cache:products:category:electronics "[101,102,107]" EX 3600',
          say: 'What is cached says so first: then it may be dropped at any time, and nothing else is.',
          reply: 'OK',
        },
        { line: 'LPUSH naming:queue:email:pending msg1 msg2', say: 'A queue and its state.', reply: '(integer) 2' },
        {
          line: 'INCR naming:rate-limit:api:user:1001',
          say: 'A counter for a user of the API.',
          reply: '(integer) 1',
        },
        {
          line: 'EXPIRE naming:rate-limit:api:user:1001 3600 NX',
          say: 'Only where it has no expiry yet: the window does not move with each call. NX is there since 7.0.',
          reply: '(integer) 1',
        },
        {
          line: 'EXISTS naming:user:1001',
          reply: '(integer) 0',
          predict: {
            ask: 'naming:user:1001:profile exists. Does naming:user:1001 exist as well?',
            choices: [
              { text: 'Yes, it holds the profile', means: '(integer) 1' },
              { text: 'No', means: '(integer) 0' },
            ],
            why: 'There are no folders. The branches of the tree are drawn from the names; only its leaves are keys.',
          },
        },
      ],
    },
    {
      title: 'Finding them again',
      text: [
        '`SCAN` goes through all keys a bit at a time; `MATCH` filters what it found, so it costs the same whatever the pattern. `KEYS` does it in one go and holds up everybody meanwhile.',
        'A scan may give a key twice, and an empty page before the end: it is over when the cursor is 0.',
      ],
      steps: [
        {
          line: 'SCAN 0 MATCH naming:user:* COUNT 10000',
          say: 'The cursor comes first; 0 says that the scan is complete.',
          reply: /^1\) "\d+"\n2\) (1\) "naming:user:1001:profile"|\(empty array\))/,
        },
        {
          line: 'SCAN 0 MATCH naming:*:user:* COUNT 10000',
          reply: /^1\) "\d+"\n2\) (1\) "naming:rate-limit:api:user:1001"|\(empty array\))/,
          predict: {
            ask: 'The pattern is naming:*:user:*. Does its first star match `rate-limit:api`, with a colon inside?',
            choices: [
              { text: 'No, a star ends at a colon, as in a path', means: '(empty array)' },
              { text: 'Yes', means: /naming:rate-limit:api:user:1001/ },
            ],
            by: { line: 'KEYS naming:*:user:*', reply: /naming:rate-limit:api:user:1001/ },
            why: 'The pattern works on bytes. A colon is a byte like any other, unlike the slash of a shell.',
          },
        },
        {
          line: 'SCAN 0 MATCH naming:* TYPE hash COUNT 10000',
          say: 'By type as well, since 6.0.',
          reply: /^1\) "\d+"\n2\) (1\) "naming:user:1001:profile"|\(empty array\))/,
        },
      ],
    },
    {
      title: 'Renaming',
      text: [
        '`RENAME` moves a key with its value and its expiry. What had the new name before is gone; `RENAMENX` refuses instead.',
        'There is no renaming of a branch: it is a scan and a rename for each key, or a new name from the start.',
      ],
      steps: [
        {
          line: 'RENAME naming:queue:email:pending naming:queue:email:done',
          say: 'The leaf moves to another branch. The list itself is not copied.',
          reply: 'OK',
        },
        {
          line: 'RENAME naming:session:abc123 naming:session:def456',
          reply: 'OK',
          predict: {
            ask: 'The session had 1,800 seconds to live. After RENAME, does it still expire?',
            by: { line: 'EXPIRETIME naming:session:def456', reply: /^\(integer\) \d{6,}$/ },
            choices: [
              { text: 'Yes, at the same moment', means: /^\(integer\) \d{6,}$/ },
              { text: 'No, a new name has no expiry', means: '(integer) -1' },
            ],
            why: 'The expiry belongs to the key and goes with it. SET is what takes it away, unless KEEPTTL is given.',
          },
        },
        {
          line: 'RENAME naming:nobody naming:somebody',
          say: 'The old name must exist.',
          reply: '(error) ERR no such key',
        },
        {
          line: 'RENAMENX naming:session:def456 naming:user:1001:profile',
          say: 'Refused: that name is taken, and nothing is overwritten.',
          reply: '(integer) 0',
        },
      ],
    },
    {
      title: 'Two uses, two prefixes',
      text: [
        'A record and the cache of the same record are two things: `user:1` and `cache:user:1`. Then each can be dropped, counted and found by itself.',
        'In a cluster the part between `{` and `}` settles where a key lives. Keys that one command or transaction touches share it, as in `cart:{user:1001}:items` and `cart:{user:1001}:total`.',
      ],
      steps: [
        { line: 'DEL naming:user:1 naming:cache:user:1', reply: /^\(integer\) [0-2]$/ },
        { line: 'HSET naming:user:1 name Alice', reply: '(integer) 1' },
        {
          line: 'SET naming:cache:user:1 "{\\"name\\":\\"Alice\\"}" EX 300',
          say: 'Side by side, in two branches.',
          reply: 'OK',
        },
        {
          line: 'MSET naming:cart:{user:1001}:items 3 naming:cart:{user:1001}:total 4990',
          say: 'Two keys with one hash tag: `user:1001`.',
          reply: 'OK',
        },
        {
          line: 'SET naming:User:1 x EX 300',
          reply: 'OK',
          predict: {
            ask: 'naming:user:1 exists. Does SET naming:User:1, with a capital U, overwrite it?',
            by: { line: 'TYPE naming:user:1', reply: 'hash' },
            choices: [
              { text: 'Yes, names ignore case', means: 'string' },
              { text: 'No, that is another key', means: 'hash' },
            ],
            why: 'Names are bytes and are compared as such. A space at the end, or another spelling, is another key.',
          },
        },
      ],
    },
    {
      title: 'One name for two things',
      notebook: true,
      text: [
        'The notebook keeps a user as a hash at `user:1` in one section, and caches a user as a string at `user:1` in another. A and B are those two programs.',
        '`SET` asks for no type: it replaces whatever stands there.',
      ],
      steps: [
        { line: 'DEL naming:user:1', reply: /^\(integer\) [01]$/ },
        { line: 'HSET naming:user:1 name Alice email alice@example.com', client: 'A', reply: '(integer) 2' },
        {
          line: 'SET naming:user:1 "{\\"name\\":\\"Alice\\"}" EX 3600',
          client: 'B',
          reply: 'OK',
          predict: {
            ask: 'naming:user:1 is a hash. B runs SET on it. What happens?',
            choices: [
              { text: 'WRONGTYPE: it holds another type', means: /^\(error\) WRONGTYPE/ },
              { text: 'OK: the hash is gone', means: 'OK' },
            ],
            why: 'SET overwrites a key of any type. Commands that work on a value, such as HGET or INCR, are the ones that answer WRONGTYPE.',
          },
        },
        {
          line: 'HGET naming:user:1 email',
          client: 'A',
          say: 'A finds a string where its record was. The email is lost.',
          reply: '(error) WRONGTYPE Operation against a key holding the wrong kind of value',
        },
      ],
    },
  ],
}
