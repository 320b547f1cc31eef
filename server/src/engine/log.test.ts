import { describe, expect, test } from 'vitest'
import { identityIn, lastWords, message, saysPortTaken, saysReady } from './log.ts'

const at = (text: string) => `1234:M 23 Nov 2026 15:20:39.280 ${text}`

test('a line is read without its process, date and level', () => {
  expect(message(at('* Ready to accept connections'))).toBe('Ready to accept connections')
  expect(message('1:C 01 Jan 2026 00:00:00.000 # a # b')).toBe('a # b')
  expect(message('  *** plain ***')).toBe('*** plain ***')
})

test.each(['* Ready to accept connections', '* Ready to accept connections tcp'])('"%s" means ready', line =>
  expect(saysReady(at(line))).toBe(true),
)

test('a taken port is known by what bind says', () => {
  expect(
    saysPortTaken(
      at('# Warning: Could not create server TCP listening socket 127.0.0.1:80: bind: Address already in use'),
    ),
  ).toBe(true)
  expect(saysPortTaken(at('# Failed listening on port 80 (TCP), aborting.'))).toBe(false)
})

describe('what a server says it is', () => {
  test.each([
    ['# Redis version=7.0.15, bits=64, commit=00000000', { product: 'redis', version: '7.0.15' }],
    ['* Valkey version=8.1.4, bits=64', { product: 'valkey', version: '8.1.4' }],
    ['*** FATAL CONFIG FILE ERROR (Redis 6.0.16) ***', { product: 'redis', version: '6.0.16' }],
    ['# Redis 7.0.15 crashed by signal: 11', { product: 'redis', version: '7.0.15' }],
  ])('%s', (line, identity) => expect(identityIn(line)).toEqual(identity))
  test.each(['# oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo', '* monotonic clock: POSIX clock_gettime', ''])(
    'nothing in "%s"',
    line => expect(identityIn(line)).toBeNull(),
  )
})

describe('last words', () => {
  const listen = () => {
    let now = 0
    const words = lastWords(() => now)
    const until = (ms: number) => {
      now = ms
    }
    const hear = (ms: number, line: string) => {
      until(ms)
      words.hear(line)
    }
    return { words, hear, until }
  }

  test('the first line that names a cause, before the last line', () => {
    const { words, hear } = listen()
    hear(0, at('# Out Of Memory allocating 123 bytes!'))
    hear(1, at('# Guru Meditation: Redis aborting for OUT OF MEMORY'))
    hear(2, '=== REDIS BUG REPORT END ===')
    expect(words.cause()).toBe('Out Of Memory allocating 123 bytes!')
  })
  test('the last line, where none names a cause', () => {
    const { words, hear } = listen()
    hear(0, at('# one'))
    hear(1, at('# two'))
    hear(2, '   ')
    expect(words.cause()).toBe('two')
  })
  test('nothing that was said long before the end', () => {
    const { words, hear, until } = listen()
    hear(0, at('# Failed opening the temp RDB file'))
    until(2001)
    expect(words.cause()).toBeNull()
  })
  test('nothing from before it was told to forget', () => {
    const { words, hear } = listen()
    hear(0, at('# Failed'))
    words.forget()
    expect(words.cause()).toBeNull()
  })
  test('of a flood of lines the first ones, and a bounded number', () => {
    const { words, hear } = listen()
    for (let line = 0; line < 10_000; line++) hear(1, at(`# line ${line}`))
    expect(words.recent()).toHaveLength(200)
    expect(words.recent()[0]).toContain('line 0')
  })
})
