/** AsciiServer: the server as the notebook's first picture draws it, six boxes over one memory, with what is in them now. */
import { counted, grouped } from '@rdd/shared/keyspace/words'
import { figures, kinds, type ServerPicture, share, sums } from './architecture.ts'
import { cell, frame } from './ascii-box.ts'
import { Canvas } from './ascii-canvas.ts'
import { size, wrap } from './text.ts'

const BOX = 6
/** A box narrower than this would cut its words. */
const LEAST = 18

/** Cut and stood in the middle of so many columns. */
const middle = (words: string, columns: number): string => {
  const left = Math.max(0, Math.floor((columns - words.length) / 2))
  return cell(`${' '.repeat(left)}${words}`, columns)
}

/** @param width columns, 24 at least */
export function architectureText({ views, total, info, connections, past }: ServerPicture, width: number): string[] {
  const inside = width - 4
  const { of, carried, bytes } = sums(views)
  const across = inside >= 3 * LEAST + 4 ? 3 : inside >= 2 * LEAST + 2 ? 2 : 1
  const w = Math.floor((inside - 2 * (across - 1)) / across)
  const canvas = new Canvas(inside)
  for (const [i, { type, name, like }] of kinds.entries()) {
    const { keys, bytes: mine } = of[type]
    const memory = keys === 0 ? '' : [size(mine), share(mine, bytes)].filter(Boolean).join(' · ')
    canvas.box([(i % across) * (w + 2), Math.floor(i / across) * BOX], w, BOX, [
      name,
      like,
      counted(keys, 'key'),
      memory,
    ])
  }
  const used = Number(info?.get('used_memory') ?? 0)
  const most = Number(info?.get('maxmemory') ?? 0)
  const told = info === undefined ? [] : figures(info, connections)
  const version = info?.get('redis_version')
  return frame(
    middle(version === undefined ? 'Redis Server' : `Redis Server ${version}`, inside),
    [
      '',
      ...canvas.lines(),
      '',
      middle('In-memory storage', inside),
      middle(
        info === undefined
          ? 'not known yet'
          : `${size(used)} used · ${most > 0 ? `maxmemory ${size(most)}` : 'no maxmemory'}`,
        inside,
      ),
      '',
      ...wrap(
        `${counted(total, 'key')}; types by MEMORY USAGE of ${carried < total ? grouped(carried) : 'all'}, sampled${past ? '; what follows is of now' : ''}`,
        inside,
        3,
      ),
      ...told.flatMap(([, name, says]) => {
        const lines = wrap(says, Math.max(1, inside - 11), 3)
        return lines.map((line, i) => `${cell(i === 0 ? name : '', 11)}${line}`)
      }),
    ],
    width,
  )
}
