import { sizes, textOf } from '#apps/carousel-mix/compose.ts'
import { presetIds } from '#apps/carousel-mix/presets.ts'
import { canvasPixels, openDrawing } from '#media/image/canvas.ts'
import { inside } from '#media/image/check-slide.ts'
import { drawLetters } from '#media/image/draw-text.ts'
import { cssFont, familyIds } from '#media/image/families.ts'
import { layout } from '#media/image/layout.ts'
import type { Drawing, SlideText } from '#media/image/slide.ts'
import { clustersOf, isEmoji, readStress } from '#media/image/split-text.ts'
import type { TextDocument, TextLayout } from '#media/image/text-document.ts'
import { randomText } from './texts.ts'

export interface TextFaults {
  texts: number
  overflow: number
  clipped: number
  tofu: number
  truncated: number
  /** What was drawn as an empty box. */
  missing: string[]
}

const aspects = ['1:1', '4:5', '3:4', '9:16', '16:9'] as const
/** Ink is looked for at this scale; a pixel of blur each way is forgiven. */
const scale = 0.5

/** Draws `count` random texts and looks where the ink is, not where the layout says it is. */
export async function findTextFaults(count: number): Promise<TextFaults> {
  const faults: TextFaults = { texts: count, overflow: 0, clipped: 0, tofu: 0, truncated: 0, missing: [] }
  const missing = new Set<string>()
  const texts = Array.from({ length: count }, (_, n) => randomText(n + 1))
  const drawing = await openDrawing(texts)
  const known = new Map<string, boolean>()
  for (const [n, words] of texts.entries()) {
    const size = sizes[aspects[n % aspects.length] ?? '4:5']
    const style = { preset: presetIds[n % presetIds.length], family: familyIds[n % familyIds.length] }
    const wish = textOf({ style }, words, size)
    if (!wish) continue
    const plain: SlideText = {
      ...wish,
      style: {
        ...wish.style,
        colour: '#000000',
        accent: '#000000',
        shadow: false,
        outline: { colour: '#000000', width: 0 },
      },
    }
    const laid = layout(plain.document, drawing)
    if (laid.truncated) faults.truncated++
    const ink = inkOf(plain, laid, size, drawing)
    if (!inside(laid.bounds, plain.document.box) || (ink && !within(ink, size))) faults.overflow++
    const { y, height } = laid.bounds
    if (ink && (ink.y < y - 2 / scale || ink.y + ink.height > y + height + 2 / scale)) faults.clipped++
    const unknown = lettersOf(words, plain.document.uppercase).filter((letter) => {
      const key = `${plain.document.font.family}/${letter}`
      const empty = known.get(key) ?? isTofu(letter, plain.document.font, drawing)
      known.set(key, empty)
      return empty
    })
    if (unknown.length > 0) faults.tofu++
    for (const letter of unknown) missing.add(`${letter} (${plain.document.font.family})`)
  }
  return { ...faults, missing: [...missing] }
}

type Box = TextLayout['bounds']

function within({ x, y, width, height }: Box, size: { width: number; height: number }): boolean {
  const edge = 2 / scale
  return x > edge && y > edge && x + width < size.width - edge && y + height < size.height - edge
}

/** The box of everything drawn, in pixels of the slide; null where nothing is. */
function inkOf(
  text: SlideText,
  laid: TextLayout,
  size: { width: number; height: number },
  drawing: Drawing,
): Box | null {
  const [width, height] = [Math.ceil(size.width * scale), Math.ceil(size.height * scale)]
  const { canvas, context } = drawing.canvas(width, height)
  context.setTransform(scale, 0, 0, scale, 0, 0)
  drawLetters(context, text, laid, { kind: 'none', strength: 0 }, '#000000', drawing)
  const pixels = canvasPixels(canvas)
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if ((pixels[(y * width + x) * 4 + 3] as number) > 100) {
        left = Math.min(left, x)
        right = Math.max(right, x)
        top = Math.min(top, y)
        bottom = Math.max(bottom, y)
      }
  if (right < 0) return null
  return {
    x: left / scale,
    y: top / scale,
    width: (right + 1 - left) / scale,
    height: (bottom + 1 - top) / scale,
  }
}

function lettersOf(words: string, uppercase: boolean): string[] {
  const { text } = readStress(words)
  const shown = uppercase ? text.toLocaleUpperCase('id') : text
  return [...new Set(clustersOf(shown))].filter((letter) => letter.trim() !== '' && !isEmoji(letter))
}

/** Whether a letter looks like one that no font has. */
function isTofu(letter: string, font: TextDocument['font'], drawing: Drawing): boolean {
  const picture = (text: string) => {
    const { canvas, context } = drawing.canvas(120, 80)
    context.font = cssFont(font, 40)
    context.textBaseline = 'alphabetic'
    context.fillText(text, 20, 55)
    return Buffer.from(canvasPixels(canvas)).toString('base64')
  }
  return picture(letter) === picture('\u{10FFFF}'.repeat(1)) || picture(letter) === picture('')
}
