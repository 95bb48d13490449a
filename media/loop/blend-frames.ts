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
  // Where each column lies between the centres of two blocks does not depend on the row.
  const left = new Int32Array(width)
  const toRight = new Float32Array(width)
  for (let x = 0; x < width; x++) {
    const place = Math.min(columns - 1, Math.max(0, (x + 0.5) / side - 0.5))
    left[x] = Math.min(columns - 1, Math.floor(place))
    toRight[x] = place - left[x]!
  }
  const meanLine = new Float32Array(columns + 1)
  const gainLine = new Float32Array(columns + 1)
  for (let y = 0; y < height; y++) {
    const place = Math.min(rows - 1, Math.max(0, (y + 0.5) / side - 0.5))
    const above = Math.floor(place)
    const below = Math.min(rows - 1, above + 1)
    const down = place - above
    for (let column = 0; column <= columns; column++) {
      const at = Math.min(columns - 1, column)
      meanLine[column] = means[above * columns + at]! * (1 - down) + means[below * columns + at]! * down
      gainLine[column] = gains[above * columns + at]! * (1 - down) + gains[below * columns + at]! * down
    }
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const column = left[x]!
      const right = toRight[x]!
      const mean = meanLine[column]! + (meanLine[column + 1]! - meanLine[column]!) * right
      const gain = gainLine[column]! + (gainLine[column + 1]! - gainLine[column]!) * right
      const mixed = one[at]! * keep + other[at]! * share
      const value = mean + (mixed - mean) * gain + 0.5
      out[at] = value < 0 ? 0 : Math.min(value, 255)
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
  let [a, b, aa, bb, ab, count] = [0, 0, 0, 0, 0, 0]
  const [top, left] = [row * side, column * side]
  const [bottom, right] = [Math.min(height, top + side), Math.min(width, left + side)]
  for (let y = top; y < bottom; y++)
    for (let place = y * width + left, end = y * width + right; place < end; place++) {
      const [p, q] = [one[place]!, other[place]!]
      a += p
      b += q
      aa += p * p
      bb += q * q
      ab += p * q
      count++
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
