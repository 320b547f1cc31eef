/** FilterBar: which keys All keys lays out, and in what order; the count is Redis's own. */
import { useMemo } from 'react'
import { chapterOf } from '../../store/chapters.ts'
import { countPassing, isNarrow } from '../../store/place.ts'
import type { Playhead } from '../../store/playhead.ts'
import { Icon } from '../icon.tsx'
import { later } from '../later.tsx'
import { Menu } from '../menu.tsx'
import { usePage, useStore } from '../use.ts'
import { seqOf, useCalm } from '../use-playhead.ts'
import { counted, number } from '../words.ts'
import { prefixesOf } from './prefixes.ts'
import './filter-bar.css'

// Only huge databases need it.
const MoreKeys = later(async () => (await import('./more-keys.tsx')).MoreKeys)

const sorts = {
  name: 'by name',
  recent: 'last changed',
  type: 'by type',
  length: 'longest',
  memory: 'most memory',
  expiry: 'next to expire',
} as const

const isSort = (text: string): text is keyof typeof sorts => text in sorts

export function FilterBar({ playhead, types }: { playhead: Playhead; types: ReadonlyMap<string, number> }) {
  const page = usePage()
  const { db, filter } = useStore(page.place)
  const seq = useCalm(playhead, seqOf, 250)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state is one object that changes with seq
  const { shown, carried, total, prefixes } = useMemo(() => {
    const keys = playhead.state.keys(db)
    const shown = countPassing(keys.values(), filter)
    return { shown, carried: keys.size, total: playhead.state.count(db), prefixes: prefixesOf([...keys.keys()]) }
  }, [playhead, db, filter, seq])

  const change = (part: Partial<typeof filter>) =>
    page.place.update(was => ({ ...was, filter: { ...was.filter, ...part } }))
  const narrowed = isNarrow(filter)
  if (total === 0 && !narrowed) return null

  return (
    <search className="filter-bar">
      <label className="find">
        <span className="hidden">Find keys</span>
        <Icon name="search" />
        <input
          type="search"
          className="field mono"
          placeholder="Find keys"
          value={filter.text}
          onChange={event => change({ text: event.target.value })}
        />
      </label>
      <select
        className="field"
        aria-label="Type"
        value={filter.type}
        onChange={event => change({ type: event.target.value })}
      >
        <option value="">every type</option>
        {[...types].sort().map(([type, n]) => (
          <option key={type} value={type}>
            {type} · {number(n)}
          </option>
        ))}
        {filter.type !== '' && !types.has(filter.type) && <option value={filter.type}>{filter.type} · 0</option>}
      </select>
      <select
        className="field"
        aria-label="Prefix"
        value={filter.prefix}
        onChange={event => change({ prefix: event.target.value })}
      >
        <option value="">every prefix</option>
        {prefixes.map(([prefix, n]) => (
          <option key={prefix} value={prefix}>
            {prefix} · {number(n)}
          </option>
        ))}
        {filter.prefix !== '' && !prefixes.some(([prefix]) => prefix === filter.prefix) && (
          <option value={filter.prefix}>{filter.prefix} · 0</option>
        )}
      </select>
      <select
        className="field"
        aria-label="Order"
        value={filter.sort}
        onChange={event => isSort(event.target.value) && change({ sort: event.target.value })}
      >
        {Object.entries(sorts).map(([sort, words]) => (
          <option key={sort} value={sort}>
            {words}
          </option>
        ))}
      </select>
      <output className="total mono">
        {narrowed ? `${number(shown)} of ${counted(total, 'key')}` : counted(total, 'key')}
      </output>
      {total > carried && (
        <Menu className="button small" face={`${number(total - carried)} more on the server`}>
          {() => <MoreKeys playhead={playhead} />}
        </Menu>
      )}
      {filter.prefix !== '' && (
        <button
          type="button"
          className="button small"
          title={`${filter.prefix} in the tree of names`}
          onClick={() => page.address.go(chapterOf('key-naming'))}
        >
          In the key tree
        </button>
      )}
      {narrowed && (
        <button type="button" className="button small" onClick={() => change({ text: '', type: '', prefix: '' })}>
          Show all
        </button>
      )}
    </search>
  )
}
