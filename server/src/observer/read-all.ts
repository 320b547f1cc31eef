/** ReadAll: the whole view, as far as a room carries it: the keys in sight first, then what SCAN hands out. */
import { fromRaw } from '@rdd/shared/bytes'
import { type Effects, idOf, type KeyId } from '@rdd/shared/fact'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { keyspaceCounts, type Probe } from '../redis/probe.ts'
import { KEYS_A_CALL } from '../redis/snapshot.ts'
import { CARRIED, weightOf } from './carried.ts'

export interface Read {
  views: KeyView[]
  counts: Effects['counts']
  /** False when Redis holds more keys than a room carries. */
  complete: boolean
}

/**
 * @param look views of up to KEYS_A_CALL keys of one database; those that are not there are left out
 * @param first keys that are read whatever else is there
 */
export async function readAll(
  probe: Probe,
  first: readonly KeyId[],
  look: (keys: KeyId[]) => Promise<KeyView[]>,
): Promise<Read> {
  const counts = keyspaceCounts(await probe.info('keyspace'))
  const views: KeyView[] = []
  const known = new Set(first.map(({ db, key }) => idOf(db, key)))
  let bytes = 0
  const read = async (keys: KeyId[]) => {
    for (let i = 0; i < keys.length; i += KEYS_A_CALL)
      for (const view of await look(keys.slice(i, i + KEYS_A_CALL))) {
        views.push(view)
        bytes += weightOf(view)
      }
  }
  await read([...first])
  for (const [db] of counts) {
    let chunk: KeyId[] = []
    for await (const raw of probe.scan(db)) {
      const key = fromRaw(raw)
      if (known.has(idOf(db, key))) continue
      if (views.length + chunk.length >= CARRIED.keys || bytes >= CARRIED.bytes) {
        await read(chunk)
        return { views, counts, complete: false }
      }
      chunk.push({ db, key })
      if (chunk.length < KEYS_A_CALL) continue
      await read(chunk)
      chunk = []
    }
    await read(chunk)
  }
  return { views, counts, complete: true }
}
