import { command, entry, hash, list, set, stream, string, zset } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'All keys: every type in its own shape',
  scene: 'keyspace',
  width: 820,
  before: [
    ...['user:1001:name', 'user:1002:name'].map(key => string(key, 'John Doe', { encoding: 'embstr', memory: 72 })),
    string('counter:visits', '41', { encoding: 'int', memory: 56 }),
    string('session:9f2c', JSON.stringify({ user: 1001, roles: ['admin', 'editor'], theme: 'dark', cart: [3, 5, 8] }), {
      encoding: 'raw',
      memory: 208,
      ttl: [58_400, 90_000],
    }),
    string('due:already', 'gone soon', { encoding: 'embstr', memory: 64, ttl: [0, 60_000] }),
    hash(
      'user:1001',
      { name: 'John Doe', email: 'john@example.com', age: '30', city: 'New York' },
      { encoding: 'listpack' },
    ),
    list('queue:notifications', ['msg5', 'msg4', 'msg3', 'msg2', 'msg1'], {
      encoding: 'listpack',
      ttl: [4_010_000, 7_200_000],
    }),
    set('user:1001:interests', ['python', 'redis', 'machine_learning', 'docker', 'kubernetes'], {
      encoding: 'listpack',
    }),
    zset(
      'leaderboard:game1',
      [
        ['eve', '1200'],
        ['dave', '1500'],
        ['carol', '1800'],
        ['bob', '2100'],
        ['alice', '2500'],
      ],
      {
        encoding: 'listpack',
      },
    ),
    stream('orders', [entry('1795435100000-0', { item: 'chair' }), entry('1795435104200-0', { item: 'desk' })], [], {
      encoding: 'stream',
    }),
  ],
  fact: command('RPUSH mylist hello', { views: [list('mylist', ['hello'], { encoding: 'listpack' })] }),
}
