/** The thresholds at which encodings change, asked every few seconds while they are looked at: CONFIG SET moves them. */
import { Limits } from '@rdd/shared/protocol'
import { useQuery } from '@tanstack/react-query'
import { ask } from './ask.ts'
import { client } from './client.ts'
import { pathOf } from './room.ts'

const mapped = (limits: Limits): ReadonlyMap<string, string> => new Map(Object.entries(limits))

/** Thresholds by their names in CONFIG; undefined until they are known, and while `on` is false. */
export function useLimits(id: string | undefined, on: boolean): ReadonlyMap<string, string> | undefined {
  const { data } = useQuery(
    {
      queryKey: ['limits', id],
      queryFn: () => ask(`${pathOf(id ?? '')}/limits`, Limits),
      enabled: id !== undefined && on,
      refetchInterval: 2000,
      select: mapped,
    },
    client,
  )
  return on ? data : undefined
}
