/** Red, green and blue of `#rrggbb`. */
export function colourOf(colour: string): Uint8ClampedArray {
  return Uint8ClampedArray.from([1, 3, 5], (at) => Number.parseInt(colour.slice(at, at + 2), 16))
}

/** Light by level, as WCAG reckons it: looked up, for it is asked of every pixel. */
const linear = Float64Array.from({ length: 256 }, (_, level) => {
  const part = level / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
})

/** Relative luminance of a colour, 0–1. */
export function luminance(colour: Uint8ClampedArray): number {
  return (
    0.2126 * (linear[colour[0] as number] as number) +
    0.7152 * (linear[colour[1] as number] as number) +
    0.0722 * (linear[colour[2] as number] as number)
  )
}

const steps = 100
/** Levels of the coarser count by stretches, a tenth each. */
const coarse = 10
/** Fewer pixels than that say nothing of a stretch. */
const few = 12

/**
 * The contrast that 95 % of `count` pixels have at least against each of the lights, in hundredths; 21 where there is no pixel. Where
 * `stretches` says which part each pixel belongs to, three quarters of each part have it too: one word in a bright spot is not outvoted.
 */
export function contrastAt(
  count: number,
  pixel: (n: number, into: Uint8ClampedArray) => void,
  lights: readonly number[],
  stretches?: Uint16Array,
): number {
  const tally = new Uint32Array(21 * steps + 1)
  const parts = stretches ? stretches.reduce((most, one) => Math.max(most, one), 0) + 1 : 0
  const levels = 21 * coarse + 1
  const byPart = new Uint32Array(parts * levels)
  const seen = new Uint8ClampedArray(3)
  for (let n = 0; n < count; n++) {
    pixel(n, seen)
    const behind = luminance(seen) + 0.05
    let least = 21
    for (const light of lights) {
      const front = light + 0.05
      least = Math.min(least, front > behind ? front / behind : behind / front)
    }
    const place = Math.floor(least * steps)
    tally[place] = (tally[place] as number) + 1
    if (stretches) {
      const at = (stretches[n] as number) * levels + Math.floor(least * coarse)
      byPart[at] = (byPart[at] as number) + 1
    }
  }
  let worst = lowest(tally, 0.05) / steps
  for (let part = 0; part < parts; part++) {
    const own = byPart.subarray(part * levels, (part + 1) * levels)
    const pixels = own.reduce((sum, one) => sum + one, 0)
    if (pixels >= few) worst = Math.min(worst, lowest(own, 0.25) / coarse)
  }
  return worst
}

/** The level below which no more than that share of a tally lies. */
function lowest(tally: Uint32Array, share: number): number {
  let left = Math.floor(tally.reduce((sum, one) => sum + one, 0) * share)
  for (let place = 0; place < tally.length; place++) {
    left -= tally[place] as number
    if (left < 0) return place
  }
  return tally.length - 1
}
