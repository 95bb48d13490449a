import sharp from 'sharp'

/** Where a file lies in the bundle it was put into. */
export interface BundledFile {
  name: string
  from: number
  bytes: number
}

/**
 * A picture of all slides side by side with the files themselves behind it: one stored object that every page shows as a picture, and
 * that gives the files back by where they lie. Readers of JPEG stop at its end.
 */
export async function bundle(
  slides: readonly Buffer[],
  files: readonly { name: string; bytes: Uint8Array }[],
  size: { width: number; height: number },
): Promise<{ bytes: Uint8Array; width: number; height: number; files: BundledFile[] }> {
  const columns = Math.min(slides.length, size.width > size.height ? 2 : 4)
  const rows = Math.ceil(slides.length / columns)
  const [wide, gap] = [480, 12]
  const tall = Math.round((wide * size.height) / size.width)
  const [width, height] = [columns * (wide + gap) + gap, rows * (tall + gap) + gap]
  const small = await Promise.all(slides.map((slide) => sharp(slide).resize(wide, tall).toBuffer()))
  const sheet = await sharp({ create: { width, height, channels: 3, background: '#f3f1ec' } })
    .composite(
      small.map((input, n) => ({
        input,
        left: gap + (n % columns) * (wide + gap),
        top: gap + Math.floor(n / columns) * (tall + gap),
      })),
    )
    .jpeg({ quality: 86 })
    .toBuffer()
  let from = sheet.length
  const placed = files.map(({ name, bytes }) => {
    const file = { name, from, bytes: bytes.length }
    from += bytes.length
    return file
  })
  return { bytes: Buffer.concat([sheet, ...files.map(({ bytes }) => bytes)]), width, height, files: placed }
}
