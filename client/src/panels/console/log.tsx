/** Log: what a client asked and what came back, as redis-cli prints it. Stays at its end unless one reads further up. */
import { useLayoutEffect, useRef } from 'react'
import type { Line, Tab } from '../../store/consoles.ts'
import { Entry, Said } from './entry.tsx'
import { Waiting } from './waiting.tsx'

export function Log({ tab }: { tab: Tab }) {
  const place = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const { lines, client, running, queue } = tab

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is added moves the end
  useLayoutEffect(() => {
    const { current } = place
    if (current && atEnd.current) current.scrollTop = current.scrollHeight
  }, [lines, running, queue, client.state])

  return (
    <div
      className="log"
      role="log"
      aria-label={`Log of ${client.name}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      ref={place}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 24
      }}
    >
      {lines.map((line, i) =>
        line.from === 'server' ? (
          <Entry key={line.entry.n} entry={line.entry} name={client.name} again={repeats(line, lines[i - 1])} />
        ) : (
          <Said key={line.key} line={line} name={client.name} />
        ),
      )}
      <Waiting tab={tab} />
    </div>
  )
}

/** `5 INCR n`: the line stands once, its replies below. */
const repeats = (line: Line, before: Line | undefined) =>
  line.from === 'server' &&
  before?.from === 'server' &&
  line.entry.kind === 'reply' &&
  before.entry.kind === 'reply' &&
  line.entry.line === before.entry.line &&
  /^\s*\d+\s/.test(line.entry.line)
