import { join, normalize } from 'node:path'
import { sizes, textOf } from '#apps/carousel-mix/compose.ts'
import { SlideMaker } from '#apps/carousel-mix/draw-set.ts'
import { writeGround } from '#apps/carousel-mix/ground-file.ts'
import { type CarouselInput, carouselInput } from '#apps/carousel-mix/input.ts'
import { presetIds } from '#apps/carousel-mix/presets.ts'
import { runFfmpeg } from '#media/ffmpeg/run-ffmpeg.ts'
import { openDrawing, readPhoto } from '#media/image/canvas.ts'
import { layout } from '#media/image/layout.ts'
import { openBrowser } from '#test/support/browser.ts'
import { makePhotos } from './photos.ts'
import type { Previewed } from './preview-page.ts'
import { randomText, sampleTexts } from './texts.ts'

const root = join(import.meta.dir, '../../..')
const aspects = ['4:5', '1:1', '9:16', '3:4', '16:9'] as const

export interface PreviewLikeness {
  slides: number
  sameLines: number
  worst: number
  mean: number
  /** SSIM by slide, with what helped the letters on both sides. */
  each: { ssim: number; preset: string; help: [string, string] }[]
}

/** Draws slides in a browser, as the page does, and as a run does, and compares: lines, and SSIM of the preview to the encoded slide. */
export async function comparePreview(folder: string): Promise<PreviewLikeness> {
  const photos = await makePhotos(folder, 6)
  const server = await serve(photos)
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    await page.goto(`${server.url}apps/carousel-mix/`)
    const texts = [...sampleTexts, ...Array.from({ length: 14 }, (_, n) => randomText(n + 400))]
    const drawing = await openDrawing(texts)
    const each: PreviewLikeness['each'] = []
    let same = 0
    for (const [n, text] of texts.entries()) {
      const preset = presetIds[n % presetIds.length]
      const position = { images: ['a'], texts: [text], style: { preset } }
      const format = { aspect: aspects[n % aspects.length] }
      const brand = { pageNumbers: true, arrow: true }
      const input = carouselInput.parse({ positions: [position, position], sets: 1, format, brand })
      const seen = await page.evaluate(
        ([input, url, text]) =>
          (globalThis as unknown as { preview: (...all: unknown[]) => Promise<Previewed> }).preview(
            input,
            0,
            url,
            text,
          ),
        [input, `/photos/${n % photos.length}`, text] as [CarouselInput, string, string],
      )
      const size = sizes[input.format.aspect]
      const wish = textOf(position, text, size)
      const lines = wish ? layout(wish.document, drawing).lines.map((line) => line.text) : []
      if (JSON.stringify(lines) === JSON.stringify(seen.lines)) same++
      const photo = await readPhoto(photos[n % photos.length] ?? '', size)
      const style = input.positions[0]?.picture
      if (!style) continue
      const ground = await writeGround(join(folder, 'ground'), photo, style, size, drawing)
      const made = await new SlideMaker(input, drawing, undefined).slide(0, { image: 'a', text: 0 }, ground)
      const [preview, output] = [join(folder, 'preview.png'), join(folder, 'output.jpg')]
      await Bun.write(preview, Buffer.from(seen.png, 'base64'))
      await Bun.write(output, made.bytes)
      const graph = '[0:v]format=yuv444p[a];[1:v]format=yuv444p[b];[a][b]ssim'
      const { log } = await runFfmpeg([
        '-i',
        preview,
        '-i',
        output,
        '-filter_complex',
        graph,
        '-f',
        'null',
        '-',
      ])
      const ssim = Number(/All:([\d.]+)/.exec(log)?.[1])
      each.push({ ssim, preset: preset ?? '', help: [seen.help, made.report.help ?? ''] })
    }
    const all = each.map(({ ssim }) => ssim)
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length
    return { slides: all.length, sameLines: same / texts.length, worst: Math.min(...all), mean, each }
  } finally {
    await browser.close()
    await server.stop(true)
  }
}

/** Loopback only: the script as if it lay beside the app, our own font files, and the pictures. */
async function serve(photos: readonly string[]) {
  const built = await Bun.build({
    entrypoints: [join(import.meta.dir, 'preview-page.ts')],
    target: 'browser',
    format: 'esm',
  })
  const script = await built.outputs[0]?.text()
  if (!script) throw new Error('The preview could not be bundled.')
  const html =
    '<!doctype html><meta charset="utf-8"><script type="module" src="/apps/carousel-mix/preview.js"></script>'
  return Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const path = normalize(decodeURIComponent(new URL(request.url).pathname))
      if (path === '/apps/carousel-mix/')
        return new Response(html, { headers: { 'content-type': 'text/html' } })
      if (path === '/apps/carousel-mix/preview.js')
        return new Response(script, { headers: { 'content-type': 'text/javascript' } })
      const photo = photos[Number(/^\/photos\/(\d+)$/.exec(path)?.[1])]
      if (photo) return new Response(Bun.file(photo))
      const own = Bun.file(join(root, path))
      if (path.startsWith('/node_modules/') && (await own.exists())) return new Response(own)
      return new Response(null, { status: 404 })
    },
  })
}
