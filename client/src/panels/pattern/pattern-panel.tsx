/** PatternPanel: beside a run: what to ask next, the code with its line in progress, the hops, and how to break it. */
import { bytes } from '@rdd/shared/bytes'
import { catalogue } from '@rdd/shared/patterns/catalogue'
import type { PatternName } from '@rdd/shared/run'
import { useState } from 'react'
import type { Playhead } from '../../store/playhead.ts'
import { hopsPassed } from '../../store/run-steps.ts'
import { AskFirst } from '../ask-first.tsx'
import { usePage, useStore } from '../use.ts'
import { usePlayhead } from '../use-playhead.ts'
import { BreakIt } from './break-it.tsx'
import { Claims } from './claims.tsx'
import { Code, type CodeProps, placeOf } from './code.tsx'
import { DatabaseState } from './database-state.tsx'
import { type Draft, draftOf, isCached, requestOf } from './draft.ts'
import { Figures } from './figures.tsx'
import { Hops } from './hops.tsx'
import { Lanes } from './lanes.tsx'
import { Request } from './request.tsx'
import { RunFile } from './run-file.tsx'

export function PatternPanel({ playhead, pattern }: { playhead: Playhead; pattern: PatternName }) {
  const page = usePage()
  const { seq, last, mode } = usePlayhead(playhead)
  const { live } = useStore(page.record.store)
  const draft = useStore(draftOf(pattern))
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const [asking, setAsking] = useState(false)

  const run = page.runs.runOf(playhead)
  const now = playhead === live && (mode === 'live' || seq >= last)
  const moved = run && hopsPassed(run)
  const waiting = run?.hops.find(({ n }) => n === (moved ?? 0) + 1)
  const at = run?.hops.find(({ n }) => n === moved)
  const lane =
    run?.lanes.find(({ name }) => name === chosen) ??
    run?.lanes.find(({ name }) => name === (at ?? waiting)?.lane) ??
    run?.lanes[0]
  const over = run?.state === 'done' || run?.state === 'abandoned'
  const id = draft.lanes[0]?.id ?? '1'
  const stands = (key: string) => {
    const view = playhead.state.view(0, bytes(key))
    return view !== undefined && (view.expiresAt === undefined || view.expiresAt > page.link.redisNow())
  }

  return (
    <>
      <Request pattern={pattern} />
      <DatabaseState />
      <RunFile playhead={playhead} run={run} />
      {run && over && now && (
        <div className="again">
          <button
            type="button"
            className="button small solid"
            onClick={() => void page.runs.start(requestOf(pattern, draft, true))}
          >
            {isCached(pattern, draft, stands) ? 'Again: now it is cached' : 'Again'}
          </button>
          <span className="muted">{run.state === 'done' ? 'The run is over.' : 'The run was abandoned.'}</span>
        </div>
      )}
      {run && !now && (
        <div className="again past">
          <span className="muted">
            {playhead === live
              ? 'You look at an earlier hop.'
              : 'This is a recording: it goes no further than it went.'}
          </span>
          {playhead === live && (
            <button type="button" className="button small" onClick={() => setAsking(true)}>
              Go on from here
            </button>
          )}
        </div>
      )}
      {asking && (
        <AskFirst
          title="Go on from here?"
          yes="Restore"
          onYes={() => void page.runs.goOn(playhead)}
          onClose={() => setAsking(false)}
        >
          <p>
            The keys and rows of this point are made again, for everybody in the room. What came after is left behind;
            the log keeps it.
          </p>
        </AskFirst>
      )}
      <Code {...(run && lane ? placeOf(run, lane) : firstPlace(pattern, draft))} />
      {run && (
        <>
          <Hops run={run} playhead={playhead} now={at?.n} />
          <Lanes run={run} now={now} chosen={chosen} onChoose={name => setChosen(name === chosen ? undefined : name)} />
          <BreakIt run={run} id={id} off={!now} />
          <Figures counters={run.counters} />
        </>
      )}
      <Claims pattern={pattern} />
    </>
  )
}

/** What the first lane would run. */
function firstPlace(pattern: PatternName, { lanes: [lane] }: Draft): CodeProps {
  const piece = lane && catalogue[pattern].operations[lane.operation]?.[lane.form]
  return { file: piece?.file ?? `${pattern}.ts`, name: piece?.name ?? '', call: undefined }
}
