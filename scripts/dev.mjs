/**
 * `npm run dev`: the server restarts and the page reloads on each change. The page is served by Vite, which hands /api
 * and /socket.io on to the server; one address, and Ctrl-C ends both.
 */
import './lib/node-version.mjs'
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { ensureRedis } from './lib/get-redis.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { openBrowser } from './lib/open-browser.mjs'
import { root } from './lib/paths.mjs'
import { run, say } from './lib/say.mjs'

/**
 * The first free loopback port from `wanted` on; 0: any.
 * @param {number} wanted
 * @returns {Promise<number>}
 */
function freePort(wanted) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', error => (wanted === 0 ? reject(error) : resolve(freePort(wanted + 1))))
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : wanted))
    })
  })
}

const TSX = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs')
const VITE = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
const QUIET = ['--logLevel', 'warn', '--clearScreen', 'false']

await run(async () => {
  await ensureInstalled()
  await ensureRedis()
  const [page, server] = [await freePort(Number(process.env.PORT || 4321)), await freePort(0)]
  // Vite keeps Host and Origin as the browser sent them, so the server answers for the page's address.
  const names = { ALLOWED_HOSTS: `127.0.0.1:${page},localhost:${page}`, HOST: '127.0.0.1', PORT: String(server) }
  const children = [
    // Its stdout names its own address, which is not the one to open.
    start('server', [TSX, 'watch', '--clear-screen=false', 'src/main.ts'], names, 'ignore'),
    start(
      'client',
      [VITE, '--port', `${page}`, '--strictPort', ...QUIET],
      { API: `http://127.0.0.1:${server}` },
      'inherit',
    ),
  ]
  const end = () => {
    for (const child of children) child.kill()
  }
  for (const child of children) child.on('exit', end)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
  const url = `http://127.0.0.1:${page}`
  say(`Redis Deep Dive, reloading on change: ${url}`)
  openBrowser(url)
})

/**
 * @param {string} folder to run in
 * @param {string[]} args of Node
 * @param {NodeJS.ProcessEnv} env added to ours
 * @param {'ignore' | 'inherit'} stdout
 */
function start(folder, args, env, stdout) {
  const stdio = /** @type {const} */ (['inherit', stdout, 'inherit'])
  return spawn(process.execPath, args, { cwd: join(root, folder), env: { ...process.env, ...env }, stdio: [...stdio] })
}
