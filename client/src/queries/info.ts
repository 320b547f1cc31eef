/** INFO of the room's Redis, asked once a second while a picture shows it. */
import { Info } from '@rdd/shared/protocol'
import { useQuery } from '@tanstack/react-query'
import { ask } from './ask.ts'
import { client } from './client.ts'
import { pathOf } from './room.ts'

/** INFO by its own names; the error's message is a sentence for people. */
export const useInfo = (id: string | undefined, on: boolean) =>
  useQuery(
    {
      queryKey: ['info', id],
      queryFn: () => ask(`${pathOf(id ?? '')}/info`, Info),
      enabled: id !== undefined && on,
      refetchInterval: 1000,
    },
    client,
  )
