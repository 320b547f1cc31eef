/**
 * Telling: what is known of a run, and told as facts step by step, so that a page needs nothing but the log. Who waits for
 * something to become so waits here.
 */
import { noEffects } from '@rdd/shared/fact'
import { type Lane, patched, type RunPatch, type RunView } from '@rdd/shared/run'
import type { Place } from './place.ts'

export class Telling {
  readonly #place: Pick<Place, 'say'>
  readonly #isSilent: () => boolean
  #view: RunView
  #watchers: (() => void)[] = []

  /** `isSilent`: nothing is told for now, since it was told before; such a run is not over. */
  constructor(place: Pick<Place, 'say'>, view: RunView, isSilent: () => boolean) {
    this.#place = place
    this.#view = view
    this.#isSilent = isSilent
  }

  get view(): RunView {
    return this.#view
  }

  get over(): boolean {
    return !this.#isSilent() && (this.#view.state === 'done' || this.#view.state === 'abandoned')
  }

  /** The whole run, as it is or as it is given. */
  tellAll(view = this.#view): void {
    this.#view = view
    this.#place.say({ kind: 'run', run: view, ...noEffects })
  }

  tell(patch: RunPatch): void {
    this.#view = patched(this.#view, patch)
    if (!this.#isSilent()) this.#place.say({ kind: 'hop', run: this.#view.id, patch, ...noEffects })
    this.changed()
  }

  /** A lane begins, in the place of one of the same name. Told with what is told next of lanes. */
  add(lane: Pick<Lane, 'name' | 'operation' | 'form'>): void {
    const lanes = this.#view.lanes.filter(({ name }) => name !== lane.name)
    this.#view = { ...this.#view, lanes: [...lanes, { ...lane, state: 'ready', ms: 0, addedMs: 0 }] }
  }

  lane(name: string): Lane | undefined {
    return this.#view.lanes.find(lane => lane.name === name)
  }

  /** All lanes, as one of them changes. */
  lanesWith(name: string, change: Partial<Lane>): Lane[] {
    return this.#view.lanes.map(lane => (lane.name === name ? { ...lane, ...change } : lane))
  }

  /** Resolves once it is satisfied, or the run is over. */
  async when(satisfied: () => boolean): Promise<void> {
    while (!satisfied() && !this.over) await new Promise<void>(changed => this.#watchers.push(changed))
  }

  /** Something is other than it was: who waits looks again. */
  changed(): void {
    for (const changed of this.#watchers.splice(0)) changed()
  }
}
