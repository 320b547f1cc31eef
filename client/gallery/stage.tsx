/**
 * The whole stage over a log made up on the spot, to look at and to measure without a server: `?keys=5000` keys, `?rate=`
 * changed keys in each frame, `?scene=`, `?theme=dark`, `?db` is always 0.
 */
import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import '../src/styles/theme.css'
import '../src/styles/base.css'
import './stage.css'
import type { Bytes } from '@rdd/shared/bytes'
import type { Fact } from '@rdd/shared/fact'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { instant } from '@rdd/shared/time'
import { Timeline } from '@rdd/shared/timeline'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Depth } from '../src/stage/depth.ts'
import type { SceneName } from '../src/stage/scene.ts'
import { Stage } from '../src/stage/stage.tsx'
import { Playhead } from '../src/store/playhead.ts'
import { entry, hash, list, set, stream, string, zset } from './build.ts'

const asked = new URLSearchParams(location.search)
const keys = Number(asked.get('keys') ?? 60)
const rate = Number(asked.get('rate') ?? 0)
const scenes: SceneName[] = ['keyspace', 'string', 'hash', 'list', 'set', 'zset', 'stream']
const scene = scenes.find(name => name === asked.get('scene')) ?? 'keyspace'
document.documentElement.dataset.theme = asked.get('theme') ?? 'light'

const numbers = (n: number, from: number) => Array.from({ length: n }, (_, i) => String((from * 7 + i * 13) % 97))
const kinds: ((key: string, v: number) => KeyView)[] = [
  (key, v) => string(key, v % 2 ? String(v) : `value ${v} of a string that says a little more`, { encoding: 'embstr' }),
  (key, v) => hash(key, { name: 'John Doe', visits: String(v), city: 'New York' }, { encoding: 'listpack' }),
  (key, v) => list(key, numbers(3 + (v % 5), v), { encoding: 'listpack' }),
  (key, v) => set(key, [...new Set(numbers(4 + (v % 7), v))], { encoding: 'intset' }),
  (key, v) => {
    const scores = numbers(5, v).map((score, i): [string, string] => [`player:${i}`, score])
    return zset(
      key,
      scores.sort((a, b) => Number(a[1]) - Number(b[1])),
      { encoding: 'listpack' },
    )
  },
  (key, v) =>
    stream(
      key,
      numbers(2 + (v % 3), v).map((n, i) => entry(`${1_795_435_100_000 + i * 1000}-0`, { n })),
    ),
]
const made = (i: number, v: number): KeyView => {
  const view = kinds[i % kinds.length]?.(`key:${String(i).padStart(5, '0')}`, v) ?? string('none', '')
  return i % 9 === 0
    ? { ...view, expiresAt: instant(start + 60_000 + i * 400), ringFrom: instant(start - 20_000) }
    : view
}

const start = Date.now()
const effects = {
  gone: [],
  views: Array.from({ length: keys }, (_, i) => made(i, i)),
  counts: [[0, keys] as [number, number]],
}
const playhead = new Playhead(new Timeline('stand', { seq: 0, at: instant(start), effects, waiting: [] }))

let seq = 0
function happen(views: KeyView[]): void {
  seq += 1
  const fact: Fact = { kind: 'change', seq, at: instant(Date.now()), events: [], gone: [], views, counts: [[0, keys]] }
  playhead.append([fact])
}
if (rate > 0)
  setInterval(() => happen(Array.from({ length: rate }, (_, k) => made((seq * 31 + k) % keys, seq + k))), 16)
Object.assign(window, { playhead, happen, made })

function Whole() {
  const [selected, select] = useState<Bytes | undefined>(undefined)
  return (
    <Stage
      scene={scene}
      db={0}
      playhead={playhead}
      redisNow={Date.now}
      depth={Depth}
      selected={selected}
      onSelect={select}
      onEdit={() => {}}
      onSight={() => {}}
      empty={<p>No keys.</p>}
    />
  )
}

const main = document.querySelector('main')
if (main) createRoot(main).render(<Whole />)
