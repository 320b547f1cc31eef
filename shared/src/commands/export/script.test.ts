/** Sessions as programs, whole. That they run is tested on a real Redis: server/test/export.test.ts. */
import { describe, expect, test } from 'vitest'
import { bytes } from '../../bytes.ts'
import { fileName, LANGUAGES } from './languages.ts'
import type { Step } from './plan.ts'
import { scriptIn } from './script.ts'

const step = (client: string, line: string, more: Partial<Step> = {}): Step => ({
  client,
  argv: line.split(' ').map(bytes),
  ...more,
})
const inAll = (steps: Step[], title = 'A queue') => LANGUAGES.map(language => scriptIn(language, { title, steps }))

test('one client reads as a person would write it', () => {
  expect(inAll([step('A', 'SET k v'), step('A', 'INCR k', { skipped: 'ERR no integer' }), step('A', 'GET k')])).toEqual(
    [
      `#!/usr/bin/env bash
# A queue
# REDIS_URL=redis://127.0.0.1:6379 bash redis-a-queue.sh (needs: redis-cli)
set -euo pipefail
: "\${REDIS_URL:=redis://127.0.0.1:6379}"

sed '/^#/d' <<'commands' | redis-cli --no-raw -u "$REDIS_URL"
SET k v
# left out: INCR k (ERR no integer)
GET k
commands
`,
      `// A queue
// REDIS_URL=redis://127.0.0.1:6379 npx tsx redis-a-queue.mts (needs: npm install ioredis tsx)
import { Redis } from 'ioredis'

const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379'
const redis = new Redis(url)

await redis.set('k', 'v')
// left out: INCR k (ERR no integer)
await redis.get('k')

await redis.quit()
`,
      `# A queue
# REDIS_URL=redis://127.0.0.1:6379 python3 redis-a-queue.py (needs: pip install redis)
import os

import redis

url = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379")
r = redis.Redis.from_url(url)

r.set("k", "v")
# left out: INCR k (ERR no integer)
r.get("k")
`,
    ],
  )
})

test('what waits goes on waiting until its client has something else to do', () => {
  const [cli, ioredis, python] = inAll([
    step('A', 'BLPOP q 5', { blocks: true }),
    step('B', 'RPUSH q x'),
    step('A', 'GET k'),
  ])
  expect(cli).toContain(
    "sent 1 <<'commands'\nBLPOP q 5\ncommands\nblocked 1\n\nfinished 2 <<'commands'\nRPUSH q x\ncommands\n\nask 1; hear 1\n",
  )
  expect(ioredis).toContain(
    "clientAWaits = clientA.blpop('q', 5)\nawait blocked(1)\nawait clientB.rpush('q', 'x')\nawait clientAWaits\nawait clientA.get('k')\n",
  )
  expect(python).toContain(
    'client_A_waits = threading.Thread(target=lambda: client_A.blpop(["q"], timeout=5))\nclient_A_waits.start()\nblocked(1)\nclient_B.rpush("q", "x")\nclient_A_waits.join()\nclient_A.get("k")\n',
  )
  expect(python).toContain('redis.Redis.from_url(url, socket_timeout=None)')
})

test('a transaction that Redis refused to execute is discarded', () => {
  const scripts = inAll([
    step('A', 'MULTI'),
    step('A', 'NOSUCH', { skipped: 'ERR' }),
    step('A', 'EXEC', { skipped: 'EXECABORT' }),
  ])
  expect(scripts.map(script => /^DISCARD$|redis\.discard\(\)|r_pipe\.reset\(\)/m.test(script))).toEqual([
    true,
    true,
    true,
  ])
})

test('clients of like names stay apart, and no name is one of the language', () => {
  const [, ioredis, python] = inAll([
    step('new one', 'GET a'),
    step('new-one', 'GET b'),
    step('newOne', 'GET c'),
    step('class', 'GET d'),
  ])
  const variables = (text = '', pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, name]) => name)).size
  expect(variables(ioredis, /^const (client\w+) = new/gm)).toBe(4)
  expect(variables(python, /^(client_\w+) = redis/gm)).toBe(4)
})

describe('no text of a session gets out of its comment', () => {
  test('title, reason and client', () => {
    const evil = 'x\nrm -rf /\u2028process.exit()\r*/'
    for (const script of inAll([step(evil, 'GET a'), step('b', 'GET a', { skipped: evil })], evil))
      expect(script.split(/[\n\r\u2028]/).filter(line => /^(?:rm|process)/.test(line))).toEqual([])
  })
})

test('what would turn the connection into another one is left out', () => {
  for (const script of inAll([step('A', 'HELLO 3'), step('A', 'client reply off'), step('A', 'GET k')]))
    expect(script).toMatch(/left out: HELLO 3\n.*left out: CLIENT reply off\n.*/)
})

test('a file name is plain, and no module of Python', () => {
  expect(fileName('redis-py', 'Random: a/b *')).toBe('redis-random-a-b.py')
  expect(fileName('ioredis', 'שלום')).toBe('redis-session.mts')
  expect(fileName('redis-cli', 'x'.repeat(100))).toHaveLength(63)
})
