/** The lint configuration is the house's doors; these violations prove that each of them shuts. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const house = realpathSync(mkdtempSync(join(tmpdir(), 'doors-')))
afterAll(() => rmSync(house, { recursive: true }))

/** A folder, what it may import, and what it may not. */
const doors: [file: string, allowed: string[], refused: string[]][] = [
  [
    'shared/src/x.ts',
    ['zod/mini', './keyspace/view.ts'],
    ['node:fs', 'react', 'd3-scale', 'socket.io', '@rdd/server/app'],
  ],
  ['shared/src/bytes.ts', ['./time.ts'], ['./fact.ts', './keyspace/view.ts', './protocol.ts']],
  [
    'shared/src/keyspace/x.ts',
    ['../fact.ts', './diff/index.ts'],
    ['../timeline.ts', '../protocol.ts', '../commands/keys.ts'],
  ],
  [
    'shared/src/keyspace/diff/x.ts',
    ['../view.ts', '../../bytes.ts'],
    ['../../timeline.ts', '../../protocol.ts', 'd3-scale'],
  ],
  ['shared/src/commands/x.ts', ['../keyspace/view.ts'], ['../timeline.ts', '../protocol.ts', 'node:fs']],
  [
    'shared/src/commands/export/x.ts',
    ['../parse.ts', '../../bytes.ts', './forms/form.ts'],
    ['../../timeline.ts', '../../protocol.ts', '../../keyspace/view.ts', 'node:fs', 'ioredis'],
  ],
  ['shared/src/patterns/x.ts', ['./ports.ts'], ['../fact.ts', '../timeline.ts', 'node:timers', 'ioredis']],
  [
    'shared/src/chapters/x.ts',
    ['../lesson.ts', '../chapter.ts'],
    ['../keyspace/view.ts', '../commands/parse.ts', 'ioredis'],
  ],
  ['shared/src/reference/x.ts', ['./guide.ts'], ['../keyspace/view.ts', 'ioredis']],
  ['shared/src/applications/x.ts', ['./application.ts'], ['../reply.ts', '../protocol.ts', 'node:fs', 'ioredis']],
  [
    'server/src/engine/x.ts',
    ['node:net', 'ioredis'],
    ['../redis/raw.ts', '../rooms/room.ts', '../http/http.ts', '../app.ts'],
  ],
  [
    'server/src/redis/x.ts',
    ['../engine/engine.ts'],
    ['../rooms/room.ts', '../http/http.ts', '../gateway.ts', 'express'],
  ],
  [
    'server/src/database/x.ts',
    ['pg', 'node:net'],
    ['../redis/raw.ts', '../rooms/room.ts', '../runner/runner.ts', 'ioredis'],
  ],
  [
    'server/src/runner/x.ts',
    ['../database/rows.ts', '../redis/raw.ts', '../engine/engine.ts', 'ioredis', 'pg'],
    ['../rooms/room.ts', '../http/http.ts', '../gateway.ts', '../redis/feed.ts', 'express'],
  ],
  [
    'server/src/runner/ports/x.ts',
    ['../redis-link.ts', '../../redis/raw.ts', 'pg'],
    ['../../rooms/room.ts', '../../app.ts', '../../redis/feed.ts', 'socket.io'],
  ],
  [
    'server/src/observer/x.ts',
    ['../redis/feed.ts', '../engine/engine.ts'],
    ['../rooms/room.ts', '../runner/runner.ts', '../http/http.ts', '../gateway.ts', 'ioredis'],
  ],
  [
    'server/src/rooms/x.ts',
    ['../redis/raw.ts', '../observer/observer.ts', '../engine/engine.ts', '../runner/runner.ts', '../database/open.ts'],
    ['../http/http.ts', '../gateway.ts', '../app.ts', '../database/rows.ts', 'pg', 'socket.io'],
  ],
  [
    'server/src/http/x.ts',
    ['../rooms/api.ts', 'express'],
    ['../rooms/room.ts', '../gateway.ts', '../redis/raw.ts', 'ioredis'],
  ],
  [
    'server/src/x.ts',
    ['./rooms/rooms.ts', 'socket.io'],
    ['../../client/src/page.ts', 'react', 'ioredis', '@rdd/client/page'],
  ],
  ['client/src/link/x.ts', ['socket.io-client', '@rdd/shared/protocol'], ['react', '../store/room.ts', 'node:fs']],
  [
    'client/src/store/x.ts',
    ['@rdd/shared/timeline', '../layout/mark.ts'],
    ['react', '../link/link.ts', '../draw/draw.ts', 'd3-selection'],
  ],
  [
    'client/src/layout/x.ts',
    ['d3-ease', '@rdd/shared/keyspace/diff/zset'],
    ['d3-selection', 'react', '@rdd/shared/protocol', '../draw/draw.ts'],
  ],
  [
    'client/src/draw/x.ts',
    ['d3-selection', '../layout/mark.ts'],
    ['react', '../store/room.ts', '../stage/stage.tsx', '@rdd/shared/protocol'],
  ],
  [
    'client/src/stage/x.tsx',
    ['react', '../draw/draw.ts', '../store/playhead.ts'],
    ['../link/link.ts', '../panels/use.ts', 'socket.io-client'],
  ],
  [
    'client/src/panels/x.tsx',
    ['react', '../queries/room.ts', './console/log.tsx'],
    ['../link/link.ts', '../draw/draw.ts', '../layout/mark.ts'],
  ],
  [
    'client/src/panels/console/x.tsx',
    ['../use.ts', '../../store/room.ts', 'd3-scale'],
    ['../../link/link.ts', '../../draw/draw.ts', 'd3-selection'],
  ],
  [
    'client/src/places/x.tsx',
    ['react', '../layout/mark.ts', '../stage/picture-stage.tsx', '../panels/use.ts', '../queries/info.ts'],
    ['../link/link.ts', '../draw/draw.ts', 'd3-selection', 'socket.io-client', 'node:fs'],
  ],
  ['client/src/queries/x.ts', ['@tanstack/react-query'], ['../store/room.ts', '../link/link.ts', 'socket.io-client']],
  [
    'client/src/x.tsx',
    ['./link/link.ts', 'react-dom/client'],
    ['socket.io-client', '@rdd/server/app', '../../server/src/app.ts', 'node:fs'],
  ],
]

/** Words of the page or of Node that a place may not use. */
const globals: [file: string, code: string][] = [
  ['shared/src/x.ts', 'document.title'],
  ['shared/src/keyspace/diff/x.ts', 'process.env'],
  ['shared/src/commands/x.ts', 'window.name'],
  ['client/src/layout/x.ts', 'document.title'],
  ['client/src/store/x.ts', 'window.name'],
  ['client/src/panels/x.tsx', 'requestAnimationFrame'],
]

/** What Biome complains about, as `file:line` over these lines of each file. */
function complaints(lines: Map<string, string[]>): Set<string> {
  const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))
  writeFileSync(join(house, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }))
  for (const [file, text] of lines) {
    mkdirSync(dirname(join(house, file)), { recursive: true })
    writeFileSync(join(house, file), text.join('\n'))
  }
  const only = ['--only=style/noRestrictedImports', '--only=style/noRestrictedGlobals']
  const biome = join(root, 'node_modules', '.bin', 'biome')
  const { stdout } = spawnSync(biome, ['lint', '--reporter=github', '--max-diagnostics=none', ...only, '.'], {
    cwd: house,
    encoding: 'utf8',
  })
  const found = stdout.matchAll(/^::error title=lint\/style\/noRestricted\w+,file=([^,]+),line=(\d+)/gm)
  return new Set([...found].map(([, file, line]) => `${relative(house, resolve(house, file ?? ''))}:${line}`))
}

const lines = new Map<string, string[]>()
/** Adds a line to a file of the imagined house, and says where it stands. */
function put(file: string, line: string): string {
  const text = lines.get(file) ?? []
  lines.set(file, [...text, line])
  return `${file}:${text.length + 1}`
}
const imported = (file: string, name: string) => ({ file, name, at: put(file, `export * from '${name}'`) })
const used = (file: string, name: string) => ({ file, name, at: put(file, `console.log(${name})`) })

const open = doors.flatMap(([file, allowed]) => allowed.map(name => imported(file, name)))
const shut = doors.flatMap(([file, , refused]) => refused.map(name => imported(file, name)))
const unused = globals.map(([file, name]) => used(file, name))
const loop = used('client/src/stage/loop.ts', 'requestAnimationFrame')
const found = complaints(lines)

test.each(open)('$file may import $name', ({ at }) => expect(found).not.toContain(at))
test.each(shut)('$file may not import $name', ({ at }) => expect(found).toContain(at))
test.each(unused)('$file may not use $name', ({ at }) => expect(found).toContain(at))
test('the one frame loop may ask for frames', () => expect(found).not.toContain(loop.at))

test('every folder of sources has a door', () => {
  const folders = ['shared/src', 'server/src', 'client/src'].flatMap(parent =>
    readdirSync(join(root, parent), { withFileTypes: true })
      .filter(entry => entry.isDirectory() && entry.name !== 'styles')
      .map(entry => `${parent}/${entry.name}/`),
  )
  expect(folders.filter(folder => !doors.some(([file]) => file.startsWith(folder)))).toEqual([])
})
