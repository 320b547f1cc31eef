/** What the documents say of the sources is checked here: paths, scripts, settings, limits and the rules of the protocol. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found ?? '')

const MADE = new Set(['node_modules', 'dist', '.git', 'test-results', 'playwright-report'])
/** Every file of the repository below a folder, what is built or installed left out. */
function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !MADE.has(name))
    .flatMap(entry => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesIn(path) : [path]
    })
}
const files = filesIn('')
const documents = files.filter(file => file.endsWith('.md'))
const sources = files.filter(file => /^(shared|server|client|scripts|tests)\/.*\.(ts|tsx|mjs)$/.test(file))
const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file)

describe.each(documents)('%s', file => {
  // what stands in a fenced block is an example
  const text = read(file).replace(/^```[\s\S]*?^```/gm, '')

  test('leads only to files that exist', () => {
    const links = all(text, /\]\(([^)\s]+)\)/g).filter(link => !/^[a-z]+:/.test(link))
    const gone = links.filter(link => !leads(file, link))
    expect(gone).toEqual([])
  })

  test('names only files that exist', () => {
    const named = all(text, /`((?:shared|server|client|scripts|tests|docs|\.ci)\/[\w./-]+)`/g)
    expect(named.filter(path => !existsSync(join(root, path)))).toEqual([])
  })

  test('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json'))
    const named = all(read(file), /\bnpm (?:run )?(start|test|(?<=run )[\w:-]+)/g)
    expect(named.filter(name => !(name in scripts))).toEqual([])
  })

  test('begins with a title and ends with a line', () => {
    expect(text).toMatch(/^# \S/)
    expect(text).toMatch(/\S\n$/)
  })
})

/** A relative link: to a file, and where it names a heading, to one that file has. */
function leads(from: string, link: string): boolean {
  const [path = '', heading] = link.split('#')
  const target = path === '' ? join(root, from) : resolve(root, dirname(from), path)
  if (!existsSync(target)) return false
  return (
    heading === undefined ||
    all(readFileSync(target, 'utf8'), /^#+ (.+)$/gm)
      .map(slug)
      .includes(heading)
  )
}

/** A heading as GitHub makes an address of it. */
const slug = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-')

test('the README names every environment variable that is read, and no other', () => {
  const code = sources.filter(file => /^(server\/src|scripts)\//.test(file) && !isTest(file) && !/bench/.test(file))
  const asked = new Set(code.flatMap(file => all(read(file), /\benv\.([A-Z_]+)\b/g)))
  // of the system, not ours
  for (const name of ['PATH', 'CI', 'NODE_ENV', 'SSH_CONNECTION', 'DISPLAY', 'WAYLAND_DISPLAY']) asked.delete(name)
  const told = all(read('README.md'), /^\| `([A-Z_]+)` \|/gm)
  expect(told.sort()).toEqual([...asked].sort())
})

describe('docs/protocol.md', () => {
  const text = read('docs/protocol.md')
  const rules = all(text, /^\*\*([A-Z]\d+)\.\*\* /gm)
  const cited = new Set(
    sources.filter(isTest).flatMap(file => all(read(file), /\(((?:[CRLFHS]\d+, )*[CRLFHS]\d+)\)['"`]/g)),
  )
  const citedRules = new Set([...cited].flatMap(ids => ids.split(', ')))

  test('numbers its rules one by one', () => {
    const letters = [...new Set(rules.map(rule => rule[0]))]
    const wanted = letters.flatMap(letter =>
      rules.filter(rule => rule[0] === letter).map((_, i) => `${letter}${i + 1}`),
    )
    expect(rules).toEqual(wanted)
  })

  test('has every rule that a test cites', () => {
    expect([...citedRules].filter(rule => !rules.includes(rule))).toEqual([])
  })

  test('lists the rules that no test cites: a rule that is cited now leaves that list', () => {
    const [, last = ''] = text.split('## Rules that no test cites yet')
    expect(all(last, /\b([CRLFHS]\d+)\b/g)).toEqual(rules.filter(rule => !citedRules.has(rule)))
  })

  test('has its limits from the files it names', () => {
    const rows = [...text.matchAll(/^\| [^|]+ \| `([^`]+)` \| \[([^\]]+)\]/gm)]
    expect(rows.length).toBeGreaterThan(0)
    const wrong = rows.filter(([, figure = '', file = '']) => !read(file).includes(figure))
    expect(wrong.map(([row]) => row)).toEqual([])
  })

  test('names every request and every event of the wire', () => {
    const wire = read('shared/src/protocol.ts')
    const namesOf = (table: string) =>
      all(wire.match(new RegExp(`export const ${table} = \\{([\\s\\S]*?)^\\}`, 'm'))?.[1] ?? '', /^ {2}(\w+):/gm)
    const names = [...namesOf('requests'), ...namesOf('events')]
    expect(names).toContain('run')
    expect(names).toContain('facts')
    expect(names.filter(name => !new RegExp(`\`${name}\\b`).test(text))).toEqual([])
  })
})
