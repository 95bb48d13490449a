import { fileURLToPath } from 'node:url'
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'

const family = 'Lumiku Title'
/** Western letters, then what they share with other languages. */
const fonts = ['latin', 'latin-ext'].map((part) => `plus-jakarta-sans-${part}-700-normal.woff2`)

let ready = false

/** A title as it is laid over a picture: how bright and how opaque it is at each pixel of the whole frame. */
export interface Title {
  luma: Uint8Array
  /** 0–255. */
  opacity: Uint8Array
}

const fadeSeconds = 0.6

/** Draws white words with a soft shadow, a little above the lower third, in at most three lines, as large as fits. */
export function drawTitle(words: string, width: number, height: number): Title {
  registerFonts()
  const context = createCanvas(width, height).getContext('2d')
  const room = width * 0.84
  let size = Math.max(12, Math.round(Math.min(width, height) * 0.085))
  let lines = broken(context, words, size, room)
  while (size > 10 && (lines.length > 3 || lines.some((line) => context.measureText(line).width > room))) {
    size = Math.floor(size * 0.9)
    lines = broken(context, words, size, room)
  }
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = 'white'
  context.shadowColor = 'rgba(0, 0, 0, 0.85)'
  context.shadowBlur = size / 3
  context.shadowOffsetY = size / 20
  const line = size * 1.25
  const top = height * 0.64 - (line * (lines.length - 1)) / 2
  for (const [n, text] of lines.entries()) context.fillText(text, width / 2, top + n * line)
  const pixels = context.getImageData(0, 0, width, height).data
  const title = { luma: new Uint8Array(width * height), opacity: new Uint8Array(width * height) }
  for (let at = 0; at < title.luma.length; at++) {
    // White of the video's range is 235, black 16.
    title.luma[at] = 16 + Math.round((219 * (pixels[at * 4] ?? 0)) / 255)
    title.opacity[at] = pixels[at * 4 + 3] ?? 0
  }
  return title
}

/** The words in lines that fit, at this size. */
function broken(context: SKRSContext2D, words: string, size: number, room: number): string[] {
  context.font = `700 ${size}px "${family}"`
  const lines: string[] = []
  for (const word of words.split(/\s+/)) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word
    if (lines.length > 0 && context.measureText(longer).width <= room) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

function registerFonts(): void {
  if (ready) return
  for (const file of fonts)
    GlobalFonts.registerFromPath(
      fileURLToPath(import.meta.resolve(`@fontsource/plus-jakarta-sans/files/${file}`)),
      family,
    )
  ready = true
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
