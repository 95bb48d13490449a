import { type Readable, readerOf } from './contrast.ts'
import { drawBehind, drawLetters, faded } from './draw-text.ts'
import { cssFont } from './families.ts'
import { type Sample, sampleSize, shrink } from './sample.ts'
import type { Context, Drawing, Picture, SlideText } from './slide.ts'

export interface SlideExtras {
  logo?: { picture: Picture; width: number; height: number }
  page?: { number: number; of: number }
  arrow: boolean
}

/** Draws text and extras over a ground that is drawn already. Null where the slide has no text. */
export function drawSlide(
  context: Context,
  ground: Picture,
  slide: { width: number; height: number; text: SlideText | null; extras: SlideExtras },
  drawing: Drawing,
): Readable | null {
  const { text, extras } = slide
  context.drawImage(ground, 0, 0, slide.width, slide.height)
  const readable = text && readerOf(text, slide, drawing)(shrunk(ground, slide, drawing))
  if (readable) {
    drawBehind(context, readable.text, readable.laid, readable.help, readable.shade)
    drawLetters(context, readable.text, readable.laid, readable.help, readable.shade, drawing)
  }
  drawExtras(context, slide, extras)
  return readable
}

function shrunk(ground: Picture, size: { width: number; height: number }, drawing: Drawing): Sample {
  const { width, height } = sampleSize(size)
  const { context } = drawing.canvas(width, height)
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.drawImage(ground, 0, 0, size.width / shrink, size.height / shrink)
  return { width, height, data: context.getImageData(0, 0, width, height).data, channels: 4 }
}

/** Logo, page number and arrow, each in its corner. */
export function drawExtras(
  context: Context,
  { width, height }: { width: number; height: number },
  { logo, page, arrow }: SlideExtras,
): void {
  const unit = Math.min(width, height) / 100
  context.save()
  if (logo) {
    const scale = Math.min((18 * unit) / logo.width, (7 * unit) / logo.height)
    context.drawImage(logo.picture, 4 * unit, 4 * unit, logo.width * scale, logo.height * scale)
  }
  if (page) {
    context.fillStyle = faded('#111318', 0.62)
    context.beginPath()
    context.roundRect(width - 14 * unit, 4 * unit, 10 * unit, 5.4 * unit, 2.7 * unit)
    context.fill()
    context.font = cssFont({ family: 'montserrat', weight: 700 }, 2.8 * unit)
    context.fillStyle = '#ffffff'
    context.textAlign = 'center'
    context.textBaseline = 'alphabetic'
    context.fillText(`${page.number}/${page.of}`, width - 9 * unit, 7.7 * unit)
  }
  if (arrow) {
    const [x, y, r] = [width - 8 * unit, height - 8 * unit, 4 * unit]
    context.fillStyle = faded('#111318', 0.62)
    context.beginPath()
    context.arc(x, y, r, 0, Math.PI * 2)
    context.fill()
    context.strokeStyle = '#ffffff'
    context.lineWidth = 0.7 * unit
    context.lineCap = 'round'
    context.lineJoin = 'round'
    context.beginPath()
    context.moveTo(x - 1.7 * unit, y)
    context.lineTo(x + 1.7 * unit, y)
    context.moveTo(x + 0.3 * unit, y - 1.4 * unit)
    context.lineTo(x + 1.7 * unit, y)
    context.lineTo(x + 0.3 * unit, y + 1.4 * unit)
    context.stroke()
  }
  context.restore()
}
