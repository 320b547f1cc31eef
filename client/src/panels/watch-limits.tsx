/** WatchLimits: keeps the thresholds of encodings at hand while somebody looks through that lens. Draws nothing itself. */
import { useEffect } from 'react'
import { useLimits } from '../queries/limits.ts'
import { usePage, useStore } from './use.ts'

export function WatchLimits() {
  const page = usePage()
  const { id, road } = useStore(page.room)
  const limits = useLimits(id, road.state === 'live')
  useEffect(() => page.limits.set(limits), [page, limits])
  return null
}
