/**
 * Architecture, as a lesson: one key of each type, what they cost, one command at a time, what is kept on disk.
 * Source: https://redis.io/docs/latest/operate/oss_and_stack/management/
 */
import type { Chapter } from '../chapter.ts'
import type { Lesson } from '../lesson.ts'

export const chapter: Chapter = {
  path: 'architecture',
  name: 'Architecture',
  group: 'Overview',
  order: 10,
  place: true,
  title: 'Architecture',
  subtitle: 'One server, all data in memory, one command at a time. What it holds right now.',
  taught: true,
}

export const lesson: Lesson = {
  chapter: chapter.path,
  prefix: 'architecture:',
  intro: [
    'Redis is one process that holds its data in memory and runs one command after the other.',
    'The picture counts what is in it. A box leads to the chapter of its type.',
  ],
  sections: [
    {
      title: 'One of each',
      text: ['A key of each type. The box of a type lights up when one of its keys is written.'],
      steps: [
        { line: 'SET architecture:string value', reply: 'OK' },
        { line: 'HSET architecture:hash field value', reply: /^\(integer\) [01]$/ },
        { line: 'RPUSH architecture:list elem1 elem2', reply: /^\(integer\) \d+$/ },
        { line: 'SADD architecture:set member', reply: /^\(integer\) [01]$/ },
        { line: 'ZADD architecture:zset 1 member', reply: /^\(integer\) [01]$/ },
        { line: 'XADD architecture:stream * field value', reply: /^"\d+-\d+"$/ },
        {
          line: 'RPUSH architecture:set elem3',
          reply: /^\(error\) WRONGTYPE/,
          say: 'A key has one type, and only its commands work on it.',
          predict: {
            ask: 'RPUSH, a command of lists, on a key that is a set?',
            choices: [
              { text: 'the set becomes a list', means: /^\(integer\)/ },
              { text: 'an error', means: /^\(error\) WRONGTYPE/ },
            ],
            why: 'Redis never turns one type into another by itself. SET, and commands that store a result, replace a key whole.',
          },
        },
      ],
    },
    {
      title: 'In memory',
      text: ['Every key costs memory beyond its value: its name, its place in the table, its header.'],
      steps: [
        {
          line: 'MEMORY USAGE architecture:string',
          reply: /^\(integer\) \d{2,3}$/,
          say: 'Bytes, name and header included.',
          predict: {
            ask: 'The value has five bytes. How many does the key take in all?',
            choices: [
              { text: '5', means: '(integer) 5' },
              { text: 'more than 40', means: /^\(integer\) ([4-9]\d|\d{3})$/ },
            ],
            why: 'A small value costs mostly what surrounds it. Many small values are cheaper in one hash.',
          },
        },
        {
          line: 'INFO memory',
          say: 'used_memory is what the bar shows; maxmemory is where evicting or refusing begins.',
          reply: /used_memory:\d+/,
        },
        { line: 'CONFIG GET maxmemory-policy', reply: /maxmemory-policy/ },
      ],
    },
    {
      title: 'One command at a time',
      text: [
        'Commands of all clients run one after the other, each whole. That is why a counter needs no lock. It is not all one thread: freeing memory and, if switched on, reading and writing sockets are done beside it.',
      ],
      steps: [
        { line: 'SET architecture:counter 0', reply: 'OK' },
        { line: 'INCR architecture:counter', client: 'A', reply: '(integer) 1' },
        { line: 'INCR architecture:counter', client: 'B', reply: '(integer) 2' },
        {
          line: 'GET architecture:counter',
          reply: '"2"',
          predict: {
            ask: 'Two clients count at the very same moment. Can one count be lost?',
            choices: [
              { text: 'yes, both may read 0 and write 1', means: '"1"' },
              { text: 'no', means: '"2"' },
            ],
            why: '`INCR` reads and writes in one step. GET, add, SET would be three, and could lose one.',
          },
        },
        {
          line: 'INFO stats',
          say: 'How many commands, how many hits and misses, how many keys expired or were evicted.',
          reply: /total_commands_processed:\d+/,
        },
      ],
    },
    {
      title: 'On disk, if asked',
      text: [
        'Two ways, both optional: RDB writes a snapshot now and then, AOF writes down every change. The private server of a room does neither: its data goes with it.',
      ],
      steps: [
        { line: 'CONFIG GET save', say: 'Empty: no snapshots by themselves.', reply: /"save"/ },
        { line: 'CONFIG GET appendonly', reply: /"no"/ },
        { line: 'INFO persistence', reply: /rdb_changes_since_last_save:\d+/ },
        {
          line: 'INFO replication',
          say: 'One server, no replicas. With replicas others hold the same data and can take over.',
          reply: /role:master/,
        },
      ],
    },
  ],
}
