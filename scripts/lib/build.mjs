/** Builds of client and server, made anew when their sources have changed: told by the sources' content, not by dates. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cache, root } from './paths.mjs'
import { quietly, Stop, say } from './say.mjs'

/** What each is made from, and the file that shows it is there. */
const BUILDS = [
  {
    name: 'client',
    made: 'client/dist/index.html',
    from: [
      'client/src',
      'client/public',
      'client/index.html',
      'client/vite.config.ts',
      'client/pack.ts',
      'client/package.json',
      'shared/src',
      'package-lock.json',
    ],
    args: ['build', '--logLevel', 'warn'],
  },
  {
    name: 'server',
    made: 'server/dist/main.js',
    from: ['server/src', 'server/vite.config.ts', 'server/package.json', 'shared/src', 'package-lock.json'],
    args: ['build', '--ssr', 'src/main.ts', '--logLevel', 'warn'],
  },
]

/** Builds what is stale; says so only then. */
export async function ensureBuilt() {
  const stale = BUILDS.map(build => ({ ...build, content: contentOf(build.from) })).filter(
    ({ name, made, content }) => !existsSync(join(root, made)) || stampOf(name) !== content,
  )
  if (stale.length === 0) return
  say(`Building ${stale.map(({ name }) => name).join(' and ')}.`)
  await Promise.all(
    stale.map(async ({ name, args, content }) => {
      const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
      const { ok, output } = await quietly(process.execPath, [vite, ...args], { cwd: join(root, name) })
      if (!ok) throw new Stop(`${output}\nThe ${name} could not be built; what Vite says is above.`)
      mkdirSync(cache, { recursive: true })
      writeFileSync(stampFile(name), content)
    }),
  )
}

/** @param {string} name */
const stampFile = name => join(cache, `built-${name}`)

/**
 * What the last build was made from; empty when there was none.
 * @param {string} name
 */
function stampOf(name) {
  try {
    return readFileSync(stampFile(name), 'utf8')
  } catch {
    return ''
  }
}

/**
 * One hash over names and contents, tests left out.
 * @param {string[]} sources files and folders
 */
function contentOf(sources) {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesOf)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

/**
 * @param {string} source
 * @returns {string[]} itself, or the files below it in a fixed order
 */
function filesOf(source) {
  const path = join(root, source)
  if (!existsSync(path)) return []
  if (source.includes('.')) return [source]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}
