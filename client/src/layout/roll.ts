/**
 * Roll: a number digit by digit, as a counter shows it. A digit is named by its place and by what it is, so the one that
 * changes is another mark: the old one rolls out and the new one in, and all others stand still.
 */
import { type Piece, pieceHead, pieceId } from '@rdd/shared/keyspace/view'
import { type Point, type Text, text } from './mark.ts'
import { widthOf } from './text.ts'

/** What INCR takes: a signed 64-bit decimal, or a decimal fraction for INCRBYFLOAT. */
const NUMBER = /^-?\d{1,19}(\.\d{1,17})?$/

/** Whether a value is drawn digit by digit. */
export const isNumber = (text: string): boolean => NUMBER.test(text)

/** `of`: whose number it is, so that two numbers of one card do not roll alike. */
const idOf = (of: string, place: number, sign: string): string => `d:${place}:${sign}:${of}`

/** Each sign with its place: 0 are the ones, 1 the tens, -1 the tenths; the point has none but -0.5, the minus goes first. */
function placed(number: string): [place: number, sign: string][] {
  const point = number.indexOf('.')
  const ones = (point < 0 ? number.length : point) - 1
  return [...number].map((sign, i) => [
    sign === '-' ? 99 : sign === '.' ? -0.5 : i <= ones ? ones - i : ones - i + 1,
    sign,
  ])
}

/** The marks of a number that begins at `x`. */
export function digits(
  of: string,
  number: string,
  setting: Pick<Text, 'x' | 'y' | 'size'> & Partial<Pick<Text, 'bold' | 'tone'>>,
): Text[] {
  return placed(number).map(([place, sign], i) =>
    text(idOf(of, place, sign), { ...setting, x: setting.x + widthOf(i, setting.size), text: sign }),
  )
}

/** Whose number it is: of a string nobody else's, of a hash a field's. */
export const ownerOf = (field?: Piece): string => (field === undefined ? '' : pieceId(field))

/** Where the digits come from and go to, so far away: what goes up rolls up. */
export function rolling(of: string, from: Piece, to: Piece, far: number): [id: string, offset: Point][] {
  const [old, now] = [pieceHead(from), pieceHead(to)]
  if (!isNumber(old) || !isNumber(now)) return []
  const up = Number(now) >= Number(old) ? 1 : -1
  const ids = (number: string) => new Set(placed(number).map(([place, sign]) => idOf(of, place, sign)))
  const [before, after] = [ids(old), ids(now)]
  return [
    ...[...after].filter(id => !before.has(id)).map((id): [string, Point] => [id, { x: 0, y: far * up }]),
    ...[...before].filter(id => !after.has(id)).map((id): [string, Point] => [id, { x: 0, y: -far * up }]),
  ]
}
