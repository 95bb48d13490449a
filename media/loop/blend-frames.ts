const side = 16

/**
 * Mixes two planes so that detail stays as strong as in either: a plain mix of unlike pictures halves it. Works on means and variances of blocks,
 * smoothed between their centres so that no block shows.
 */
export function blendPlane(
  one: Uint8Array,
  other: Uint8Array,
  share: number,
  width: number,
  height: number,
  out: Uint8Array,
): void {
  const columns = Math.ceil(width / side)
  const rows = Math.ceil(height / side)
  const means = new Float32Array(columns * rows)
  const gains = new Float32Array(columns * rows)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      measure(one, other, share, width, height, row, column, row * columns + column, means, gains)
  const keep = 1 - share
  const meanLine = new Float64Array(columns + 2)
  const gainLine = new Float64Array(columns + 2)
  for (let y = 0; y < height; y++) {
    const place = Math.min(rows - 1, Math.max(0, (y + 0.5) / side - 0.5))
    const above = Math.floor(place) * columns
    const below = Math.min(rows - 1, Math.floor(place) + 1) * columns
    const down = place - Math.floor(place)
    // One more on either side, so that the edges are like everything else.
    for (let n = 0; n < columns + 2; n++) {
      const column = Math.min(columns - 1, Math.max(0, n - 1))
      meanLine[n] = means[above + column]! * (1 - down) + means[below + column]! * down
      gainLine[n] = gains[above + column]! * (1 - down) + gains[below + column]! * down
    }
    // From the centre of one block to that of the next everything changes evenly.
    let at = y * width
    for (let n = 0, end = 0; end < width; n++) {
      const start = end
      end = Math.min(width, side / 2 + n * side)
      const offset = (start + 0.5 - (side * (2 * n - 1)) / 2) / side
      const [meanStep, gainStep] = [
        (meanLine[n + 1]! - meanLine[n]!) / side,
        (gainLine[n + 1]! - gainLine[n]!) / side,
      ]
      let mean = meanLine[n]! + meanStep * side * offset
      let gain = gainLine[n]! + gainStep * side * offset
      for (const stop = y * width + end; at < stop; at++) {
        const mixed = one[at]! * keep + other[at]! * share
        const value = mean + (mixed - mean) * gain + 0.5
        out[at] = value < 0 ? 0 : value > 255 ? 255 : value | 0
        mean += meanStep
        gain += gainStep
      }
    }
  }
}

/** Colour is mixed plainly: the eye does not miss its detail. */
export function mixPlane(one: Uint8Array, other: Uint8Array, share: number, out: Uint8Array): void {
  for (let at = 0; at < out.length; at++) out[at] = one[at]! + (other[at]! - one[at]!) * share + 0.5
}

function measure(
  one: Uint8Array,
  other: Uint8Array,
  share: number,
  width: number,
  height: number,
  row: number,
  column: number,
  at: number,
  means: Float32Array,
  gains: Float32Array,
): void {
  // No arrays are taken apart where every pixel comes by: it costs several times the sums.
  let a = 0
  let b = 0
  let aa = 0
  let bb = 0
  let ab = 0
  const [top, left] = [row * side, column * side]
  const [bottom, right] = [Math.min(height, top + side), Math.min(width, left + side)]
  const count = (bottom - top) * (right - left)
  for (let y = top; y < bottom; y++)
    for (let place = y * width + left, end = y * width + right; place < end; place++) {
      const p = one[place]!
      const q = other[place]!
      a = (a + p) | 0
      b = (b + q) | 0
      aa = (aa + Math.imul(p, p)) | 0
      bb = (bb + Math.imul(q, q)) | 0
      ab = (ab + Math.imul(p, q)) | 0
    }
  const keep = 1 - share
  const [meanA, meanB] = [a / count, b / count]
  const varA = aa / count - meanA * meanA
  const varB = bb / count - meanB * meanB
  const both = ab / count - meanA * meanB
  const mixed = keep * keep * varA + share * share * varB + 2 * keep * share * both
  const wanted = keep * varA + share * varB
  means[at] = keep * meanA + share * meanB
  // A level of noise on both sides keeps flat ground from being stirred up.
  gains[at] = Math.min(1.5, Math.max(1, Math.sqrt((wanted + 1) / (mixed + 1))))
}
