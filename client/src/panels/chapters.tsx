/** Chapters: the way about. Links, so that a chapter can be opened in a tab of its own and is in the browser's history. */
import type { Chapter } from '@rdd/shared/chapter'
import type { MouseEvent } from 'react'
import { chapters } from '../store/chapters.ts'
import { usePage, useStore } from './use.ts'
import { number } from './words.ts'
import './chapters.css'

const groups = [...new Set(chapters.map(({ group }) => group))]

interface ChaptersProps {
  /** Keys the room carries of each type, by TYPE's word. */
  counts: ReadonlyMap<string, number>
  /** Keys Redis holds: more than all types together where the room carries a window. */
  total: number
}

export function Chapters({ counts, total }: ChaptersProps) {
  const page = usePage()
  const { chapter: now } = useStore(page.place)
  const carried = [...counts.values()].reduce((sum, n) => sum + n, 0)

  function follow(event: MouseEvent, chapter: Chapter) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    page.address.go(chapter)
  }

  return (
    <nav className="chapters" aria-label="Chapters">
      {groups.map(group => (
        <section key={group}>
          <h2 className="label">{group}</h2>
          <ul>
            {chapters
              .filter(chapter => chapter.group === group)
              .map(chapter => {
                const count = chapter.type ? (counts.get(chapter.type) ?? 0) : chapter.path === 'keyspace' ? total : 0
                return (
                  <li key={chapter.path}>
                    <a
                      href={page.address.of(chapter)}
                      aria-current={chapter === now ? 'page' : undefined}
                      onClick={event => follow(event, chapter)}
                    >
                      <span className="swatch" data-hue={chapter.type} />
                      <span className="name">{chapter.name}</span>
                      {count > 0 && (
                        <span
                          className="count"
                          aria-hidden="true"
                          title={`${number(count)} ${count === 1 ? 'key' : 'keys'}`}
                        >
                          {number(count)}
                          {chapter.type && total > carried && '+'}
                        </span>
                      )}
                    </a>
                  </li>
                )
              })}
          </ul>
        </section>
      ))}
    </nav>
  )
}
