/** The program as people start and end it. No page is opened here; it runs beside the page's tests, on the same build. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { START, startServer } from '../set-up/server.ts'

/** Process ids of everything alive that descends from `ancestor`, or belongs to the group of one that does. */
function family(ancestor: number): number[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,pgid=,stat='], { encoding: 'utf8' })
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(([, , , state]) => state !== undefined && !state.startsWith('Z'))
    .map(([pid, ppid, pgid]) => ({ pid: Number(pid), ppid: Number(ppid), pgid: Number(pgid) }))
  const found = new Set([ancestor])
  for (let size = 0; size !== found.size; ) {
    size = found.size
    for (const { pid, ppid, pgid } of all) if (found.has(ppid) || found.has(pgid)) found.add(pid)
  }
  found.delete(ancestor)
  return [...found]
}

const alive = (pids: number[]) =>
  pids.filter(pid => {
    try {
      process.kill(pid, 0)
      return true
    } catch {
      return false
    }
  })

/** A room of its own Redis, asked for as a page does. */
async function newRoom(url: string): Promise<void> {
  const response = await fetch(`${url}/api/rooms`, { method: 'POST', headers: { origin: url } })
  expect(response.status).toBe(201)
}

test('npm start says where it is and which Redis it uses, and the second time builds nothing', async () => {
  const first = await startServer({}, START)
  expect(await first.stop()).toBe(0)
  const second = await startServer({}, START)
  await expect.poll(second.printed).toMatch(/^Redis Deep Dive is at http:\/\/127\.0\.0\.1:\d+\nRedis: a private Redis/)
  expect((await fetch(second.url)).status).toBe(200)
  expect(await second.stop()).toBe(0)
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
  test(`${signal} leaves no redis-server and no temporary file behind`, async () => {
    const temporary = mkdtempSync(join(tmpdir(), 'leftovers-'))
    const server = await startServer({ TMPDIR: temporary }, START)
    await newRoom(server.url)
    const children = family(server.process.pid ?? 0)
    expect(children.length).toBeGreaterThan(1)
    server.process.kill(signal)
    expect(await server.ended).toBe(signal === 'SIGKILL' ? null : 0)
    await expect.poll(() => alive(children)).toEqual([])
    expect(readdirSync(temporary)).toEqual([])
    rmSync(temporary, { recursive: true })
  })
}

test('a port that is taken is no reason not to start', async () => {
  const first = await startServer()
  const taken = new URL(first.url).port
  const second = await startServer({ PORT: taken })
  expect(new URL(second.url).port).not.toBe(taken)
  await Promise.all([first.stop(), second.stop()])
})

const refusals: [title: string, env: NodeJS.ProcessEnv, said: string, unsaid: string][] = [
  ['other machines are not let in without a token', { HOST: '0.0.0.0' }, 'Set TOKEN to a secret', '    at '],
  [
    'a REDIS_URL where nobody listens',
    { REDIS_URL: 'redis://:hush@127.0.0.1:1' },
    'Nothing listens at 127.0.0.1:1',
    'hush',
  ],
  ['a REDIS_URL that is none', { REDIS_URL: 'six' }, 'REDIS_URL must look like', '    at '],
  ['a port that is none', { PORT: 'six' }, 'PORT=six is not a port', '    at '],
]
for (const [title, env, said, unsaid] of refusals) {
  test(`${title}: refused in a sentence, with exit code 1`, async () => {
    const error: Error = await startServer(env).then(
      () => new Error('it started'),
      failure => failure,
    )
    expect(error.message).toContain('exit code 1')
    expect(error.message).toContain(said)
    expect(error.message).not.toContain(unsaid)
  })
}

test('a server with a token lets a browser in that enters it', async ({ page }) => {
  const server = await startServer({ TOKEN: 'correct horse battery' })
  await page.goto(server.url)
  await page.getByLabel('Token').fill('wrong wrong wrong')
  await page.getByRole('button', { name: 'Come in' }).click()
  await expect(page.getByRole('alert')).toHaveText('That is not the token.')
  await page.getByLabel('Token').fill('correct horse battery')
  await page.getByRole('button', { name: 'Come in' }).click()
  await expect(page.getByRole('banner')).toBeVisible()
  await server.stop()
})

test('a connection that never says anything does not keep it from ending', async () => {
  const server = await startServer()
  const idle = connect(Number(new URL(server.url).port), '127.0.0.1')
  await once(idle, 'connect')
  idle.on('error', () => {})
  expect(await server.stop()).toBe(0)
})
