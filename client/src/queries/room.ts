/** The questions a page asks about its room, as react-query hooks and calls. */
import type { Bytes } from '@rdd/shared/bytes'
import { Catalogue } from '@rdd/shared/commands/catalogue'
import { Address, KeyDetail, KeyPage, NewRoom } from '@rdd/shared/protocol'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ask } from './ask.ts'

const room = (id: string) => `/api/rooms/${encodeURIComponent(id)}`

/** The server's own command table; asked once an epoch, since a restarted server may be another. */
export const useCatalogue = (id: string | undefined, epoch: string | undefined) =>
  useQuery({
    queryKey: ['commands', id, epoch],
    queryFn: () => ask(`${room(id ?? '')}/commands`, Catalogue),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Idle time, frequency and policy of one key, asked every few seconds while it is looked at. */
export const useKeyDetail = (id: string | undefined, db: number, key: Bytes, on: boolean) =>
  useQuery({
    queryKey: ['key', id, db, key],
    queryFn: () => ask(`${room(id ?? '')}/key?${new URLSearchParams({ db: String(db), key })}`, KeyDetail),
    enabled: id !== undefined && on,
    refetchInterval: 5000,
  })

/** Keys found by SCAN, a page at a time, for what the room does not carry. */
export const useKeyPages = (id: string | undefined, db: number, match: string, type: string, on: boolean) =>
  useInfiniteQuery({
    queryKey: ['keys', id, db, match, type],
    queryFn: ({ pageParam }) => ask(`${room(id ?? '')}/keys?${pageOf(db, match, type, pageParam)}`, KeyPage),
    initialPageParam: '0',
    getNextPageParam: page => (page.cursor === '0' ? undefined : page.cursor),
    enabled: id !== undefined && on,
    gcTime: 30_000,
  })

const pageOf = (db: number, match: string, type: string, cursor: string) =>
  new URLSearchParams({ db: String(db), match, cursor, ...(type !== '' && { type }) })

/** Where another program can join in. Holds a password, so it is asked at the click and kept nowhere. */
export const askAddress = (id: string) => ask(`${room(id)}/address`, Address)

export const askNewRoom = () => ask('/api/rooms', NewRoom, 'POST')
