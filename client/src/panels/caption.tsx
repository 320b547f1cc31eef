/** Caption: one plain sentence for what happened last, also for a screen reader; a storm is told at its ends, not drop by drop. */
import type { CatalogueIndex } from '@rdd/shared/commands/keys'
import type { Playhead } from '../store/playhead.ts'
import { later } from './later.tsx'
import { usePage, useStore } from './use.ts'
import { seqOf, useCalm } from './use-playhead.ts'

const Told = later(async () => (await import('./told.tsx')).Told)

/** Shortest time a sentence stands, ms. */
const STANDS = 250

export function Caption({ playhead, index }: { playhead: Playhead; index: CatalogueIndex }) {
  const standing = useStore(usePage().standing)
  const seq = useCalm(playhead, seqOf, STANDS)
  return (
    <div className="caption" role="status" aria-live="polite" aria-atomic="true">
      {standing && <Told playhead={playhead} index={index} seq={seq} />}
    </div>
  )
}
