/** The languages a command and a session can be had in. */
export const LANGUAGES = ['redis-cli', 'ioredis', 'redis-py'] as const
export type Language = (typeof LANGUAGES)[number]

/** `name` for people; `ending` of a script's file name, with its dot; `run` begins the line that runs such a file. */
export const languages: Record<Language, { name: string; ending: string; run: string }> = {
  'redis-cli': { name: 'redis-cli', ending: '.sh', run: 'bash' },
  ioredis: { name: 'TypeScript (ioredis)', ending: '.mts', run: 'npx tsx' },
  'redis-py': { name: 'Python (redis-py)', ending: '.py', run: 'python3' },
}
