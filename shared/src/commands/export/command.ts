/** One command in each language, as a person copies it. */
import type { Bytes } from '../../bytes.ts'
import { inIoredis } from './ioredis.ts'
import type { Language } from './languages.ts'
import { readCommand } from './read.ts'
import { inRedisCli } from './redis-cli.ts'
import { inRedisPy, receiver } from './redis-py.ts'

/**
 * One line: `SET k v EX 60`, `await redis.set('k', 'v', 'EX', 60)`, `r.set("k", "v", ex=60)`. Deprecated commands come out
 * as their successors. Values arrive in Redis byte for byte.
 */
export function commandIn(language: Language, argv: readonly Bytes[]): string {
  const command = readCommand(argv)
  switch (language) {
    case 'redis-cli':
      return inRedisCli(command)
    case 'ioredis':
      return `await ${inIoredis(command, 'redis')}`
    case 'redis-py':
      return inRedisPy(command, receiver(command))
  }
}
