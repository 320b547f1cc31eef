/** The database behind the caching patterns: what it is, and how far its start has come. */
import { DatabaseStatus } from '@rdd/shared/protocol'
import { useQuery } from '@tanstack/react-query'
import { ask } from './ask.ts'
import { client } from './client.ts'

const PATH = '/api/database'

/** Asks for it to be started, which is nothing when it runs. */
export const startDatabase = () => ask(PATH, DatabaseStatus, 'POST')

/** Its state, asked again often while it starts. */
export const useDatabase = () =>
  useQuery(
    {
      queryKey: ['database'],
      queryFn: () => ask(PATH, DatabaseStatus),
      refetchInterval: ({ state }) => (state.data?.state === 'ready' ? 10_000 : 300),
    },
    client,
  )
