/**
 * Hops: the calls of a run as a page sees them, two a call. Those that were let through have the lowest numbers, in the
 * order they were, and so have calls inside a process; those that wait have the numbers after them, in the order they
 * came, and move up when one goes first.
 */
import type { Direction } from '@rdd/shared/patterns/gate'
import type { ActorName, Hop } from '@rdd/shared/run'
import type { Answer, Asked } from './trace.ts'

/** One call of a lane, from its wait to its answer. */
export interface Call extends Asked {
  lane: string
  from: ActorName
  asked: Hop
  /** Once the answer is back. */
  answered?: Hop
  /** Its command is under way, or was. */
  begun: boolean
}

export class Hops {
  #through = 0
  #waiting: { call: Call; hop: Hop }[] = []
  readonly #flying = new Set<Call>()

  /** A call has come to the gate. Changed hops. */
  ask(lane: string, from: ActorName, asked: Asked): { call: Call; changed: Hop[] } {
    const { call: name, to, text, script } = asked
    const hop: Hop = {
      ...{ n: this.#next(), lane, call: name, direction: 'asked', from, to, state: 'waiting', text },
      ...(script !== undefined && { script }),
    }
    const call: Call = { ...asked, lane, from, asked: hop, begun: false }
    this.#waiting.push({ call, hop })
    return { call, changed: [{ ...hop }] }
  }

  /** Its answer has come to the gate; nothing changes when its lane was abandoned. `reached`: the question got there. */
  answer(call: Call, { text, outcome }: Answer, ms: number, addedMs: number, reached: boolean): Hop[] {
    if (!this.#flying.delete(call)) return []
    call.asked.state = reached ? 'done' : 'failed'
    const { lane, call: name, from, to, script } = call
    call.answered = {
      n: this.#next(),
      ...{ lane, call: name, direction: 'answered', from: to, to: from, state: 'waiting', text, outcome, ms },
      ...(addedMs > 0 && { addedMs }),
      ...(script !== undefined && { script }),
    }
    this.#waiting.push({ call, hop: call.answered })
    return [{ ...call.asked }, { ...call.answered }]
  }

  /** A call inside a process waits for nobody: it takes the next number, and those that wait move up. */
  tell(hop: Omit<Hop, 'n'>): Hop[] {
    this.#through += 1
    return [{ n: this.#through, ...hop }, ...this.#renumber()]
  }

  /** The lane's oldest hop of that call is let through: it takes the next number, and those that still wait move up. */
  letThrough(lane: string, name: string, direction: Direction): { call: Call; hop: Hop; changed: Hop[] } | undefined {
    const at = this.#waiting.findIndex(
      ({ call, hop }) => call.lane === lane && call.call === name && hop.direction === direction,
    )
    const [found] = at < 0 ? [] : this.#waiting.splice(at, 1)
    if (found === undefined) return undefined
    const { call, hop } = found
    this.#through += 1
    hop.n = this.#through
    hop.state = direction === 'asked' ? 'flying' : hop.outcome === 'error' ? 'failed' : 'done'
    if (direction === 'asked') this.#flying.add(call)
    return { call, hop, changed: [{ ...hop }, ...this.#renumber()] }
  }

  /** What of a lane waits will never be let through, and what flies never be answered. */
  abandon(lane: string): Hop[] {
    const lost = [...this.#flying].filter(call => call.lane === lane)
    for (const call of lost) {
      this.#flying.delete(call)
      call.asked.state = 'failed'
    }
    const ended = this.#waiting.filter(({ call }) => call.lane === lane)
    this.#waiting = this.#waiting.filter(({ call }) => call.lane !== lane)
    for (const { hop } of ended) {
      this.#through += 1
      Object.assign(hop, { n: this.#through, state: 'failed' })
    }
    return [...lost.map(({ asked }) => ({ ...asked })), ...ended.map(({ hop }) => ({ ...hop })), ...this.#renumber()]
  }

  /** Hops that wait, oldest first. */
  waiting(): readonly { lane: string; call: string; direction: Direction }[] {
    return this.#waiting.map(({ call, hop }) => ({ lane: call.lane, call: call.call, direction: hop.direction }))
  }

  get count(): number {
    return this.#through + this.#waiting.length
  }

  #next(): number {
    return this.count + 1
  }

  #renumber(): Hop[] {
    const changed: Hop[] = []
    for (const [i, { hop }] of this.#waiting.entries()) {
      if (hop.n === this.#through + 1 + i) continue
      hop.n = this.#through + 1 + i
      changed.push({ ...hop })
    }
    return changed
  }
}
