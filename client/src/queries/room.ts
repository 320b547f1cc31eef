/** What is asked of a room once, at a click or when it opens: kept by whoever asks, not in the cache. */
import { Catalogue } from '@rdd/shared/commands/catalogue'
import { Address, NewRoom } from '@rdd/shared/protocol'
import { ask } from './ask.ts'

/** The API's path of a room. */
export const pathOf = (id: string): string => `/api/rooms/${encodeURIComponent(id)}`

/** The server's own command table. */
export const askCatalogue = (id: string) => ask(`${pathOf(id)}/commands`, Catalogue)

/** Where another program can join in. Holds a password. */
export const askAddress = (id: string) => ask(`${pathOf(id)}/address`, Address)

export const askNewRoom = () => ask('/api/rooms', NewRoom, 'POST')
