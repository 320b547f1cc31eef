import { expect, test } from 'vitest'
import { serverInfo } from './server-info.ts'

const attached = { kind: 'attached', product: 'redis', version: '8.2.1', shown: 'redis.example:6379' } as const
const lacking = (events: boolean, monitor: boolean) =>
  serverInfo(attached, { events, monitor }, 16).lacks.map(({ what }) => what)

test('an own server lacks nothing', () => {
  const own = { ...attached, kind: 'own' } as const
  expect(serverInfo(own, { events: true, monitor: true }, 16)).toEqual({
    ...{ engine: 'own', product: 'redis', version: '8.2.1', address: 'redis.example:6379', databases: 16, lacks: [] },
  })
})

test('an attached one has one room, and says what of it is not heard', () => {
  expect(lacking(true, true)).toEqual(['new-room'])
  expect(lacking(false, true)).toEqual(['new-room', 'events'])
  expect(lacking(true, false)).toEqual(['new-room', 'monitor'])
})
