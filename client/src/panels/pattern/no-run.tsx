/** NoRun: a pattern's chapter before its first run: what it promises, and the one button that shows it. */
import { catalogue } from '@rdd/shared/patterns/catalogue'
import type { PatternName } from '@rdd/shared/run'
import { usePage, useStore } from '../use.ts'
import { draftOf, requestOf } from './draft.ts'

export function NoRun({ pattern }: { pattern: PatternName }) {
  const page = usePage()
  const draft = useStore(draftOf(pattern))
  const hop = useStore(page.address.wantedHop)
  const { promise, operations } = catalogue[pattern]
  const [lane] = draft.lanes
  const piece = lane && operations[lane.operation]?.[lane.form]
  function start(): Promise<unknown> {
    page.address.wantedHop.set(undefined)
    const request = requestOf(pattern, draft, true)
    return hop === undefined ? page.runs.start(request) : page.runs.startTo(hop, request)
  }
  return (
    <div className="empty">
      <h2>{promise}</h2>
      <p>
        Each call goes to a real Redis or a real database, and waits for you before it is asked and before its answer is
        taken. Forward lets the next one through.
      </p>
      <button type="button" className="button run" onClick={() => void start()}>
        Start <code>{piece ? `${piece.name}("${lane.id}")` : pattern}</code>
        {hop !== undefined && ` and step to hop ${hop}`}
      </button>
    </div>
  )
}
