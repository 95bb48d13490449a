import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const font = fileURLToPath(
  import.meta.resolve(
    '@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2',
  ),
)

/** A title as it is laid over a picture: how bright and how opaque it is at each pixel of the whole frame. */
export interface Title {
  luma: Uint8Array
  /** 0–255. */
  opacity: Uint8Array
}

const fadeSeconds = 0.6

/** Draws white words with a soft shadow, a little above the lower third, as large as fits. */
export async function drawTitle(words: string, width: number, height: number): Promise<Title> {
  const size = Math.max(12, Math.round(Math.min(width, height) * 0.075))
  const text = (colour: string) =>
    sharp({
      text: {
        text: `<span foreground="${colour}" weight="bold">${escaped(words)}</span>`,
        font: `Plus Jakarta Sans ${size}px`,
        fontfile: font,
        rgba: true,
        align: 'centre',
        wrap: 'word-char',
        width: Math.round(width * 0.84),
        dpi: 72,
      },
    })
      .resize({
        width: Math.round(width * 0.84),
        height: Math.round(height * 0.4),
        fit: 'inside',
        withoutEnlargement: true,
      })
      .png()
      .toBuffer({ resolveWithObject: true })
  const [front, shade] = await Promise.all([text('white'), text('black')])
  const left = Math.max(0, Math.round((width - front.info.width) / 2))
  const top = Math.max(0, Math.round(height * 0.62 - front.info.height / 2))
  const empty = {
    create: { width, height, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  }
  const shadow = await sharp(empty)
    .composite([
      { input: shade.data, left, top: Math.min(height - shade.info.height, top + Math.ceil(size / 24)) },
    ])
    .png()
    .toBuffer()
  const pixels = await sharp(
    await sharp(shadow)
      .blur(Math.max(0.5, size / 9))
      .png()
      .toBuffer(),
  )
    .composite([{ input: front.data, left, top }])
    .raw()
    .toBuffer()
  const title = { luma: new Uint8Array(width * height), opacity: new Uint8Array(width * height) }
  for (let at = 0; at < title.luma.length; at++) {
    // White of the video's range is 235, black 16.
    title.luma[at] = 16 + Math.round((219 * (pixels[at * 4] ?? 0)) / 255)
    title.opacity[at] = pixels[at * 4 + 3] ?? 0
  }
  return title
}

/** Lays the title over yuv420p frames for its seconds, fading in and out; the frames after that pass as they are. */
export async function* withTitle(
  frames: AsyncIterable<Uint8Array>,
  title: Title,
  { width, height, rate, seconds }: { width: number; height: number; rate: number; seconds: number },
): AsyncGenerator<Uint8Array> {
  let n = 0
  for await (const frame of frames) {
    const at = n++ / rate
    const strength = Math.max(0, Math.min(1, at / fadeSeconds, (seconds - at) / fadeSeconds))
    yield strength > 0 ? laidOver(Uint8Array.from(frame), title, strength, width, height) : frame
  }
}

function laidOver(
  frame: Uint8Array,
  { luma, opacity }: Title,
  strength: number,
  width: number,
  height: number,
) {
  const pixels = width * height
  for (let at = 0; at < pixels; at++) {
    const cover = (opacity[at]! * strength) / 255
    if (cover > 0) frame[at] = frame[at]! + (luma[at]! - frame[at]!) * cover + 0.5
  }
  // The title has no colour: where it covers, colour fades to grey.
  const half = width / 2
  for (let plane = 0; plane < 2; plane++)
    for (let y = 0; y < height / 2; y++)
      for (let x = 0; x < half; x++) {
        const cover = (opacity[y * 2 * width + x * 2]! * strength) / 255
        if (cover === 0) continue
        const at = pixels + plane * (pixels / 4) + y * half + x
        frame[at] = frame[at]! + (128 - frame[at]!) * cover + 0.5
      }
  return frame
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
