/** The stampede: a popular key has just run out, and everybody asks at once. */

import type { Ports, Request } from '../ports.ts'
import { getLocked } from '../stampede-lock.ts'
import type { Lab } from './lab.ts'
import { userService } from './services.ts'

const ALICE: Request = { table: 'users', id: '1', ttlMs: 3_600_000 }
const READERS = 20

export const stampede: Lab = {
  id: 'stampede',
  title: `${READERS} readers at a key that has just run out`,
  fault: 'needless loads',
  async run(stage, form) {
    const get: (ports: Ports, request: Request) => Promise<unknown> =
      form === 'safe' ? getLocked : userService(form).get
    const lanes = Array.from({ length: READERS }, (_, i) => `reader ${i + 1}`)
    const readers = await Promise.all(lanes.map(lane => stage.start(lane, ports => get(ports, ALICE))))
    // All of them have seen that the key is gone, before the first one asks the database.
    for (const lane of lanes) await stage.to(lane, 'answered', 'cache.get')
    for (const lane of lanes) await stage.to(lane, 'asked', 'database.find', 'clock.sleep')
    const ended = []
    for (const reader of readers) ended.push(await reader())

    const loads = stage.calls.get('database.find') ?? 0
    return {
      counters: {
        'needless loads': loads - 1,
        'database loads': loads,
        'failed requests': ended.filter(one => 'error' in one).length,
      },
      note:
        loads > 1
          ? `${READERS} readers, ${loads} loads of the same row.`
          : `${READERS} readers, one load: the others waited for it.`,
    }
  },
}
