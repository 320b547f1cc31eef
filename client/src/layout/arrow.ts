/** Path data of the arrows on the stage: one thin line with open heads, drawn in the same stroke. */

const HEAD = 4
const CORNER = 6

/** A chevron with its point at (x, y), looking right (1) or left (-1). */
const head = (x: number, y: number, way: number): string =>
  `M${x - HEAD * way} ${y - HEAD}L${x} ${y}L${x - HEAD * way} ${y + HEAD}`

/** A level arrow of this length from (0, 0): to the right, or to the left with a negative length. */
export const arrow = (length: number): string => `M0 0H${length}${head(length, 0, Math.sign(length))}`

/** A level line with a head at both ends: two neighbours that know each other. */
export const link = (length: number): string => `M0 0H${length}${head(0, 0, -1)}${head(length, 0, 1)}`

/**
 * The same link from the end of a row to the start of the next: out to the right, back between the rows and in from the
 * left. From (0, 0), `out` to either side, to a point `dx` (negative) and `dy` away; it turns back at `half` of the way.
 */
export function wrapLink(dx: number, dy: number, out: number, half: number): string {
  const r = CORNER
  return [
    `M0 0H${out - r}q${r} 0 ${r} ${r}V${half - r}q0 ${r} ${-r} ${r}`,
    `H${dx - out + r}q${-r} 0 ${-r} ${r}V${dy - r}q0 ${r} ${r} ${r}H${dx}`,
    head(0, 0, -1),
    head(dx, dy, 1),
  ].join('')
}
