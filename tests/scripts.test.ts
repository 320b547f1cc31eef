import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { browserCount, NONE, settle, sum, unitCount } from '../scripts/lib/count.mjs'
import { findRedis } from '../scripts/lib/find-redis.mjs'
import { findChromium } from '../scripts/lib/get-chromium.mjs'
import { findPython } from '../scripts/lib/get-python.mjs'
import { whyInstall } from '../scripts/lib/install.mjs'
import { openerOf } from '../scripts/lib/open-browser.mjs'

/** A machine whose PATH holds only what a test puts there. */
let machine: string
let bin: string
beforeEach(() => {
  machine = realpathSync(mkdtempSync(join(tmpdir(), 'machine-')))
  bin = join(machine, 'bin')
  mkdirSync(bin)
})
afterEach(() => rmSync(machine, { recursive: true }))

function program(name: string, script = ''): string {
  const path = join(bin, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}
const SERVER = '# Ready to accept connections'

test('the Python on PATH, and one without redis-py is passed over', async () => {
  const without = program('python3', 'exit 1')
  expect(await findPython({ PATH: bin })).not.toBe(without)
  expect(await findPython({ PATH: bin })).toBe(await findPython({ PATH: '/nowhere' }))
  const having = program('python3')
  expect(await findPython({ PATH: bin })).toBe(having)
})

test('tests take the shell of Chromium where there is one, others the whole browser; who names one has it', () => {
  const env = { PATH: bin }
  const whole = program('chromium')
  expect(findChromium({ lean: true, env })).toBe(whole)
  const shell = program('chromium-headless-shell')
  expect(findChromium({ lean: true, env })).toBe(shell)
  expect(findChromium({ env })).toBe(whole)
  const named = { ...env, CHROMIUM: '/opt/chrome' }
  expect(findChromium({ lean: true, env: named })).toBe('/opt/chrome')
})

describe('which server program', () => {
  const find = (env: NodeJS.ProcessEnv = {}) => findRedis({ PATH: `/nowhere::${bin}`, ...env }, join(machine, 'cache'))

  test('none on a machine that has none', () => expect(find()).toBeNull())

  test('redis-server before valkey-server, and the one somebody names before both', () => {
    const valkey = program('valkey-server')
    expect(find()).toBe(valkey)
    const redis = program('redis-server')
    expect(find()).toBe(redis)
    expect(find({ REDIS_SERVER: '/opt/redis-server' })).toBe('/opt/redis-server')
  })

  test('the server that Debian keeps in redis-check-rdb, by the name that makes it one', () => {
    const checker = program('redis-check-rdb', SERVER)
    const link = find()
    expect(link).toBe(join(machine, 'cache', 'redis-server'))
    expect(realpathSync(link ?? '')).toBe(checker)
    expect(find()).toBe(link)
  })

  test('the link follows a server that has moved', () => {
    program('redis-check-rdb', SERVER)
    find()
    rmSync(join(bin, 'redis-check-rdb'))
    bin = join(machine, 'other')
    mkdirSync(bin)
    const moved = program('redis-check-rdb', SERVER)
    expect(realpathSync(find() ?? '')).toBe(moved)
  })

  test('not a checker that is only a checker', () => {
    program('redis-check-rdb', 'echo checking')
    expect(find()).toBeNull()
  })

  test('not a file that cannot be run', () => {
    writeFileSync(join(bin, 'redis-server'), '')
    expect(find()).toBeNull()
  })
})

/** Runs `ensureRedis` as the scripts do, on the imagined machine. */
function ensure(env: NodeJS.ProcessEnv = {}, ...args: string[]) {
  const script = `
    import { ensureRedis } from ${JSON.stringify(fileURLToPath(new URL('../scripts/lib/get-redis.mjs', import.meta.url)))}
    import { run } from ${JSON.stringify(fileURLToPath(new URL('../scripts/lib/say.mjs', import.meta.url)))}
    await run(async () => {
      await ensureRedis()
      console.log('REDIS_SERVER=' + process.env.REDIS_SERVER)
    })
  `
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script, '--', ...args], {
    env: { PATH: bin, ...env },
    encoding: 'utf8',
  })
  return { stdout, stderr, status }
}

describe('getting a Redis', () => {
  const calls = () => (existsSync(join(machine, 'calls')) ? readFileSync(join(machine, 'calls'), 'utf8') : '')
  /** apt-get that writes down how it is called; after an update its install brings a redis-server. */
  const apt = () =>
    program(
      'apt-get',
      `echo "$@" >> ${machine}/calls
case "$*" in
*update*) : > ${machine}/updated ;;
*install*)
  [ -f ${machine}/updated ] || { echo "Unable to locate package"; exit 100; }
  printf '#!/bin/sh\\n' > ${bin}/redis-server
  /bin/chmod +x ${bin}/redis-server ;;
esac`,
    )
  const asRoot = test.runIf(process.getuid?.() === 0)

  test('looks for none where REDIS_URL names one', () => {
    const { stdout, status } = ensure({ REDIS_URL: 'redis://cache' })
    expect([stdout, status]).toEqual(['REDIS_SERVER=undefined\n', 0])
  })

  test('hands on the one it found, without a word', () => {
    const redis = program('redis-server')
    expect(ensure()).toEqual({ stdout: `REDIS_SERVER=${redis}\n`, stderr: '', status: 0 })
  })

  test('says what can be done where nothing can be installed', () => {
    const { stdout, stderr, status } = ensure()
    expect([stdout, status]).toEqual(['', 1])
    expect(stderr).toContain('There is no Redis on this machine')
    expect(stderr).toContain('REDIS_URL=redis://host:6379 npm start')
    expect(stderr).toContain('docker compose up')
    expect(stderr).not.toContain('    at ')
  })

  test.each([
    ['dnf', 'sudo dnf install valkey'],
    ['apk', 'sudo apk add redis'],
    ['brew', 'brew install redis'],
  ])('names the command of %s', (name, command) => {
    program(name)
    expect(ensure().stderr).toContain(command)
  })

  asRoot('says so before it installs, and refreshes the package lists only when it must', () => {
    apt()
    const { stdout, status } = ensure()
    expect(status).toBe(0)
    expect(stdout.split('\n')[0]).toBe(
      'There is no Redis on this machine. Installing redis-tools with apt-get (--no-install refuses this).',
    )
    expect(stdout).toContain(`REDIS_SERVER=${bin}/redis-server`)
    const install = '-o DPkg::Lock::Timeout=120 install -y --no-install-recommends redis-tools'
    expect(calls()).toBe(`${install}\n-o DPkg::Lock::Timeout=120 update\n${install}\n`)
  })

  asRoot('repeats what apt-get said when it did not help', () => {
    program('apt-get', 'echo "E: no network"; exit 100')
    const { stderr, status } = ensure()
    expect(status).toBe(1)
    expect(stderr).toContain('E: no network')
    expect(stderr).toContain('sudo apt-get install redis-tools')
  })

  test.each([
    ['after npm start --', {}, '--no-install'],
    ['as npm hears it', { npm_config_install: '' }, ''],
  ])('installs nothing where --no-install is said %s', (_title, env, arg) => {
    apt()
    expect(ensure(env, arg).status).toBe(1)
    expect(calls()).toBe('')
  })
})

describe('opening the browser', () => {
  test.each([
    ['darwin', {}, 'open'],
    ['win32', {}, 'cmd'],
    ['linux', { DISPLAY: ':0' }, 'xdg-open'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
  ] as const)('on %s with %o takes %s', (platform, env, opener) => expect(openerOf(platform, env)?.[0]).toBe(opener))

  test.each([
    ['linux', {}],
    ['darwin', { BROWSER: 'none' }],
    ['darwin', { CI: 'true' }],
    ['darwin', { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }],
  ] as const)('on %s with %o does nothing', (platform, env) => expect(openerOf(platform, env)).toBeNull())
})

describe('whether the packages are installed', () => {
  const wanted = {
    '': {},
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/fsevents': { version: '2.3.3', optional: true },
    'node_modules/@rdd/shared': { link: true },
    shared: { version: '0.1.0' },
  }
  test('nothing is due when all is there, whatever other systems need', () =>
    expect(whyInstall(wanted, { 'node_modules/zod': { version: '4.6.7' } })).toBeNull())
  test('all is due in a fresh clone', () => expect(whyInstall(wanted, null)).toBe('first start'))
  test.each([{}, { 'node_modules/zod': { version: '4.6.6' } }])(
    'it is due after the lock file has changed: %o',
    there => expect(whyInstall(wanted, there)).toBe('package-lock.json has changed'),
  )
})

describe('the count at the end of npm test', () => {
  test('adds up what passed and what failed', () =>
    expect(
      sum([
        { passed: 1, failed: 0 },
        { passed: 2, failed: 3 },
      ]),
    ).toEqual({ passed: 3, failed: 3 }))
  test('takes the word of a runner that found tests and ended well', () =>
    expect(settle(0, { passed: 5, failed: 0 })).toEqual({ passed: 5, failed: 0 }))
  test('counts a run that found nothing as a failure', () => expect(settle(0, NONE)).toEqual({ passed: 0, failed: 1 }))
  test('counts a runner that broke down as a failure, once', () => {
    expect(settle(1, { passed: 5, failed: 0 })).toEqual({ passed: 5, failed: 1 })
    expect(settle(1, { passed: 5, failed: 2 })).toEqual({ passed: 5, failed: 2 })
  })
  test('counts a test file that could not be loaded', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'passed', assertionResults: [{}] },
    ]
    expect(unitCount({ numPassedTests: 1, numFailedTests: 1, testResults })).toEqual({ passed: 1, failed: 2 })
  })
  test('counts a browser test that passed only when tried again as failed', () =>
    expect(browserCount({ stats: { expected: 3, unexpected: 1, flaky: 1 }, errors: [] })).toEqual({
      passed: 3,
      failed: 2,
    }))
})
