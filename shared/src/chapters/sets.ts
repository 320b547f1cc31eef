/**
 * Sets, as a lesson: unique members, drawing at random, what two sets have in common, and an index of tags that keeps
 * both of its sides.
 * Source: https://redis.io/docs/latest/develop/data-types/sets/
 */
import type { Chapter } from '../chapter.ts'
import type { Lesson } from '../lesson.ts'

export const chapter: Chapter = {
  path: 'sets',
  name: 'Sets',
  group: 'Structures',
  order: 40,
  type: 'set',
  title: 'Sets',
  subtitle: 'Members without order, each once. Adding and asking for one cost O(1).',
  taught: true,
  first: 'SADD user:1001:interests python redis docker',
}

/* @__NO_SIDE_EFFECTS__ */
const inAnyOrder = (...members: string[]): RegExp =>
  new RegExp(`^(\\d+\\) "(${members.join('|')})"\\n?){${members.length}}$`)

export const lesson: Lesson = {
  chapter: chapter.path,
  prefix: 'sets:',
  intro: [
    'A set keeps strings without order and without doubles. Asking whether a member is in it costs O(1), however many there are.',
    'Several sets can be put together by the server: what all of them hold, what any of them holds, what only the first holds.',
  ],
  sections: [
    {
      title: 'Members, each only once',
      text: [
        '`SADD` answers how many members are new. What is there already is left alone, so it can be sent twice without harm.',
        '`SMEMBERS` gives all of them in an order that is up to the server: build on none.',
      ],
      steps: [
        {
          line: 'DEL sets:user:1001:interests sets:user:1002:interests',
          say: 'A set needs no declaration: the first member makes it, the last one takes it away.',
          reply: /^\(integer\) [0-2]$/,
        },
        {
          line: 'SADD sets:user:1001:interests python redis machine_learning docker',
          say: 'Four new members.',
          reply: '(integer) 4',
        },
        { line: 'SADD sets:user:1002:interests python javascript react docker', reply: '(integer) 4' },
        {
          line: 'SADD sets:user:1001:interests redis python',
          reply: '(integer) 0',
          predict: {
            ask: 'Both are members already. What does SADD answer?',
            choices: [
              { text: 'an error: no doubles', means: /^\(error\)/ },
              { text: '0: none is new', means: '(integer) 0' },
              { text: '2: two were given', means: '(integer) 2' },
              { text: '4: how many there are now', means: '(integer) 4' },
            ],
            why: 'SADD counts what it added, not what was given nor what the set holds. Adding a member again changes nothing.',
          },
        },
        {
          line: 'SMEMBERS sets:user:1001:interests',
          say: 'Every member, at once: O(n). A large set is read with SSCAN, a bit at a time.',
          reply: inAnyOrder('python', 'redis', 'machine_learning', 'docker'),
        },
        { line: 'SISMEMBER sets:user:1001:interests redis', say: '1: it is a member.', reply: '(integer) 1' },
        { line: 'SISMEMBER sets:user:1001:interests java', say: '0: it is none.', reply: '(integer) 0' },
        {
          line: 'SCARD sets:user:1001:interests',
          say: 'How many members: kept, not counted.',
          reply: '(integer) 4',
        },
      ],
    },
    {
      title: 'Taking members out',
      text: [
        '`SREM` takes out the members it names. `SPOP` takes one at random and hands it over, `SRANDMEMBER` only shows one.',
        'A count of `SRANDMEMBER` may be negative: then the same member may come several times.',
      ],
      steps: [
        { line: 'DEL sets:lottery', reply: /^\(integer\) [01]$/ },
        { line: 'SADD sets:lottery anna ben cleo dina emil', reply: '(integer) 5' },
        {
          line: 'SREM sets:lottery emil zoe',
          say: 'One was a member, the other never was.',
          reply: '(integer) 1',
        },
        {
          line: 'SRANDMEMBER sets:lottery',
          say: 'Shown, and still a member.',
          reply: /^"(anna|ben|cleo|dina)"$/,
        },
        {
          line: 'SRANDMEMBER sets:lottery -6',
          reply: /^(\d\) "(anna|ben|cleo|dina)"\n?){6}$/,
          predict: {
            ask: 'Four members, a count of -6. How many come back?',
            choices: [
              { text: '4: there are no more', means: /^(\d\) "\w+"\n?){4}$/ },
              { text: '6: some come more than once', means: /^(\d\) "\w+"\n?){6}$/ },
              { text: 'an error: a count cannot be negative', means: /^\(error\)/ },
            ],
            why: 'A positive count never gives a member twice, and so at most all of them. A negative one draws as often as it says, with doubles.',
          },
        },
        {
          line: 'SPOP sets:lottery',
          say: 'The winner is drawn and gone in one step: nobody can win twice.',
          reply: /^"(anna|ben|cleo|dina)"$/,
          predict: {
            ask: 'After SRANDMEMBER and SPOP: how many of the four are left?',
            by: { line: 'SCARD sets:lottery', reply: '(integer) 3' },
            choices: [
              { text: '2: both take one out', means: '(integer) 2' },
              { text: '3: only SPOP takes one out', means: '(integer) 3' },
              { text: '4: both only look', means: '(integer) 4' },
            ],
            why: 'SRANDMEMBER reads. SPOP removes what it answers.',
          },
        },
        {
          line: 'SPOP sets:lottery 5',
          say: 'As many as there are; the set is empty then, and its key gone.',
          reply: /^(\d\) "(anna|ben|cleo|dina)"\n?){3}$/,
        },
      ],
    },
    {
      title: 'What they have in common',
      text: [
        '`SINTER`: what is in every one of them. `SUNION`: what is in any. `SDIFF`: what is in the first and in none of the others.',
        'They only read. The server compares the sets, so a million members need not travel to find the three that count.',
      ],
      steps: [
        {
          line: 'DEL sets:user:1001:interests sets:user:1002:interests',
          reply: /^\(integer\) [0-2]$/,
        },
        { line: 'SADD sets:user:1001:interests python redis machine_learning docker', reply: '(integer) 4' },
        { line: 'SADD sets:user:1002:interests python javascript react docker', reply: '(integer) 4' },
        {
          line: 'SINTER sets:user:1001:interests sets:user:1002:interests',
          say: 'Where the circles meet.',
          reply: inAnyOrder('python', 'docker'),
        },
        {
          line: 'SUNION sets:user:1001:interests sets:user:1002:interests',
          say: 'Both circles. What is in both comes once: six members, not eight.',
          reply: inAnyOrder('python', 'redis', 'machine_learning', 'docker', 'javascript', 'react'),
        },
        {
          line: 'SDIFF sets:user:1001:interests sets:user:1002:interests',
          say: 'The first circle without what is in the second.',
          reply: inAnyOrder('redis', 'machine_learning'),
          predict: {
            ask: 'SDIFF of 1001 and 1002: what comes back?',
            choices: [
              { text: 'redis, machine_learning', means: inAnyOrder('redis', 'machine_learning') },
              { text: 'javascript, react', means: inAnyOrder('javascript', 'react') },
              {
                text: 'all four that are in one of them only',
                means: inAnyOrder('redis', 'machine_learning', 'javascript', 'react'),
              },
            ],
            why: 'The order of the keys counts: the first set, less the others. What only the second holds is never part of it.',
          },
        },
        {
          line: 'SDIFF sets:user:1002:interests sets:user:1001:interests',
          say: 'The other way round, the other half.',
          reply: inAnyOrder('javascript', 'react'),
        },
        {
          line: 'SINTER sets:user:1001:interests sets:user:1003:interests',
          say: 'A key that is not there is an empty set. Nothing has anything in common with it.',
          reply: '(empty array)',
        },
      ],
    },
    {
      title: 'Keeping the answer',
      text: [
        'The STORE forms write the answer to a key and reply with how many members it has. What was in that key before is gone, whatever its type.',
        'Between reading and storing no other command runs: the answer is that of one moment. It does not follow the sets afterwards.',
      ],
      steps: [
        {
          line: 'DEL sets:a sets:b sets:intersection sets:union sets:diff',
          reply: /^\(integer\) [0-5]$/,
        },
        {
          line: 'SADD sets:a 1 2 3 4 5',
          say: 'Only whole numbers: Redis keeps them as an intset.',
          reply: '(integer) 5',
        },
        { line: 'SADD sets:b 4 5 6 7 8', reply: '(integer) 5' },
        { line: 'SINTERSTORE sets:intersection sets:a sets:b', say: '4 and 5.', reply: '(integer) 2' },
        {
          line: 'SUNIONSTORE sets:union sets:a sets:b',
          say: 'From 1 to 8.',
          reply: '(integer) 8',
          predict: {
            ask: 'One set holds 1 to 5, the other 4 to 8. What does SUNIONSTORE answer?',
            why: 'It answers how many members it stored. 4 and 5 are in both and count once.',
          },
        },
        { line: 'SDIFFSTORE sets:diff sets:a sets:b', say: '1, 2 and 3.', reply: '(integer) 3' },
        {
          line: 'SADD sets:b 3',
          say: 'Both hold 3 now.',
          reply: '(integer) 1',
          predict: {
            ask: '3 is in both sets now. Is it a member of sets:intersection?',
            by: { line: 'SISMEMBER sets:intersection 3', reply: '(integer) 0' },
            choices: [
              { text: 'yes, the stored answer follows', means: '(integer) 1' },
              { text: 'no, it is the answer of its moment', means: '(integer) 0' },
            ],
            why: 'A stored answer is a set like any other. It changes when somebody stores it again.',
          },
        },
        {
          line: 'SINTERSTORE sets:intersection sets:a sets:nowhere',
          say: 'Nothing in common: an empty set does not exist, so the key is deleted.',
          reply: '(integer) 0',
        },
      ],
    },
    {
      title: 'Tags, found from both sides',
      text: [
        'An item has a set of tags, and each tag a set of items. Both sides must say the same, so both are written in one transaction.',
        'Taking a tag away is the same in reverse: out of the item’s set and out of the tag’s.',
      ],
      steps: [
        {
          line: 'DEL sets:item:1:tags sets:item:2:tags sets:tag:redis:items sets:tag:cache:items',
          reply: /^\(integer\) [0-4]$/,
        },
        { line: 'MULTI', reply: 'OK' },
        { line: 'SADD sets:item:1:tags redis cache', reply: 'QUEUED' },
        { line: 'SADD sets:tag:redis:items 1', reply: 'QUEUED' },
        { line: 'SADD sets:tag:cache:items 1', reply: 'QUEUED' },
        {
          line: 'EXEC',
          say: 'Three sets, one step: nobody sees the item without its place in the index.',
          reply: '1) (integer) 2\n2) (integer) 1\n3) (integer) 1',
        },
        { line: 'SADD sets:tag:redis:items 2', say: 'A second item.', reply: '(integer) 1' },
        {
          line: 'SINTER sets:tag:redis:items sets:tag:cache:items',
          say: 'Items with all of these tags. SUNION: with any.',
          reply: '1) "1"',
        },
      ],
    },
    {
      title: 'An index in two halves',
      text: [
        'The notebook’s `add_tags` writes the item’s tags first, and then each tag’s items, one command after the other. Who looks in between, or after a crash, finds an item that no tag leads to.',
        'It has no way to take a tag away, and called without tags it is an error: `SADD` needs a member.',
      ],
      notebook: true,
      steps: [
        { line: 'DEL sets:item:7:tags sets:tag:sale:items', reply: /^\(integer\) [0-2]$/ },
        { line: 'SADD sets:item:7:tags sale', client: 'A', say: 'The first half.', reply: '(integer) 1' },
        {
          line: 'SMEMBERS sets:tag:sale:items',
          client: 'B',
          say: 'B asks for what is on sale, and gets nothing, though item 7 says that it is.',
          reply: '(empty array)',
          predict: {
            ask: 'Item 7 has the tag, its index is not written yet. What does B find under sale?',
            choices: [
              { text: 'item 7', means: '1) "7"' },
              { text: 'nothing', means: '(empty array)' },
            ],
            why: 'Two commands are two steps, and any other command may run between them. If A dies here, the halves never meet.',
          },
        },
        {
          line: 'SADD sets:tag:sale:items 7',
          client: 'A',
          say: 'The second half, too late for B.',
          reply: '(integer) 1',
        },
        {
          line: 'SREM sets:item:7:tags sale',
          client: 'A',
          say: 'Taken away on one side only, as there is no function for it.',
          reply: '(integer) 1',
        },
        {
          line: 'SMEMBERS sets:tag:sale:items',
          client: 'B',
          say: 'The tag still leads to an item that does not have it.',
          reply: '1) "7"',
        },
        {
          line: 'SADD sets:item:7:tags',
          client: 'A',
          say: 'add_tags("7"), without a tag.',
          reply: "(error) ERR wrong number of arguments for 'sadd' command",
        },
      ],
    },
  ],
}
