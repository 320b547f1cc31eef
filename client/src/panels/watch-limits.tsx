/** WatchLimits: keeps the thresholds of encodings at hand while somebody looks through that lens. Draws nothing itself. */
import { withEmbstr } from '@rdd/shared/keyspace/embstr'
import { useEffect } from 'react'
import { useLimits } from '../queries/limits.ts'
import { usePage, useStore } from './use.ts'

export function WatchLimits() {
  const page = usePage()
  const { id, road, server } = useStore(page.room)
  const limits = useLimits(id, road.state === 'live')
  useEffect(() => page.limits.set(limits && server && withEmbstr(limits, server)), [page, limits, server])
  return null
}
