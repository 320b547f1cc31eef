/** World: the Redis and the Postgres a lab runs in, each client with connections of its own, on wires that can be cut. */
import type { World } from '@rdd/shared/patterns/labs/world'
import type { Database } from '../database/database.ts'
import { Rows } from '../database/rows.ts'
import type { Engine } from '../engine/engine.ts'
import { LaneConnections } from './lane.ts'
import { RedisLink } from './redis-link.ts'
import { Wire } from './wire.ts'

export interface OpenWorld extends World {
  /** Ends every connection and drops the schema. The engine and the database stay. */
  close(): Promise<void>
}

/** A world on an engine that nobody else uses, for it is emptied, and in a schema of its own. */
export async function openWorld(engine: Engine, database: Database): Promise<OpenWorld> {
  const rows = await Rows.create(database)
  const { host, port } = engine.address
  const wire = await Wire.open({ target: () => ({ host, port }), onOpen: () => {} })
  const outsider = new RedisLink(wire, () => engine.address, 'lab')
  const lanes = new Map<string, Promise<LaneConnections>>()

  const lane = (name: string): Promise<LaneConnections> => {
    const open =
      lanes.get(name) ??
      LaneConnections.open({
        name: name.replaceAll(' ', '-'),
        redis: () => engine.address,
        database,
        schema: rows.schema,
        background: { run: () => {} },
        onOpen: () => {},
      })
    lanes.set(name, open)
    return open
  }

  return {
    client: async name => (await lane(name)).ports,
    cut: async (name, what) => (await lane(name))[what].cut(),
    mend: async (name, what) => (await lane(name))[what].mend(),
    slow: async (name, what, addedMs) => (await lane(name))[what].slow(addedMs),
    command: async (...argv) => {
      const reply = await outsider.call(argv)
      return reply === null ? null : String(reply)
    },
    clean: async () => {
      for (const open of lanes.values()) (await open).close()
      lanes.clear()
      await outsider.call(['FLUSHALL'])
      await rows.seed()
    },
    close: async () => {
      for (const open of lanes.values()) (await open).close()
      outsider.close()
      wire.cut()
      await rows.drop()
    },
  }
}
