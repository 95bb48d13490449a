/** A slide shrunk to a third of its width and height: enough to tell how bright the ground is around letters, and small enough to look at every pixel. */
export interface Sample {
  width: number
  height: number
  /** Red, green, blue, and nothing or an opaque alpha. */
  data: Uint8Array | Uint8ClampedArray
  channels: 3 | 4
}

export const shrink = 3

export function sampleSize(size: { width: number; height: number }): { width: number; height: number } {
  return { width: Math.floor(size.width / shrink), height: Math.floor(size.height / shrink) }
}

/** Every pixel the mean of those it stands for. `pixels` are red, green, blue. */
export function sampleOf(pixels: Uint8Array, size: { width: number; height: number }): Sample {
  const { width, height } = sampleSize(size)
  const data = new Uint8Array(width * height * 3)
  const sums = new Uint32Array(width * 3)
  for (let y = 0; y < height; y++) {
    sums.fill(0)
    for (let row = 0; row < shrink; row++) {
      let at = (y * shrink + row) * size.width * 3
      for (let x = 0; x < width * 3; x += 3)
        for (let n = 0; n < shrink; n++, at += 3) {
          sums[x] = (sums[x] as number) + (pixels[at] as number)
          sums[x + 1] = (sums[x + 1] as number) + (pixels[at + 1] as number)
          sums[x + 2] = (sums[x + 2] as number) + (pixels[at + 2] as number)
        }
    }
    for (let x = 0; x < width * 3; x++)
      data[y * width * 3 + x] = ((sums[x] as number) + (shrink * shrink) / 2) / (shrink * shrink)
  }
  return { width, height, data, channels: 3 }
}
