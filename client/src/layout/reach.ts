/**
 * Reach: how far the stage is scrolled so that what was touched is in sight. A card that has room is brought whole. Of one
 * that is higher than the stage, what changed or was read counts: where any of it is in sight already nothing moves, else
 * the nearest of it is brought. Pure arithmetic, in stage units.
 */
export interface Stretch {
  top: number
  bottom: number
}

/** Around a card. */
const MARGIN = 16
/** Around what was touched, so that its neighbours are seen too; less where there is little room. */
const NEIGHBOURS = 56
/** The name of the key and what stands beside it. */
const STRIP = 60

/** Where a whole card is in sight; undefined: it is already. One that is too high is shown from its top. */
export function wholeAt({ top, bottom }: Stretch, sight: Stretch): number | undefined {
  const height = sight.bottom - sight.top
  if (top - MARGIN < sight.top || bottom - top > height) return top - MARGIN
  return bottom + MARGIN > sight.bottom ? bottom + MARGIN - height : undefined
}

/** As little as it takes to see a stretch, or its beginning where it is higher than the stage. */
function leastFor({ top, bottom }: Stretch, sight: Stretch): number {
  const height = sight.bottom - sight.top
  const around = Math.min(NEIGHBOURS, Math.max(0, (height - (bottom - top)) / 2))
  return top - around < sight.top || bottom - top > height ? top - around : bottom + around - height
}

const meets = (a: Stretch, b: Stretch): boolean => a.top < b.bottom && b.top < a.bottom
const within = (a: Stretch, b: Stretch): boolean => a.top >= b.top && a.bottom <= b.bottom
const distance = (a: Stretch, b: Stretch): number => Math.max(a.top - b.bottom, b.top - a.bottom, 0)

/** Where something of `parts` of a card that is higher than the stage is in sight; undefined: it is already. */
export function touchedAt(card: Stretch, parts: readonly Stretch[], sight: Stretch): number | undefined {
  const height = sight.bottom - sight.top
  if (parts.length === 0)
    return within({ top: card.top, bottom: card.top + STRIP }, sight) ? undefined : card.top - MARGIN
  const all = {
    top: Math.min(...parts.map(({ top }) => top)),
    bottom: Math.max(...parts.map(({ bottom }) => bottom)),
  }
  // where one comes to it from elsewhere, it begins with its name as far as that leaves room
  const named = { top: card.top, bottom: Math.min(...parts.map(({ bottom }) => bottom)) }
  if (!meets(card, sight) && named.bottom - named.top + MARGIN + NEIGHBOURS <= height) return card.top - MARGIN
  if (all.bottom - all.top <= height) return within(all, sight) ? undefined : leastFor(all, sight)
  if (parts.some(one => within(one, sight) || (one.bottom - one.top > height && meets(one, sight)))) return undefined
  const from = meets(card, sight) ? sight : { top: card.top, bottom: card.top }
  const [nearest = all] = parts.toSorted((a, b) => distance(a, from) - distance(b, from))
  return leastFor(nearest, sight)
}
