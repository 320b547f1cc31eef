import { catalogue } from '@rdd/shared/patterns/catalogue'
import { LABS } from '@rdd/shared/patterns/labs/labs'
import { PatternName } from '@rdd/shared/run'
import { expect, test } from 'vitest'
import { draftOf, faultOf, MOST_LANES } from './draft.ts'
import { drafted, rehearsalOf, rehearsals } from './rehearsals.ts'

/** Those a person cannot ask for: a refused TTL, text with a NUL, a clean stop of the writer, a hundred reads. */
const UNASKED = ['ttl-zero', 'item-dropped', 'writer-stop', 'early-refresh']
/** Two keys that collide take ids no row here has. */
const UNSTEPPED = ['key-collisions']

const shown = PatternName.options.flatMap(pattern => {
  const { pros, cons, hazards } = catalogue[pattern]
  return [...pros, ...cons, ...hazards].flatMap(({ experiment }) =>
    'lab' in experiment ? [[pattern, experiment.lab] as const] : [],
  )
})

test('every hazard can be stepped through in its pattern, but for those named here', () => {
  const missing = shown.filter(([pattern, lab]) => rehearsalOf(pattern, lab) === undefined).map(([, lab]) => lab)
  expect(missing.toSorted()).toEqual([...UNASKED, ...UNSTEPPED].toSorted())
})

test('a rehearsal is of a lab there is', () => {
  const ids = LABS.map(({ id }) => id)
  for (const lab of Object.keys(rehearsals)) expect(ids).toContain(lab)
})

test.each(shown.filter(([pattern, lab]) => rehearsalOf(pattern, lab)))('%s: %s is ready to start', (pattern, lab) => {
  const rehearsal = rehearsalOf(pattern, lab)
  if (rehearsal === undefined) return expect.unreachable()
  for (const form of rehearsal.together ? [undefined] : (['notebook', 'safe'] as const)) {
    const draft = { ...draftOf(pattern).get(), ...drafted(pattern, rehearsal, form) }
    expect(faultOf(draft)).toBe('')
    expect(draft.lanes.length).toBeLessThanOrEqual(MOST_LANES)
    expect([...new Set(draft.lanes.map(lane => lane.form))]).toEqual(form ? [form] : ['notebook', 'safe'])
  }
})
