import sharp from 'sharp'

/** Where a file lies in the bundle it was put into. */
export interface BundledFile {
  name: string
  from: number
  bytes: number
}

const gap = 10

/**
 * A picture of all slides side by side with the files themselves behind it: one stored object that every page shows as a picture, and
 * that gives the files back by where they lie. Readers of JPEG stop at its end. `tiles` are the slides' small pictures, red, green, blue.
 */
export async function bundle(
  tiles: readonly Uint8Array[],
  files: readonly { name: string; bytes: Uint8Array }[],
  tile: { width: number; height: number },
): Promise<{ parts: Uint8Array[]; width: number; height: number; files: BundledFile[] }> {
  const columns = Math.min(tiles.length, tile.width > tile.height ? 2 : 4)
  const rows = Math.ceil(tiles.length / columns)
  const [width, height] = [columns * (tile.width + gap) + gap, rows * (tile.height + gap) + gap]
  const pixels = new Uint8Array(width * height * 3).fill(0xf1)
  for (const [n, each] of tiles.entries()) {
    const left = gap + (n % columns) * (tile.width + gap)
    const top = gap + Math.floor(n / columns) * (tile.height + gap)
    for (let y = 0; y < tile.height; y++)
      pixels.set(each.subarray(y * tile.width * 3, (y + 1) * tile.width * 3), ((top + y) * width + left) * 3)
  }
  const sheet = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 86, optimiseCoding: false })
    .toBuffer()
  let from = sheet.length
  const placed = files.map(({ name, bytes }) => {
    const file = { name, from, bytes: bytes.length }
    from += bytes.length
    return file
  })
  return { parts: [sheet, ...files.map(({ bytes }) => bytes)], width, height, files: placed }
}
