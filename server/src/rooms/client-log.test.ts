import type { LogEntry } from '@rdd/shared/protocol'
import { expect, test, vi } from 'vitest'
import { ClientLog } from './client-log.ts'

const LOG = { entries: 500, bytes: 1_000_000, pushes: 200 }
const message = { t: 'simple' as const, v: 'hi' }

function clientLog() {
  const sent: LogEntry[] = []
  return { log: new ClientLog(entry => sent.push(entry)), sent }
}

test('numbers rise by one and are never given twice, whoever takes them (L1)', () => {
  const { log, sent } = clientLog()
  const first = log.number()
  log.notice('said meanwhile')
  log.push(message)
  const late = { kind: 'notice' as const, n: first, text: 'answered last' }
  log.add(late)
  expect(log.number()).toBe(4)
  expect(sent.map(({ n }) => n)).toEqual([2, 3, 1])
  expect(log.entries()).toEqual(sent)
})

test('the newest entries are kept, and their numbers with them (L5)', () => {
  const { log, sent } = clientLog()
  for (let i = 0; i < LOG.entries + 30; i += 1) log.notice(`${i}`)
  expect(sent).toHaveLength(LOG.entries + 30)
  expect(log.entries()).toEqual(sent.slice(30))
})

test('a log of long entries is bounded by its bytes, and the last one always stays (L5)', () => {
  const { log } = clientLog()
  for (let i = 0; i < 30; i += 1) log.notice('x'.repeat(100_000))
  expect(JSON.stringify(log.entries()).length).toBeLessThan(LOG.bytes + 200)
  expect(log.entries().at(-1)?.n).toBe(30)
  log.notice('x'.repeat(2 * LOG.bytes))
  expect(log.entries().map(({ n }) => n)).toEqual([31])
})

test('of pushes that come too fast to read, the next one kept says how many were not (L5)', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    const { log, sent } = clientLog()
    vi.advanceTimersByTime(2_000)
    for (let i = 0; i < LOG.pushes + 50; i += 1) log.push(message)
    expect(sent).toHaveLength(LOG.pushes)
    vi.advanceTimersByTime(1_001)
    log.push(message)
    log.push(message)
    expect(sent.slice(LOG.pushes)).toEqual([
      { kind: 'push', n: LOG.pushes + 1, reply: message, skipped: 50 },
      { kind: 'push', n: LOG.pushes + 2, reply: message },
    ])
  } finally {
    vi.useRealTimers()
  }
})
