/** ServerInfo: what a page is told of its room's server, and what that server does not offer, with the reason. Pure. */
import type { ServerInfo } from '@rdd/shared/protocol'
import type { Engine } from '../engine/engine.ts'
import type { Hears } from '../redis/feed.ts'

export function serverInfo(
  { kind, product, version, shown }: Pick<Engine, 'kind' | 'product' | 'version' | 'shown'>,
  hears: Hears,
  databases: number,
): ServerInfo {
  const lacks: ServerInfo['lacks'] = []
  const lack = (what: ServerInfo['lacks'][number]['what'], why: string) => lacks.push({ what, why })
  if (kind === 'attached') {
    lack('new-room', `${shown} is one server with one set of keys: rooms of their own need a Redis of their own.`)
    if (!hears.events) lack('events', 'Keyspace events are off on this server: changes by other programs are not seen.')
    if (!hears.monitor)
      lack('monitor', 'MONITOR is off: changes by other programs are seen, but not the commands behind them.')
  }
  return { engine: kind, product, version, address: shown, databases, lacks }
}
