/** Whose the connections of the room's Redis are, asked every few seconds while they are looked at. */
import { Connections } from '@rdd/shared/protocol'
import { useQuery } from '@tanstack/react-query'
import { ask } from './ask.ts'
import { client } from './client.ts'
import { pathOf } from './room.ts'

/** Undefined until it is known, null where Redis does not say. */
export const useConnections = (id: string | undefined, on: boolean): Connections | undefined =>
  useQuery(
    {
      queryKey: ['connections', id],
      queryFn: () => ask(`${pathOf(id ?? '')}/connections`, Connections),
      enabled: id !== undefined && on,
      refetchInterval: 2000,
    },
    client,
  ).data
