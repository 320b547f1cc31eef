/** The lessons, and a redis-cli for each client of one, as the page has it. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { toRaw } from '@rdd/shared/bytes'
import type { Chapter } from '@rdd/shared/chapter'
import { formatReply, printsRaw } from '@rdd/shared/commands/format'
import { parseLine } from '@rdd/shared/commands/parse'
import type { Lesson } from '@rdd/shared/lesson'
import { Redis } from 'ioredis'
import type { Engine } from '../src/engine/engine.ts'
import { Session } from '../src/redis/session.ts'

const folder = fileURLToPath(new URL('../../shared/src/chapters/', import.meta.url))

/** Each chapter with the name of its file, and its lesson where it has one. */
export const chapters = await Promise.all(
  readdirSync(folder).map(async name => {
    const { chapter, lesson }: { chapter: Chapter; lesson?: Lesson } = await import(`${folder}${name}`)
    return { file: name.replace('.ts', ''), chapter, lesson }
  }),
)

/** Each lesson with the path of its chapter. */
export const lessons = chapters.flatMap(({ file, lesson }): [string, Lesson][] => (lesson ? [[file, lesson]] : []))

export class Clients {
  readonly #engine: Engine
  readonly #sessions = new Map<string, Promise<Session>>()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  session(name: string): Promise<Session> {
    const known = this.#sessions.get(name)
    if (known) return known
    const { address } = this.#engine
    const made = Session.connect({ address, name, onPush() {}, onState() {}, onClose() {} })
    this.#sessions.set(name, made)
    return made
  }

  /** Resolves to what redis-cli prints. */
  async run(name: string, line: string): Promise<string> {
    const parsed = parseLine(line)
    if ('error' in parsed) throw new Error(`${line}: ${parsed.error}`)
    const { reply } = await (await this.session(name)).run(parsed.argv.map(toRaw))
    return formatReply(reply, printsRaw(parsed.argv))
  }

  async close(): Promise<void> {
    for (const session of this.#sessions.values()) (await session).close()
  }
}

/** Until the client is blocked: what a later step does must find it waiting. */
export async function blocked(admin: Redis, name: string): Promise<void> {
  for (;;) {
    const clients = String(await admin.client('LIST'))
    if (clients.split('\n').some(line => line.includes(` name=${name} `) && / flags=[A-Za-z]*b/.test(line))) return
  }
}

export function adminOf({ address: { host, port, username, password } }: Engine): Redis {
  return new Redis({ host, port, ...(username && { username }), ...(password && { password }) })
}
