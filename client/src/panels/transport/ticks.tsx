/** Ticks: every fact a mark in the hue of what it touched. One canvas, so that twenty thousand cost what twenty do. */
import { type CatalogueIndex, findDoc } from '@rdd/shared/commands/keys'
import type { Fact } from '@rdd/shared/fact'
import { pieceHead } from '@rdd/shared/keyspace/view'
import type { Hop } from '@rdd/shared/run'
import { useEffect, useRef, useState } from 'react'
import type { Playhead, PlayheadNow } from '../../store/playhead.ts'
import { usePage, useStore } from '../use.ts'
import { useCalm } from '../use-playhead.ts'

/** Half the width of the slider's thumb, CSS px: its middle runs from here to the width less this. */
const INSET = 6
const hues = ['string', 'hash', 'list', 'set', 'zset', 'stream'] as const
type Hue = (typeof hues)[number] | 'faint' | 'database' | 'ink'

const groupHues: Partial<Record<string, Hue>> = {
  string: 'string',
  bitmap: 'string',
  hyperloglog: 'string',
  hash: 'hash',
  list: 'list',
  set: 'set',
  'sorted-set': 'zset',
  geo: 'zset',
  stream: 'stream',
}

/** What a fact is about: the type of the key it leaves, else the type its command works on. */
function hueOf(fact: Fact, index: CatalogueIndex): Hue {
  const type = fact.views[0]?.value.type
  const known = hues.find(hue => hue === type)
  if (known) return known
  if (fact.kind === 'hop') return hopHue(fact.patch.hops)
  if (fact.kind !== 'command' && fact.kind !== 'waiting') return 'faint'
  const doc = findDoc(index, fact.argv.args.slice(0, 2).map(pieceHead))
  return groupHues[doc?.group ?? ''] ?? 'faint'
}

/** A hop to the database is slate, any other that is let through ink; what only begins to wait is faint. */
function hopHue(hops: readonly Hop[] = []): Hue {
  const hop = hops.find(({ state }) => state !== 'waiting')
  if (hop === undefined) return 'faint'
  return hop.call.startsWith('database.') ? 'database' : 'ink'
}

const firstOf = ({ first }: PlayheadNow): number => first
const lastOf = ({ last }: PlayheadNow): number => last

export function Ticks({ playhead, index }: { playhead: Playhead; index: CatalogueIndex }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [width, setWidth] = useState(0)
  const first = useCalm(playhead, firstOf, 100)
  const last = useCalm(playhead, lastOf, 100)
  const shade = useStore(usePage().shade)

  useEffect(() => {
    const { current } = canvas
    if (!current) return
    const watch = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width))
    watch.observe(current)
    return () => watch.disconnect()
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that are read from the style
  useEffect(() => {
    const { current } = canvas
    const brush = current?.getContext('2d')
    if (!current || !brush || width === 0) return
    const scale = devicePixelRatio
    const height = current.clientHeight
    current.width = Math.round(width * scale)
    current.height = Math.round(height * scale)
    brush.scale(scale, scale)
    const style = getComputedStyle(current)
    const line = style.getPropertyValue('--line')
    brush.fillStyle = line
    brush.fillRect(INSET, height / 2 - 1, width - 2 * INSET, 2)

    const span = Math.max(last, first + 1) - first
    const step = (width - 2 * INSET) / span
    const thick = Math.max(1, Math.min(3, step * 0.6))
    const colours = new Map<Hue, string>()
    let drawnTo = Number.NEGATIVE_INFINITY
    // From the newest back, so that of facts on one pixel the newest shows.
    for (let seq = last; seq > first; seq -= 1) {
      const x = Math.round((INSET + (seq - first) * step) * scale) / scale
      if (drawnTo !== Number.NEGATIVE_INFINITY && drawnTo - x < 1 / scale) continue
      const fact = playhead.fact(seq)
      if (!fact) continue
      drawnTo = x
      const hue = hueOf(fact, index)
      const colour = colours.get(hue) ?? style.getPropertyValue(`--${hue}`)
      colours.set(hue, colour)
      const tall = fact.kind === 'burst' ? 18 : hue === 'faint' ? 8 : 14
      brush.fillStyle = colour
      brush.fillRect(x - thick / 2, (height - tall) / 2, thick, tall)
    }
  }, [playhead, index, first, last, width, shade])

  return <canvas ref={canvas} className="ticks" />
}
