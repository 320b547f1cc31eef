/** The languages a command and a session can be had in, and what their scripts are called. */

export const LANGUAGES = ['redis-cli', 'ioredis', 'redis-py'] as const
export type Language = (typeof LANGUAGES)[number]

/**
 * `name` for people; `ending` of a script's file name, with its dot; `run` begins the line that runs such a file, and
 * `needs` is what must be there.
 */
export const languages: Record<Language, { name: string; ending: string; run: string; needs: string }> = {
  'redis-cli': { name: 'redis-cli', ending: '.sh', run: 'bash', needs: 'redis-cli' },
  ioredis: { name: 'TypeScript (ioredis)', ending: '.mts', run: 'npx tsx', needs: 'npm install ioredis tsx' },
  'redis-py': { name: 'Python (redis-py)', ending: '.py', run: 'python3', needs: 'pip install redis' },
}

/** A script's file name. The hyphen keeps Python from taking `redis.py` or `random.py` for a module. */
export function fileName(language: Language, title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ['session']
  return `${['redis', ...words].join('-').slice(0, 60)}${languages[language].ending}`
}
