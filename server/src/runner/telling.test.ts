import type { RunView } from '@rdd/shared/run'
import { expect, test } from 'vitest'
import { zero } from './counters.ts'
import type { RunDraft } from './place.ts'
import { Telling } from './telling.ts'

const view: RunView = {
  ...{ id: '1', pattern: 'cache-aside', state: 'running', lanes: [], hops: [], actors: {}, counters: zero() },
  ...{ tables: { users: [], products: [] }, database: '' },
}
function make(isSilent = () => false) {
  const said: RunDraft[] = []
  return { said, telling: new Telling({ say: draft => said.push(draft) }, view, isSilent) }
}
const lane = (name: string, operation = '') => ({ name, operation, form: 'safe' }) as const

test('what is told is known, and the log has it', () => {
  const { said, telling } = make()
  telling.tell({ state: 'paused' })
  expect(telling.view.state).toBe('paused')
  expect(said).toMatchObject([{ kind: 'hop', run: '1', patch: { state: 'paused' } }])
})

test('a lane that begins takes the place of the one of its name, and is told with what comes next of lanes', () => {
  const { said, telling } = make()
  for (const one of [lane('A'), lane('writer', 'first'), lane('writer', 'second')]) telling.add(one)
  expect(said).toEqual([])
  telling.tell({ lanes: telling.lanesWith('A', { state: 'held' }) })
  expect(telling.view.lanes).toMatchObject([
    { name: 'A', state: 'held' },
    { name: 'writer', operation: 'second', state: 'ready' },
  ])
})

test('while it is silent all is known and nothing told, and the run is not over', () => {
  let silent = true
  const { said, telling } = make(() => silent)
  telling.tell({ state: 'done' })
  expect([telling.over, telling.view.state, said]).toEqual([false, 'done', []])
  silent = false
  telling.tellAll()
  expect(telling.over).toBe(true)
  expect(said).toMatchObject([{ kind: 'run', run: { state: 'done' } }])
})

test('who waits goes on when it is so, or when the run is over', async () => {
  const { telling } = make()
  const paused = telling.when(() => telling.view.state === 'paused')
  telling.tell({ hops: [] })
  telling.tell({ state: 'paused' })
  await paused
  const never = telling.when(() => false)
  telling.tell({ state: 'abandoned' })
  await never
})
