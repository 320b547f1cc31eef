/** Caption: one plain sentence for what happened last, also for a screen reader; a storm is told at its ends, not drop by drop. */
import { type CatalogueIndex, findDoc } from '@rdd/shared/commands/keys'
import { explain } from '@rdd/shared/keyspace/explain'
import { pieceHead } from '@rdd/shared/keyspace/view'
import { useMemo } from 'react'
import type { Playhead } from '../store/playhead.ts'
import { useCalm, usePlayhead } from './use-playhead.ts'

/** Shortest time a sentence stands, ms. */
const STANDS = 250

export function Caption({ playhead, index }: { playhead: Playhead; index: CatalogueIndex }) {
  const calm = useCalm(usePlayhead(playhead).seq, STANDS)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is told changes with the place of the playhead
  const told = useMemo(() => sentenceOf(playhead, index), [playhead, index, calm])

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

/** The fact the playhead stands at; undefined at First. */
function sentenceOf(playhead: Playhead, index: CatalogueIndex) {
  const fact = playhead.fact(playhead.getSnapshot().seq)
  if (!fact) return undefined
  const words = fact.kind === 'command' ? fact.argv.args.slice(0, 2).map(pieceHead) : []
  return explain(fact, playhead.told(), { complexity: findDoc(index, words)?.complexity, state: playhead.state })
}
