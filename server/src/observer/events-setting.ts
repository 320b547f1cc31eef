/**
 * The setting that makes Redis tell of changes. On somebody's server it is theirs: what a person here agreed to switch on
 * is added to what was there, and put back when the room ends. A kill -9 of ours prevents that: the server then goes on
 * telling, a little work for each write, until its owner sets it back or restarts it.
 * Source: https://redis.io/docs/latest/develop/pubsub/keyspace-notifications/
 */
import type { Probe } from '../redis/probe.ts'
import { pairs, text } from '../redis/raw.ts'
import { Refused } from '../refused.ts'

const NAME = 'notify-keyspace-events'

/** Whether a value of it makes Redis tell of every change, by the name of the event. */
export const hearsAll = (flags: string): boolean => flags.includes('E') && flags.includes('A')

/** Its value; undefined where we may not ask. */
export async function readSetting(probe: Probe): Promise<string | undefined> {
  const reply = await probe.call('CONFIG', 'GET', NAME).catch(() => undefined)
  return reply === undefined ? undefined : text(pairs(reply)[0]?.[1] ?? '')
}

export class EventsSetting {
  /** What was there before us, and what we made of it. Undefined: we changed nothing. */
  #changed: { from: string; to: string } | undefined

  /** Whether it is as it is because of us. */
  get ours(): boolean {
    return this.#changed !== undefined
  }

  /** Switches events on, beside what is on already. True when it had to. @throws Refused where we may not */
  async on(probe: Probe): Promise<boolean> {
    const from = (await readSetting(probe)) ?? ''
    if (hearsAll(from)) return false
    try {
      await probe.call('CONFIG', 'SET', NAME, `${from}AEn`)
    } catch (error) {
      throw new Refused(
        'forbidden',
        `The server does not let us switch keyspace events on: ${error instanceof Error ? error.message : error}`,
        `Its owner can: CONFIG SET ${NAME} AE.`,
      )
    }
    this.#changed = { from, to: (await readSetting(probe)) ?? '' }
    return true
  }

  /** Puts back what was there, unless somebody changed it meanwhile. */
  async back(probe: Probe): Promise<void> {
    if (this.#changed === undefined) return
    const { from, to } = this.#changed
    this.#changed = undefined
    if ((await readSetting(probe)) === to) await probe.call('CONFIG', 'SET', NAME, from)
  }
}
