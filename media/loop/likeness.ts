/** How alike two grey pictures are (SSIM over blocks of eight by eight): 1 is the same. */
export function ssim(one: Uint8Array, other: Uint8Array, width: number, height: number): number {
  let sum = 0
  let blocks = 0
  for (let top = 0; top + 8 <= height; top += 8)
    for (let left = 0; left + 8 <= width; left += 8) {
      sum += blockSsim(one, other, top * width + left, width)
      blocks++
    }
  return blocks > 0 ? sum / blocks : 1
}

function blockSsim(one: Uint8Array, other: Uint8Array, start: number, width: number): number {
  let a = 0
  let b = 0
  let aa = 0
  let bb = 0
  let ab = 0
  for (let y = 0; y < 8; y++)
    for (let at = start + y * width, end = at + 8; at < end; at++) {
      const p = one[at]!
      const q = other[at]!
      a += p
      b += q
      aa += p * p
      bb += q * q
      ab += p * q
    }
  const [meanA, meanB] = [a / 64, b / 64]
  const varA = aa / 64 - meanA * meanA
  const varB = bb / 64 - meanB * meanB
  const both = ab / 64 - meanA * meanB
  return (
    ((2 * meanA * meanB + 6.5025) * (2 * both + 58.5225)) /
    ((meanA * meanA + meanB * meanB + 6.5025) * (varA + varB + 58.5225))
  )
}

/** How much motion changes from one step to the next: the mean of |a − 2b + c|, in levels. */
export function jolt(a: Uint8Array, b: Uint8Array, c: Uint8Array): number {
  let sum = 0
  for (let at = 0; at < b.length; at++) sum += Math.abs(a[at]! - 2 * b[at]! + c[at]!)
  return sum / b.length
}

/** How much detail a picture has: the mean square of what lies between neighbours. */
export function sharpness(picture: Uint8Array, width: number): number {
  let sum = 0
  const end = picture.length - width - 1
  for (let at = 0; at < end; at++) {
    const across = picture[at + 1]! - picture[at]!
    const down = picture[at + width]! - picture[at]!
    sum += across * across + down * down
  }
  return sum / end
}
