/** What stands on the stage while there is nothing to draw: what to do, ready to run. */
import type { Chapter } from '@rdd/shared/chapter'
import { stepsOf } from '@rdd/shared/lesson'
import { chapterOf } from '../../store/chapters.ts'
import type { Playhead } from '../../store/playhead.ts'
import { progressOf } from '../../store/progress.ts'
import { usePage, useStore } from '../use.ts'
import { usePlayhead } from '../use-playhead.ts'
import { sample } from './sample.ts'
import './empty.css'

const tries = ['SET greeting "Hello, Redis"', 'INCR counter:visits', 'SET session:abc123 user_data EX 60']

/** A database without keys: a first visit, or the moment after FLUSHALL. */
export function EmptyDatabase({ playhead }: { playhead: Playhead }) {
  const page = usePage()
  const { db } = useStore(page.place)
  const { seq, mode } = usePlayhead(playhead)
  const first = chapterOf('strings')
  if (playhead.state.count(db) > 0) return null
  if (mode === 'past')
    return (
      <div className="empty">
        <h2>No keys at this point</h2>
        <p>
          Database {db} was empty after event {seq}. Step forward, or go back to live.
        </p>
      </div>
    )

  return (
    <div className="empty">
      <h2>This database is empty</h2>
      <p>A real Redis is listening. Run a command in the console below and watch what it does to the keys.</p>
      <div className="tries">
        {tries.map(line => (
          <button type="button" className="button mono" key={line} onClick={() => page.enter([line])}>
            {line}
          </button>
        ))}
      </div>
      <p>Or begin with something to look at: one key of each type, made by {sample.length} commands you can read.</p>
      <div className="tries">
        <button type="button" className="button solid" onClick={() => page.enter(sample)}>
          Add sample data
        </button>
        <button type="button" className="button" onClick={() => page.address.go(first)}>
          New to Redis? Begin with {first.name}
        </button>
      </div>
    </div>
  )
}

/** A type's chapter without a key of that type: in the midst of its lesson the next step is what goes on. */
export function EmptyType({ chapter }: { chapter: Chapter }) {
  const page = usePage()
  const { lesson, running } = useStore(page.lessons.store)
  const { at } = progressOf(useStore(page.lessons.progress), chapter.path)
  const { first = '', name } = chapter
  const steps = lesson?.chapter === chapter.path ? stepsOf(lesson) : []
  if (at > 0 && at < steps.length)
    return (
      <div className="empty">
        <h2>No {name.toLowerCase()} in this database now</h2>
        <p>
          The lesson goes on with step {at + 1} of {steps.length}.
        </p>
        <div className="tries next-step">
          <code>{page.lessons.lineOf(at)}</code>
          <button
            type="button"
            className="button"
            disabled={running !== undefined}
            onClick={() => void page.lessons.run(at)}
          >
            Run step {at + 1}
          </button>
        </div>
      </div>
    )
  return (
    <div className="empty">
      <h2>No {name.toLowerCase()} in this database yet</h2>
      <p>Run this to make the first one, or type your own.</p>
      <div className="tries">
        <code>{first}</code>
        <button type="button" className="button run" onClick={() => page.enter([first])}>
          Run
        </button>
      </div>
    </div>
  )
}
