import { canvasPixels, openDrawing } from '../image/canvas.ts'
import { drawLetters } from '../image/draw-text.ts'
import { layout } from '../image/layout.ts'
import type { LetterStyle, SlideText } from '../image/slide.ts'

/** A title as it is laid over a picture: what each pixel of the whole frame is, and how much of it is seen. */
export interface Title {
  /** One after another as in a yuv420p frame. */
  planes: Uint8Array
  /** 0–255, for every pixel of the frame. */
  opacity: Uint8Array
}

const fadeSeconds = 0.6

/** White, with a shadow that keeps it readable on anything. */
const style: LetterStyle = {
  colour: '#ffffff',
  accent: '#ffffff',
  background: 'none',
  backgroundColour: '#000000',
  backgroundEnd: '#000000',
  outline: { colour: '#000000', width: 0 },
  shadow: true,
  glow: false,
}

/**
 * Draws words in any script, and emoji, a little above the lower third and as large as fits: the same letters and line breaks as slides have.
 * Sizes are even.
 */
export async function drawTitle(words: string, width: number, height: number): Promise<Title> {
  const drawing = await openDrawing([words])
  const short = Math.min(width, height)
  const text: SlideText = {
    slide: { width, height },
    document: {
      text: words,
      box: { x: width * 0.08, y: height * 0.48, width: width * 0.84, height: height * 0.34 },
      font: { family: 'jakarta', weight: 700 },
      size: 'auto-fit',
      floor: short * 0.03,
      most: short * 0.085,
      lineHeight: 1.3,
      align: 'centre',
      rest: 'middle',
      uppercase: false,
    },
    style,
  }
  const { canvas, context } = drawing.canvas(width, height)
  const plain = { kind: 'none', strength: 0 } as const
  drawLetters(context, text, layout(text.document, drawing), plain, style.backgroundColour, drawing)
  return titleOf(canvasPixels(canvas), width, height)
}

/** Red, green, blue and alpha, multiplied, as the planes of a video (BT.709, 16 to 235). */
function titleOf(pixels: Uint8Array, width: number, height: number): Title {
  const count = width * height
  const title = { planes: new Uint8Array(count * 1.5).fill(128), opacity: new Uint8Array(count) }
  for (let at = 0; at < count; at++) {
    const alpha = pixels[at * 4 + 3]!
    title.opacity[at] = alpha
    if (alpha === 0) continue
    const [r, g, b] = [0, 1, 2].map((n) => (pixels[at * 4 + n]! * 255) / alpha) as [number, number, number]
    const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
    title.planes[at] = Math.min(235, Math.round(16 + (219 * luma) / 255))
    const [x, y] = [at % width, Math.floor(at / width)]
    if (x % 2 === 1 || y % 2 === 1) continue
    const place = count + (y / 2) * (width / 2) + x / 2
    title.planes[place] = 128 + Math.round((224 * (b - luma)) / 255 / 1.8556)
    title.planes[place + count / 4] = 128 + Math.round((224 * (r - luma)) / 255 / 1.5748)
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
  { planes, opacity }: Title,
  strength: number,
  width: number,
  height: number,
) {
  const pixels = width * height
  for (let at = 0; at < pixels; at++) {
    const cover = (opacity[at]! * strength) / 255
    if (cover > 0) frame[at] = frame[at]! + (planes[at]! - frame[at]!) * cover + 0.5
  }
  const half = width / 2
  for (let plane = 0; plane < 2; plane++)
    for (let y = 0; y < height / 2; y++)
      for (let x = 0; x < half; x++) {
        const cover = (opacity[y * 2 * width + x * 2]! * strength) / 255
        if (cover === 0) continue
        const at = pixels + plane * (pixels / 4) + y * half + x
        frame[at] = frame[at]! + (planes[at]! - frame[at]!) * cover + 0.5
      }
  return frame
}
