/**
 * Delta: what a counter went up or down by, exactly: Redis counts in 64 bits and in long doubles, a page's numbers round
 * from 2^53 on.
 */
import { type Piece, pieceHead } from './view.ts'

const DECIMAL = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?$/

/** A decimal as a whole number of its last places. */
function scaled(text: string, places: number): bigint | undefined {
  const found = DECIMAL.exec(text)
  if (found === null) return undefined
  const [, sign = '', whole = '', fraction = ''] = found
  const size = BigInt(whole + fraction.padEnd(places, '0'))
  return sign === '-' ? -size : size
}

const placesOf = (text: string): number => DECIMAL.exec(text)?.[3]?.length ?? 0

/** `+1`, `-5`, `+0.1`; undefined where one of them is no plain decimal, or nothing changed. */
export function deltaOf(from: Piece, to: Piece): string | undefined {
  const [old, now] = [pieceHead(from), pieceHead(to)]
  const places = Math.max(placesOf(old), placesOf(now))
  const [a, b] = [scaled(old, places), scaled(now, places)]
  if (a === undefined || b === undefined || a === b) return undefined
  const size = String(b > a ? b - a : a - b).padStart(places + 1, '0')
  const fraction = size.slice(size.length - places).replace(/0+$/, '')
  const whole = size.slice(0, size.length - places)
  return `${b > a ? '+' : '-'}${whole}${places === 0 || fraction === '' ? '' : `.${fraction}`}`
}
