/** Idle time, frequency and policy of one key, asked every few seconds while it is looked at. */
import type { Bytes } from '@rdd/shared/bytes'
import { KeyDetail } from '@rdd/shared/protocol'
import { useQuery } from '@tanstack/react-query'
import { ask } from './ask.ts'
import { client } from './client.ts'
import { pathOf } from './room.ts'

/** Nothing is asked while `on` is false. */
export const useKeyDetail = (id: string | undefined, db: number, key: Bytes, on: boolean) =>
  useQuery(
    {
      queryKey: ['key', id, db, key],
      queryFn: () => ask(`${pathOf(id ?? '')}/key?${new URLSearchParams({ db: String(db), key })}`, KeyDetail),
      enabled: id !== undefined && on,
      refetchInterval: 5000,
    },
    client,
  )
