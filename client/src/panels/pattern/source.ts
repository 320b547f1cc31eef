/** The very files that run, as text: each is fetched when it is first looked at. */
const typescript = import.meta.glob<string>(
  ['../../../../shared/src/patterns/*.ts', '!../../../../shared/src/patterns/*.test.ts'],
  {
    query: '?raw',
    import: 'default',
  },
)
const python = import.meta.glob<string>('../../../../shared/src/patterns/python/*.py', {
  query: '?raw',
  import: 'default',
})

/** @param file its name in shared/src/patterns: `cache-aside.ts` */
export async function typescriptOf(file: string): Promise<string | undefined> {
  return typescript[`../../../../shared/src/patterns/${file}`]?.()
}

/** Where the same pattern stands in Python, for reading: one file for both forms, and for all guards of the stampede. */
export const pythonFileOf = (file: string): string =>
  `${file
    .replace(/(\.notebook)?\.ts$/, '')
    .replace(/^stampede-.*/, 'stampede')
    .replaceAll('-', '_')}.py`

export async function pythonOf(file: string): Promise<string | undefined> {
  return python[`../../../../shared/src/patterns/python/${pythonFileOf(file)}`]?.()
}

/** What is named otherwise in Python. */
const PYTHON_NAMES: Readonly<Record<string, readonly string[]>> = {
  getProduct: ['read'],
  saveProduct: ['write'],
  createUser: ['save_user'],
  updateUser: ['save_user'],
  invalidateUser: ['invalidate'],
  invalidateAll: ['invalidate_pattern'],
  findMemoised: ['memoise'],
  runWriter: ['run'],
}

/** 0-based number of the line where a function begins, by its name in TypeScript; -1 where the file has none. */
export function lineOfFunction(source: string, language: 'ts' | 'py', name: string): number {
  const lines = source.split('\n')
  if (language === 'ts')
    return lines.findIndex(line => line.includes(`function ${name}(`) || line.includes(`function ${name}<`))
  const snake = name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
  for (const one of [snake, ...(PYTHON_NAMES[name] ?? [])]) {
    const at = lines.findIndex(line => line.includes(`def ${one}(`))
    if (at >= 0) return at
  }
  return -1
}

/**
 * 0-based numbers of the lines of a call, `cache.get(`, and of what it goes on over until its bracket closes; empty where
 * the file has no such call. Comments are passed over.
 */
export function linesOfCall(source: string, call: string): number[] {
  const lines = source.split('\n')
  const first = lines.findIndex(line => !/^\s*(\/?\*|\/\/)/.test(line) && line.includes(`${call}(`))
  if (first < 0) return []
  const found: number[] = []
  let depth = 0
  for (let i = first; i < lines.length; i += 1) {
    found.push(i)
    const line = lines[i] ?? ''
    const from = i === first ? line.indexOf(`${call}(`) : 0
    for (const sign of line.slice(from)) {
      if (sign === '(') depth += 1
      if (sign === ')') depth -= 1
      if (depth === 0 && sign === ')') return found
    }
  }
  return found
}

export type Word = [kind: 'plain' | 'keyword' | 'string' | 'comment', text: string]

const WORDS = {
  ts: /(\/\/.*|\/\*[\s\S]*?\*\/)|('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\b(async|await|break|catch|const|else|export|for|from|function|if|import|interface|let|new|of|return|throw|try|type|while|null|true|false|undefined)\b/g,
  py: /(#.*|"""[\s\S]*?""")|('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|\b(and|as|async|await|break|class|def|elif|else|except|finally|for|from|if|import|in|is|lambda|not|or|pass|raise|return|self|try|while|with|yield|None|True|False)\b/g,
}

/** A file in lines of words, coloured as far as reading needs. */
export function coloured(source: string, language: 'ts' | 'py'): Word[][] {
  const lines: Word[][] = [[]]
  const put = (kind: Word[0], text: string) => {
    for (const [i, part] of text.split('\n').entries()) {
      if (i > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push([kind, part])
    }
  }
  let at = 0
  for (const match of source.matchAll(WORDS[language])) {
    put('plain', source.slice(at, match.index))
    put(match[1] !== undefined ? 'comment' : match[2] !== undefined ? 'string' : 'keyword', match[0])
    at = match.index + match[0].length
  }
  put('plain', source.slice(at))
  return lines
}
