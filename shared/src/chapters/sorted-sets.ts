/**
 * Sorted sets, as a lesson: scores and ranks from both ends, ranges by rank and by score, scores that only go one way,
 * and what a leaderboard gets wrong.
 * Source: https://redis.io/docs/latest/develop/data-types/sorted-sets/
 */
import type { Chapter } from '../chapter.ts'
import type { Lesson } from '../lesson.ts'

export const chapter: Chapter = {
  path: 'sorted-sets',
  name: 'Sorted sets',
  group: 'Structures',
  order: 50,
  type: 'zset',
  title: 'Sorted sets',
  subtitle: 'Each member has a score, and the scores keep the order. Adding costs O(log N).',
  taught: true,
  first: 'ZADD leaderboard:game1 9500 alice 8200 bob 7800 charlie 6500 dave',
}

const board =
  'ZADD sorted-sets:leaderboard:game1 2500 player:alice 2100 player:bob 1800 player:carol 1500 player:dave 1200 player:eve'

export const lesson: Lesson = {
  chapter: chapter.path,
  prefix: 'sorted-sets:',
  intro: [
    'A sorted set is a set whose members have a score, a number, and stand in the order of their scores.',
    'That makes it a leaderboard, a queue by priority, or a line of events by time: who is first, who is near, who is between.',
  ],
  sections: [
    {
      title: 'Scores and ranks',
      text: [
        '`ZADD` takes the score before the member. Equal scores stand in the order of the bytes of their members.',
        'Every member has a rank from each end, from 0: `ZRANK` counts from the lowest score, `ZREVRANK` from the highest. Both cost O(log n).',
      ],
      steps: [
        { line: 'DEL sorted-sets:leaderboard:game1', reply: /^\(integer\) [01]$/ },
        { line: board, say: 'Five members, sorted as they come.', reply: '(integer) 5' },
        {
          line: 'ZSCORE sorted-sets:leaderboard:game1 player:alice',
          say: 'The score itself: O(1).',
          reply: '"2500"',
        },
        {
          line: 'ZRANK sorted-sets:leaderboard:game1 player:alice',
          reply: '(integer) 4',
          predict: {
            ask: 'alice has the highest of five scores. What does ZRANK say?',
            choices: [
              { text: '0: she is first', means: '(integer) 0' },
              { text: '1: she is first', means: '(integer) 1' },
              { text: '4: four are lower', means: '(integer) 4' },
            ],
            why: 'A rank counts from the lowest score, and from 0. Who wants the best first asks ZREVRANK.',
          },
        },
        {
          line: 'ZREVRANK sorted-sets:leaderboard:game1 player:alice',
          say: 'Nobody is above her.',
          reply: '(integer) 0',
        },
        { line: 'ZRANK sorted-sets:leaderboard:game1 player:zoe', say: 'No such member: nil.', reply: '(nil)' },
        { line: 'ZCARD sorted-sets:leaderboard:game1', say: 'How many members.', reply: '(integer) 5' },
      ],
    },
    {
      title: 'Ranges by rank',
      text: [
        '`ZRANGE` reads from one rank to another, both included; negative ones count from the highest score. `REV` turns the order round, `WITHSCORES` adds the scores.',
        '`ZREVRANGE` is deprecated since 6.2: `ZRANGE` with `REV`.',
      ],
      steps: [
        { line: 'DEL sorted-sets:leaderboard:game1', reply: /^\(integer\) [01]$/ },
        { line: board, reply: '(integer) 5' },
        {
          line: 'ZRANGE sorted-sets:leaderboard:game1 0 2',
          say: 'The lowest three, lowest first.',
          reply: '1) "player:eve"\n2) "player:dave"\n3) "player:carol"',
        },
        {
          line: 'ZRANGE sorted-sets:leaderboard:game1 0 2 REV WITHSCORES',
          say: 'The best three: ranks are counted from the highest now.',
          reply: '1) "player:alice"\n2) "2500"\n3) "player:bob"\n4) "2100"\n5) "player:carol"\n6) "1800"',
        },
        {
          line: 'ZREVRANGE sorted-sets:leaderboard:game1 0 1',
          say: 'Deprecated. The same as ZRANGE sorted-sets:leaderboard:game1 0 1 REV.',
          reply: '1) "player:alice"\n2) "player:bob"',
        },
        {
          line: 'ZRANGE sorted-sets:leaderboard:game1 -2 -1',
          say: 'The last two ranks: the best two, the lower of them first.',
          reply: '1) "player:bob"\n2) "player:alice"',
        },
      ],
    },
    {
      title: 'Ranges by score',
      text: [
        '`BYSCORE` makes `ZRANGE` read from one score to another. Both ends belong to it, unless `(` stands before them; `-inf` and `+inf` leave an end open.',
        '`ZRANGEBYSCORE` is deprecated since 6.2: `ZRANGE` with `BYSCORE`.',
      ],
      steps: [
        { line: 'DEL sorted-sets:leaderboard:game1', reply: /^\(integer\) [01]$/ },
        { line: board, reply: '(integer) 5' },
        {
          line: 'ZRANGE sorted-sets:leaderboard:game1 1500 2100 BYSCORE',
          say: 'A band of the axis, with both of its ends.',
          reply: '1) "player:dave"\n2) "player:carol"\n3) "player:bob"',
        },
        {
          line: 'ZRANGEBYSCORE sorted-sets:leaderboard:game1 (1500 2100',
          say: 'Deprecated: ZRANGE with BYSCORE.',
          reply: '1) "player:carol"\n2) "player:bob"',
          predict: {
            ask: 'From (1500 to 2100: who is in it?',
            choices: [
              { text: 'dave, carol and bob', means: '1) "player:dave"\n2) "player:carol"\n3) "player:bob"' },
              { text: 'carol and bob', means: '1) "player:carol"\n2) "player:bob"' },
              { text: 'carol only', means: '1) "player:carol"' },
            ],
            why: 'The parenthesis belongs to its own end and to no other: more than 1500, and up to 2100 itself.',
          },
        },
        {
          line: 'ZCOUNT sorted-sets:leaderboard:game1 1500 +inf',
          say: 'Only how many: O(log n), the members are not read.',
          reply: '(integer) 4',
        },
        {
          line: 'ZRANGE sorted-sets:leaderboard:game1 2000 1000 BYSCORE REV LIMIT 0 2',
          say: 'Downwards from 2000, and two at most: with REV the higher end comes first.',
          reply: '1) "player:carol"\n2) "player:dave"',
        },
      ],
    },
    {
      title: 'When a score may change',
      text: [
        '`NX` only adds, `XX` only updates. `GT` only raises a score and `LT` only lowers it; both still add who is new. Test and write are one step: no race.',
        '`ZADD` answers how many members are new. With `CH` it counts those whose score changed too.',
      ],
      steps: [
        { line: 'DEL sorted-sets:leaderboard:game1', reply: /^\(integer\) [01]$/ },
        { line: board, reply: '(integer) 5' },
        {
          line: 'ZADD sorted-sets:leaderboard:game1 NX 9999 player:alice',
          say: 'She is there, so nothing is done.',
          reply: '(integer) 0',
        },
        {
          line: 'ZADD sorted-sets:leaderboard:game1 XX 100 player:zoe',
          say: 'She is not there, so nothing is done.',
          reply: '(integer) 0',
        },
        {
          line: 'ZADD sorted-sets:leaderboard:game1 GT 1900 player:bob',
          say: 'Lower than 2100: refused, the better score is kept.',
          reply: '(integer) 0',
          predict: {
            ask: 'bob has 2100. What is his score after ZADD GT 1900?',
            by: { line: 'ZSCORE sorted-sets:leaderboard:game1 player:bob', reply: '"2100"' },
            choices: [
              { text: '1900', means: '"1900"' },
              { text: '2100', means: '"2100"' },
              { text: '4000', means: '"4000"' },
            ],
            why: 'GT writes a score only where it is greater than the one that is there.',
          },
        },
        {
          line: 'ZADD sorted-sets:leaderboard:game1 XX GT CH 2600 player:bob',
          say: 'Higher: he passes alice. CH counts the change.',
          reply: '(integer) 1',
        },
        {
          line: 'ZADD sorted-sets:leaderboard:game1 LT 1000 player:eve',
          reply: '(integer) 0',
          predict: {
            ask: 'eve’s score goes from 1200 to 1000. What does ZADD answer?',
            choices: [
              { text: '0: nobody is new', means: '(integer) 0' },
              { text: '1: one score changed', means: '(integer) 1' },
              { text: '1000: the score', means: '(integer) 1000' },
            ],
            why: 'Without CH only new members are counted. A 0 does not mean that nothing happened.',
          },
        },
      ],
    },
    {
      title: 'Counting up, and taking out',
      text: [
        '`ZINCRBY` adds to a score and answers the new one: it moves by itself to where it belongs.',
        '`ZPOPMIN` and `ZPOPMAX` take the ends and hand them over: a queue by priority. `BZPOPMIN` waits for one.',
      ],
      steps: [
        { line: 'DEL sorted-sets:leaderboard:game1', reply: /^\(integer\) [01]$/ },
        { line: board, reply: '(integer) 5' },
        {
          line: 'ZINCRBY sorted-sets:leaderboard:game1 700 player:dave',
          say: 'From 1500 to 2200, past carol and bob.',
          reply: '"2200"',
        },
        { line: 'ZREM sorted-sets:leaderboard:game1 player:carol player:zoe', reply: '(integer) 1' },
        {
          line: 'ZPOPMIN sorted-sets:leaderboard:game1',
          say: 'The lowest, with its score, and out.',
          reply: '1) "player:eve"\n2) "1200"',
        },
        {
          line: 'ZPOPMAX sorted-sets:leaderboard:game1 2',
          say: 'The best two, best first.',
          reply: '1) "player:alice"\n2) "2500"\n3) "player:dave"\n4) "2200"',
        },
      ],
    },
    {
      title: 'A leaderboard',
      text: [
        '`GT` keeps the best score of a player. The place is `ZREVRANK` and one, and the best are `ZRANGE … REV`.',
        'Around a player: as many above as below, and the window pushed back where it would pass an end, so that it is always full.',
      ],
      steps: [
        { line: 'DEL sorted-sets:leaderboard:game1', reply: /^\(integer\) [01]$/ },
        { line: board, reply: '(integer) 5' },
        {
          line: 'ZADD sorted-sets:leaderboard:game1 GT 2150 player:carol',
          say: 'A better game of carol’s counts.',
          reply: '(integer) 0',
        },
        {
          line: 'ZREVRANK sorted-sets:leaderboard:game1 player:carol',
          say: 'Second place.',
          reply: '(integer) 1',
          predict: {
            ask: 'Only alice has a higher score than carol. What does ZREVRANK say of carol?',
            why: 'Ranks begin at 0, so the second has rank 1. A place that people read is one more.',
          },
        },
        {
          line: 'ZRANGE sorted-sets:leaderboard:game1 0 2 REV',
          say: 'Three around carol: one above her, one below.',
          reply: '1) "player:alice"\n2) "player:carol"\n3) "player:bob"',
        },
        {
          line: 'ZRANGE sorted-sets:leaderboard:game1 2 4 REV',
          say: 'Three around eve, who is last: pushed back to the end.',
          reply: '1) "player:bob"\n2) "player:dave"\n3) "player:eve"',
        },
      ],
    },
    {
      title: 'A best score that gets worse',
      text: [
        'The notebook’s `add_score` is a plain `ZADD`: a bad game overwrites the best one, and the later of two clients wins.',
        'Its picture says “rank 0 (highest score)” and lists `ZRANK`, which counts from the lowest. And “around a player” starts in the middle and does not look where the board ends: the last one gets half a window.',
      ],
      notebook: true,
      steps: [
        { line: 'DEL sorted-sets:fragile', reply: /^\(integer\) [01]$/ },
        {
          line: 'ZADD sorted-sets:fragile 2500 player:alice 2100 player:bob 1800 player:carol 1500 player:dave 1200 player:eve 900 player:frank',
          reply: '(integer) 6',
        },
        {
          line: 'ZADD sorted-sets:fragile 2600 player:alice',
          client: 'A',
          say: 'The best game.',
          reply: '(integer) 0',
        },
        {
          line: 'ZADD sorted-sets:fragile 10 player:alice',
          client: 'B',
          say: 'A bad one, told a moment later: 2600 is lost.',
          reply: '(integer) 0',
          predict: {
            ask: 'alice’s best game was 2600, her last one 10. What does the leaderboard say?',
            by: { line: 'ZSCORE sorted-sets:fragile player:alice', reply: '"10"' },
            choices: [
              { text: '2600: the best', means: '"2600"' },
              { text: '10: the last', means: '"10"' },
              { text: '2610: both', means: '"2610"' },
            ],
            why: 'ZADD sets the score. What it was before counts only with GT or LT.',
          },
        },
        {
          line: 'ZRANK sorted-sets:fragile player:alice',
          say: 'Rank 0, as in the notebook’s picture. It is the lowest score.',
          reply: '(integer) 0',
        },
        {
          line: 'ZREVRANGE sorted-sets:fragile 3 7',
          say: 'Five around alice, who is last of six: from 5 - 5 // 2 = 3. Three come back.',
          reply: '1) "player:eve"\n2) "player:frank"\n3) "player:alice"',
          predict: {
            ask: 'alice has rank 5 of 0 to 5. ZREVRANGE 3 7 asks for five: how many come?',
            choices: [
              { text: '5', means: /^(\d\) "player:\w+"\n?){5}$/ },
              { text: '3', means: /^(\d\) "player:\w+"\n?){3}$/ },
              { text: 'an error: 7 is out of range', means: /^\(error\)/ },
            ],
            why: 'Ranks past the end are cut off, without an error. A window at an end has to be pushed back.',
          },
        },
      ],
    },
  ],
}
