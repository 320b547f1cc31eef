/** Learn: what a room asks its Redis once, before anything else: its own command table, and what it is set to. */
import type { Catalogue, CommandDoc } from '@rdd/shared/commands/catalogue'
import { indexCatalogue } from '@rdd/shared/commands/keys'
import type { Engine } from '../engine/engine.ts'
import { hearsAll, readSetting } from '../observer/events-setting.ts'
import { loadCatalogue } from '../redis/catalogue.ts'
import { Probe } from '../redis/probe.ts'
import { integer, pairs } from '../redis/raw.ts'

export interface Known {
  catalogue: Catalogue
  docs: ReadonlyMap<string, CommandDoc>
  /** How many there are; where we may not ask, as many as Redis has of itself. */
  databases: number
  /** Whether it tells of every change. */
  events: boolean
}

/** @throws when Redis cannot be reached */
export async function learn({ address, kind }: Engine): Promise<Known> {
  const probe = await Probe.open(address)
  try {
    const catalogue = await loadCatalogue(args => probe.call(args[0] ?? '', ...args.slice(1)))
    const known = { catalogue, docs: indexCatalogue(catalogue), databases: 16, events: true }
    // an own server is set by us
    if (kind === 'own') return known
    const events = hearsAll((await readSetting(probe)) ?? '')
    const databases = await probe.call('CONFIG', 'GET', 'databases').catch(() => [])
    return { ...known, events, databases: integer(pairs(databases)[0]?.[1] ?? known.databases) }
  } finally {
    probe.close()
  }
}
