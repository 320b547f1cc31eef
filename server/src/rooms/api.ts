/**
 * What HTTP asks of the rooms: questions with an answer, as opposed to what happens, which travels by socket. Each may
 * throw (or reject with) `Refused`; an unknown room is refused with `unknown-room`.
 */
import type { Catalogue } from '@rdd/shared/commands/catalogue'
import type { Connected } from '@rdd/shared/connecting'
import type { Compared } from '@rdd/shared/patterns/labs/compare'
import type { Crowd, Measured } from '@rdd/shared/patterns/labs/measure'
import type { LabResult } from '@rdd/shared/patterns/labs/result'
import type {
  Address,
  Connections,
  DatabaseStatus,
  Info,
  KeyDetail,
  KeyPage,
  KeyQuery,
  KeysQuery,
  Limits,
  NewRoom,
} from '@rdd/shared/protocol'

export interface RoomsApi {
  newRoom(): Promise<NewRoom>
  /** The connected server's own command table. */
  commands(room: string): Promise<Catalogue>
  keyPage(room: string, query: KeysQuery): Promise<KeyPage>
  keyDetail(room: string, query: KeyQuery): Promise<KeyDetail>
  /** The thresholds of encodings in force; empty where CONFIG is denied. */
  limits(room: string): Promise<Limits>
  /** INFO of the room's Redis, by its own names. */
  info(room: string): Promise<Info>
  /** Whose the connections of the room's Redis are; null where it does not say. */
  connections(room: string): Promise<Connections>
  /** Where another program can join in; refused (`forbidden`) on attached servers. */
  address(room: string): Promise<Address>
  /** The database all rooms share. */
  database(): DatabaseStatus
  /** Starts it where it does not run yet, and does not wait for that. */
  startDatabase(): DatabaseStatus
  /** Runs an experiment apart from every room, in both forms. */
  lab(id: string): Promise<LabResult>
  /** N readers at a key that runs out, apart from every room. */
  measure(crowd: Crowd): Promise<Measured>
  /** All patterns under one workload, apart from every room. */
  compare(): Promise<Compared>
  /** What connections cost, and how connecting fails, apart from every room. */
  connecting(): Promise<Connected>
}
