/** Told: the sentence of the caption, fetched after the page stands: what has not happened need not be explained. */
import { type CatalogueIndex, findDoc } from '@rdd/shared/commands/keys'
import { explain } from '@rdd/shared/keyspace/explain'
import { pieceHead } from '@rdd/shared/keyspace/view'
import { useMemo } from 'react'
import type { Playhead } from '../store/playhead.ts'

interface ToldProps {
  playhead: Playhead
  index: CatalogueIndex
  /** Where the playhead stands, calmly. */
  seq: number
}

export function Told({ playhead, index, seq }: ToldProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is told changes with the place of the playhead
  const told = useMemo(() => sentenceOf(playhead, index), [playhead, index, seq])
  return told ? (
    <>
      <p className="what">{told.title}</p>
      <p className="told">{told.text}</p>
    </>
  ) : (
    <p className="told quiet">What happens is told here, one sentence at a time.</p>
  )
}

/** The fact the playhead stands at; undefined at First. */
function sentenceOf(playhead: Playhead, index: CatalogueIndex) {
  const fact = playhead.fact(playhead.getSnapshot().seq)
  if (!fact) return undefined
  const words = fact.kind === 'command' ? fact.argv.args.slice(0, 2).map(pieceHead) : []
  return explain(fact, playhead.told(), { complexity: findDoc(index, words)?.complexity, state: playhead.state })
}
