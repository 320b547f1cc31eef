/** Caption: one plain sentence for what happened last, also for a screen reader; a storm is told at its ends, not drop by drop. */
import { type CatalogueIndex, findDoc } from '@rdd/shared/commands/keys'
import type { Fact } from '@rdd/shared/fact'
import { type Explanation, explain } from '@rdd/shared/keyspace/explain'
import { pieceHead } from '@rdd/shared/keyspace/view'
import type { Movement } from '@rdd/shared/timeline'
import { useEffect, useState } from 'react'
import type { Playhead } from '../store/playhead.ts'
import { useCalm, usePlayhead } from './use-playhead.ts'

/** Shortest time a sentence stands, ms. */
const STANDS = 250

export function Caption({ playhead, index }: { playhead: Playhead; index: CatalogueIndex }) {
  const { seq } = usePlayhead(playhead)
  const [movement, setMovement] = useState<Movement | undefined>(undefined)
  useEffect(() => playhead.onMovement(setMovement), [playhead])

  const fact = playhead.fact(seq)
  const calm = useCalm(fact, STANDS)
  const told = calm && explanation(calm, movement, playhead, index)

  return (
    <div className="caption" role="status" aria-live="polite" aria-atomic="true">
      {told ? (
        <>
          <p className="what">{told.title}</p>
          <p className="told">{told.text}</p>
        </>
      ) : (
        <p className="told quiet">What happens is told here, one sentence at a time.</p>
      )}
    </div>
  )
}

/** What changed belongs to the fact only when the playhead came to it by the movement last made. */
function explanation(
  fact: Fact,
  movement: Movement | undefined,
  playhead: Playhead,
  index: CatalogueIndex,
): Explanation {
  const here = movement?.to === fact.seq && movement.from < movement.to ? movement.keys : []
  const args = fact.kind === 'command' ? fact.argv.args.slice(0, 2).map(pieceHead) : []
  return explain(fact, here, { complexity: findDoc(index, args)?.complexity, state: playhead.state })
}
