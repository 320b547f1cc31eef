/** A request we do not carry out, on any road: what happened and why, and what to do about it. */
import type { Refusal } from '@rdd/shared/protocol'

export class Refused extends Error {
  override name = 'Refused'
  readonly refusal: Refusal

  constructor(code: Refusal['code'], message: string, mend?: string) {
    super(message)
    this.refusal = mend === undefined ? { code, message } : { code, message, mend }
  }
}
