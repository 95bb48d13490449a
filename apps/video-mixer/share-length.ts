export type Share = 'equal' | 'proportional' | 'weighted'

/** The first and last clips carry the hook and the offer. */
const edgeWeight = 1.5

/**
 * Splits `total` frames among clips that have `available` frames each, as evenly as `share` asks and no clip beyond what it
 * has: what one cannot give, the others do. The parts add up to `total` exactly, and none is below `least`. `first` and `last` matter to
 * `weighted` alone. Needs `total` between `least` for each clip and the sum of `available`, and no clip with less than `least`.
 */
export function shareLength(
  total: number,
  available: readonly number[],
  share: Share,
  { first, last }: { first: number; last: number },
  least = 1,
): number[] {
  const weights = available.map((frames, n) => {
    if (share === 'proportional') return frames
    return share === 'weighted' && (n === first || n === last) ? edgeWeight : 1
  })
  return round(total, ideal(total, available, weights), available, least)
}

/** Fills clips that are too short to the brim and shares the rest again, until everything fits. */
function ideal(total: number, available: readonly number[], weights: readonly number[]): number[] {
  const parts = available.map(() => 0)
  let open = available.map((_, n) => n)
  let left = total
  while (open.length > 0) {
    const weight = open.reduce((sum, n) => sum + at(weights, n), 0)
    const full = open.filter((n) => (left * at(weights, n)) / weight >= at(available, n))
    const settled = full.length > 0 ? full : open
    const before = left
    for (const n of settled) {
      parts[n] = full.length > 0 ? at(available, n) : (before * at(weights, n)) / weight
      left -= at(parts, n)
    }
    open = open.filter((n) => !settled.includes(n))
  }
  return parts
}

/** Whole frames, at least `least` a clip; those that lost most by rounding get the frames that are left. */
function round(
  total: number,
  parts: readonly number[],
  available: readonly number[],
  least: number,
): number[] {
  const whole = parts.map((part, n) => Math.min(at(available, n), Math.max(least, Math.floor(part + 1e-9))))
  const byLoss = whole.map((_, n) => n).sort((a, b) => loss(b) - loss(a) || a - b)
  let left = total - whole.reduce((sum, part) => sum + part, 0)
  while (left !== 0) {
    const before = left
    for (const n of left > 0 ? byLoss : byLoss.toReversed()) {
      if (left > 0 && at(whole, n) < at(available, n)) {
        whole[n] = at(whole, n) + 1
        left--
      } else if (left < 0 && at(whole, n) > least) {
        whole[n] = at(whole, n) - 1
        left++
      }
    }
    if (left === before)
      throw new RangeError(`${total} frames cannot be shared among ${available.length} clips.`)
  }
  return whole

  function loss(n: number): number {
    return at(parts, n) - at(whole, n)
  }
}

function at(values: readonly number[], n: number): number {
  return values[n] ?? 0
}
