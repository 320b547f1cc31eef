/** CompareSets: picks two or three sets whose Venn diagram stands on the stage, without any command. */
import type { Bytes } from '@rdd/shared/bytes'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { quoted } from '@rdd/shared/keyspace/words'
import { useMemo, useState } from 'react'
import { comparedWith, MOST_COMPARED } from '../store/place.ts'
import type { Playhead } from '../store/playhead.ts'
import { Menu } from './menu.tsx'
import { usePage, useStore } from './use.ts'
import { seqOf, useCalm } from './use-playhead.ts'
import { counted, number } from './words.ts'
import './compare-sets.css'

/** From so many sets on they can be searched. */
const MANY = 8
/** So many are listed; the search finds the others. */
const MOST_LISTED = 100

const byKey = (a: KeyView, b: KeyView) => (a.key < b.key ? -1 : 1)

export function CompareSets({ playhead }: { playhead: Playhead }) {
  const page = usePage()
  const { db, compared } = useStore(page.place)
  const seq = useCalm(playhead, seqOf, 200)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state is one object that changes with seq
  const sets = useMemo(
    () => [...playhead.state.keys(db).values()].filter(({ value }) => value.type === 'set').sort(byKey),
    [playhead, db, seq],
  )
  const there = new Set(sets.map(({ key }) => key))
  const picked = compared.filter(key => there.has(key))
  const compare = (keys: readonly Bytes[]) => page.place.update(was => ({ ...was, compared: keys }))
  if (sets.length < 2 && picked.length === 0) return null

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and a legend of its own
    <div className="compare" role="group" aria-label="Compare" data-comparing={picked.length}>
      <Menu className="button small" face={picked.length < 2 ? 'Compare sets' : `Comparing ${number(picked.length)}`}>
        {() => <Choice sets={sets} picked={picked} compare={compare} />}
      </Menu>
      {picked.length > 0 && (
        <button
          type="button"
          className="button small"
          aria-label="Stop comparing"
          title="Stop comparing"
          onClick={() => compare([])}
        >
          ×
        </button>
      )}
    </div>
  )
}

interface ChoiceProps {
  sets: readonly KeyView[]
  picked: readonly Bytes[]
  compare: (keys: readonly Bytes[]) => void
}

function Choice({ sets, picked, compare }: ChoiceProps) {
  const [text, setText] = useState('')
  const found = sets.filter(({ key }) => key.toLowerCase().includes(text.toLowerCase()))
  const full = picked.length === MOST_COMPARED

  return (
    <div className="compare-choice">
      <h2>Compare sets</h2>
      <p>
        {full
          ? 'Three are picked: take one out to pick another.'
          : 'Pick two or three: they stand as circles. C on a card picks it too.'}
      </p>
      {sets.length > MANY && (
        <input
          type="search"
          className="field mono"
          aria-label="Find sets"
          placeholder="Find sets"
          value={text}
          onChange={event => setText(event.target.value)}
        />
      )}
      <ul>
        {found.slice(0, MOST_LISTED).map(({ key, length }) => (
          <li key={key}>
            <label>
              <input
                type="checkbox"
                checked={picked.includes(key)}
                disabled={full && !picked.includes(key)}
                onChange={() => compare(comparedWith(picked, key))}
              />
              <span className="mono">{quoted(key)}</span>
              <span className="count">{counted(length, 'member')}</span>
            </label>
          </li>
        ))}
      </ul>
      {found.length > MOST_LISTED && <p>{number(found.length - MOST_LISTED)} more: search for them.</p>}
    </div>
  )
}
