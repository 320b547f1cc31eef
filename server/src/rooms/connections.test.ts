/** Whose the connections of a room's Redis are: counted by CLIENT LIST, ours apart from those of other programs. */
import { Connections } from '@rdd/shared/protocol'
import { expect, test } from 'vitest'
import { startApp } from '../../test/app.ts'
import { connectionsOf } from './connections.ts'

test('a line is ours by its address, and another program is told by the name it gave itself', () => {
  const list = [
    'id=1 addr=127.0.0.1:1 laddr=127.0.0.1:6379 fd=8 name=redis-deep-dive age=1',
    'id=2 addr=127.0.0.1:2 laddr=127.0.0.1:6379 fd=9 name=you age=1',
    'id=3 addr=127.0.0.1:3 laddr=127.0.0.1:6379 fd=9 name=app age=1',
    'id=4 addr=127.0.0.1:4 laddr=127.0.0.1:6379 fd=9 name=worker-1 age=1',
    'id=5 addr=127.0.0.1:5 laddr=127.0.0.1:6379 fd=9 name= age=1',
    '',
  ].join('\n')
  const ours = {
    isEye: (address: string) => address.endsWith(':1'),
    consoles: new Set(['127.0.0.1:2']),
    runs: new Set(['127.0.0.1:3']),
  }
  expect(connectionsOf(list, ours)).toEqual({ eyes: 1, consoles: 1, runs: 1, others: 2, names: ['worker-1'] })
})

test('GET /api/rooms/:room/connections tells ours and those of other programs apart (H10)', async () => {
  const app = await startApp()
  const page = await app.page()
  await page.run('PING')
  const program = app.program()
  await program.client('SETNAME', 'worker-7')
  const answer = await fetch(`http://127.0.0.1:${app.port}/api/rooms/${page.joined.room}/connections`)
  expect(Connections.parse(await answer.json())).toEqual({
    eyes: 2,
    consoles: 1,
    runs: 0,
    others: 1,
    names: ['worker-7'],
  })
  expect((await fetch(`http://127.0.0.1:${app.port}/api/rooms/none/connections`)).status).toBe(404)
}, 60_000)

test('where Redis does not say, nothing is guessed (H10)', async () => {
  const app = await startApp()
  const page = await app.page()
  await app.program().acl('SETUSER', app.engines[0]?.address.username ?? 'default', '-client|list')
  const answer = await fetch(`http://127.0.0.1:${app.port}/api/rooms/${page.joined.room}/connections`)
  expect(await answer.json()).toBeNull()
}, 60_000)
