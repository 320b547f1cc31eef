/** Keys found by SCAN, a page at a time, for what the room does not carry. */
import { KeyPage } from '@rdd/shared/protocol'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ask } from './ask.ts'
import { client } from './client.ts'
import { pathOf } from './room.ts'

/** `match`: a glob. `type`: as TYPE prints it, empty for all. Nothing is asked while `on` is false. */
export const useKeyPages = (id: string | undefined, db: number, match: string, type: string, on: boolean) =>
  useInfiniteQuery(
    {
      queryKey: ['keys', id, db, match, type],
      queryFn: ({ pageParam }) => ask(`${pathOf(id ?? '')}/keys?${pageOf(db, match, type, pageParam)}`, KeyPage),
      initialPageParam: '0',
      getNextPageParam: page => (page.cursor === '0' ? undefined : page.cursor),
      enabled: id !== undefined && on,
      gcTime: 30_000,
    },
    client,
  )

const pageOf = (db: number, match: string, type: string, cursor: string) =>
  new URLSearchParams({ db: String(db), match, cursor, ...(type !== '' && { type }) })
