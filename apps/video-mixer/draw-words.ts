import type { Canvas } from '@napi-rs/canvas'
import { openDrawing } from '#media/image/canvas.ts'
import { drawBehind, drawLetters } from '#media/image/draw-text.ts'
import { layout } from '#media/image/layout.ts'
import type { LetterStyle, SlideText } from '#media/image/slide.ts'

/** Dark letters on light strips: read on any picture, still or moving. */
const style: LetterStyle = {
  colour: '#111318',
  accent: '#9c2f14',
  background: 'highlight',
  backgroundColour: '#ffffff',
  backgroundEnd: '#ffffff',
  outline: { colour: '#ffffff', width: 0 },
  shadow: false,
  glow: false,
}

/** What stays free of the platforms' own buttons and captions, as shares of the frame; a tall one is shown full-screen beneath them. */
const tall = { top: 0.15, bottom: 0.56, sides: 0.13 }
const other = { top: 0.07, bottom: 0.5, sides: 0.06 }

/** Where the words stand in a frame of this size, and how large: as large as fits, never too small for a phone. */
export function wordsOf(text: string, { width, height }: { width: number; height: number }): SlideText {
  const area = height / width > 1.5 ? tall : other
  const short = Math.min(width, height)
  const box = {
    x: width * area.sides,
    y: height * area.top,
    width: width * (1 - 2 * area.sides),
    height: height * (area.bottom - area.top),
  }
  return {
    slide: { width, height },
    document: {
      text,
      box,
      font: { family: 'montserrat', weight: 800 },
      size: 'auto-fit',
      floor: short * 0.036,
      most: short * 0.085,
      lineHeight: 1.4,
      align: 'centre',
      rest: 'top',
      uppercase: false,
    },
    style,
  }
}

/** Draws the words on a clear ground of the frame's size, as a PNG at `out`. */
export async function drawWords(
  text: string,
  size: { width: number; height: number },
  out: string,
): Promise<void> {
  const drawing = await openDrawing([text])
  const words = wordsOf(text, size)
  const laid = layout(words.document, drawing)
  const { canvas, context } = drawing.canvas(size.width, size.height)
  const plain = { kind: 'none', strength: 0 } as const
  drawBehind(context, words, laid, plain, style.backgroundColour)
  drawLetters(context, words, laid, plain, style.backgroundColour, drawing)
  await Bun.write(out, (canvas as unknown as Canvas).toBuffer('image/png'))
}
