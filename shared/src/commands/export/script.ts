/** A session as a program in each language. */
import { scriptInIoredis } from './ioredis-script.ts'
import type { Language } from './languages.ts'
import type { Session } from './plan.ts'
import { scriptInRedisCli } from './redis-cli-script.ts'
import { scriptInRedisPy } from './redis-py-script.ts'

/**
 * The whole text of a file that runs the steps in order against REDIS_URL (redis://127.0.0.1:6379 where that is not set),
 * each client on a connection of its own. A step that waits goes on waiting while others run, and its client's next step
 * comes after its end.
 */
export function scriptIn(language: Language, session: Session): string {
  switch (language) {
    case 'redis-cli':
      return scriptInRedisCli(session)
    case 'ioredis':
      return scriptInIoredis(session)
    case 'redis-py':
      return scriptInRedisPy(session)
  }
}
