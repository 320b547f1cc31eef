/** A value that Redis counts with (INCRBY, HINCRBYFLOAT) is told as a number going up or down, not as text replaced. */
import type { Piece } from '../view.ts'

const decimal = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i

/** Both as numbers, for judging and drawing (a double: beyond 2^53 it is rounded); undefined unless both are decimal. */
export function numbersOf(from: Piece, to: Piece): { from: number; to: number } | undefined {
  if (typeof from !== 'string' || typeof to !== 'string' || !decimal.test(from) || !decimal.test(to)) return undefined
  return { from: Number(from), to: Number(to) }
}
