import { join } from 'node:path'
import sharp from 'sharp'
import { sizes, textOf } from '#apps/carousel-mix/compose.ts'
import { SlideMaker } from '#apps/carousel-mix/draw-set.ts'
import { writeGround } from '#apps/carousel-mix/ground-file.ts'
import { carouselInput } from '#apps/carousel-mix/input.ts'
import { canvasPixels, openDrawing, readPhoto } from '#media/image/canvas.ts'
import { readerOf } from '#media/image/contrast.ts'
import { cssFont } from '#media/image/families.ts'
import { colourOf, contrastAt, luminance } from '#media/image/luminance.ts'
import { sampleOf } from '#media/image/sample.ts'
import type { Context } from '#media/image/slide.ts'
import { makePhotos } from './photos.ts'
import { sampleTexts } from './texts.ts'

const presets = ['bold-modern', 'minimal', 'elegant', 'tiktok-outline'] as const

/** Puts text over `count` pictures and measures the encoded slide, pixel by pixel: how many are at their floor, and what helped. */
export async function measureContrast(
  folder: string,
  count: number,
): Promise<{ held: number; worst: number; helps: Record<string, number> }> {
  const photos = await makePhotos(folder, count)
  const texts = sampleTexts.slice(0, 8)
  const size = sizes['4:5']
  const drawing = await openDrawing(texts)
  const helps: Record<string, number> = {}
  let [held, worst] = [0, Number.POSITIVE_INFINITY]
  for (const [n, photo] of photos.entries()) {
    const preset = presets[n % presets.length]
    const position = { images: ['a'], texts, style: { preset } }
    const input = carouselInput.parse({ positions: [position, position], sets: 1 })
    const [first] = input.positions
    if (!first) continue
    const style = first.picture
    const ground = await writeGround(
      join(folder, 'ground'),
      await readPhoto(photo, size),
      style,
      size,
      drawing,
    )
    const option = { image: 'a', text: n % texts.length }
    const { bytes, report } = await new SlideMaker(input, drawing, undefined).slide(0, option, ground)
    const wish = textOf(first, texts[option.text], size)
    if (!wish) continue
    const bare = new Uint8Array(await Bun.file(ground.path).arrayBuffer())
    const { laid, text, wanted } = readerOf(wish, size, drawing)(sampleOf(bare, size))
    const mask = (share: number) => {
      const { canvas, context } = drawing.canvas(size.width, size.height)
      context.font = cssFont(wish.document.font, laid.size)
      context.lineJoin = 'round'
      context.lineWidth = laid.size * share + 9
      drawStrokes(context, laid)
      return canvasPixels(canvas)
    }
    const [wide, narrow] = [mask(0.1), mask(0)]
    const pixels = await sharp(bytes).removeAlpha().raw().toBuffer()
    const ring: number[] = []
    for (let at = 0; at < size.width * size.height; at++)
      if ((wide[at * 4 + 3] ?? 0) > 200 && (narrow[at * 4 + 3] ?? 0) < 8) ring.push(at)
    const contrast = contrastAt(
      ring.length,
      (at, into) => into.set(pixels.subarray((ring[at] ?? 0) * 3, (ring[at] ?? 0) * 3 + 3)),
      [luminance(colourOf(text.style.colour))],
    )
    worst = Math.min(worst, contrast / wanted)
    if (contrast >= wanted) held++
    helps[report.help ?? 'none'] = (helps[report.help ?? 'none'] ?? 0) + 1
  }
  return { held: held / photos.length, worst, helps }
}

function drawStrokes(context: Context, laid: ReturnType<ReturnType<typeof readerOf>>['laid']): void {
  for (const { runs, baseline } of laid.lines)
    for (const { text, x, emoji } of runs) {
      if (emoji) continue
      context.strokeText(text, x, baseline)
      context.fillText(text, x, baseline)
    }
}
