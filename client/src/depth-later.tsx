/**
 * DepthLater: how the stage comes by its depth. It is fetched as soon as the page stands, so that no chapter waits for it;
 * where one has to, the notice of what cannot be fetched stands in its place.
 */
import { useEffect, useLayoutEffect, useState } from 'react'
import { later } from './panels/later.tsx'
import type { Depth } from './stage/depth.ts'

type Made = typeof Depth

export const loadDepth = async (): Promise<Made> => (await import('./stage/depth.ts')).Depth

/** The depth, undefined until it is here, and what takes it from `AwaitDepth`. It is tried anew each time `fetches` comes true. */
export function useDepth(fetches: boolean): [Made | undefined, (depth: Made) => void] {
  const [depth, setDepth] = useState<Made | undefined>(undefined)
  const [take] = useState(() => (made: Made) => setDepth(() => made))
  useEffect(() => {
    if (fetches && depth === undefined) loadDepth().then(take, () => {})
  }, [fetches, depth, take])
  return [depth, take]
}

/** Stands where nothing can be drawn without it. */
export const AwaitDepth = later(async () => {
  const depth = await loadDepth()
  return function Here({ onHere }: { onHere: (depth: Made) => void }) {
    // before the browser paints: nothing is seen to be missing
    useLayoutEffect(() => onHere(depth), [onHere])
    return null
  }
})
