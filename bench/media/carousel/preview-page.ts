// What the page runs for its preview, without the page: bundled and run in a browser by `preview.ts`.
import { browserDrawing, loadPicture } from '#apps/carousel-mix/browser-drawing.ts'
import { sizes, textOf } from '#apps/carousel-mix/compose.ts'
import type { CarouselInput } from '#apps/carousel-mix/input.ts'
import { lookOf } from '#apps/carousel-mix/presets.ts'
import { drawGround } from '#media/image/draw-ground.ts'
import { drawSlide } from '#media/image/draw-slide.ts'

export interface Previewed {
  png: string
  lines: string[]
  help: string
}

async function preview(input: CarouselInput, at: number, url: string, text: string): Promise<Previewed> {
  const position = input.positions[at]
  if (!position) throw new Error('There is no such position.')
  const size = sizes[input.format.aspect]
  const drawing = await browserDrawing(lookOf(position.style).family, [text])
  const image = await loadPicture(url)
  const ground = drawing.canvas(size.width, size.height)
  const photo = { picture: image, width: image.naturalWidth, height: image.naturalHeight }
  drawGround(ground.context, size, photo, position.picture, drawing)
  const canvas = document.createElement('canvas')
  canvas.width = size.width
  canvas.height = size.height
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser has no canvas.')
  const extras = { page: { number: at + 1, of: input.positions.length }, arrow: true }
  const readable = drawSlide(
    context,
    ground.canvas,
    { ...size, text: textOf(position, text, size), extras },
    drawing,
  )
  const lines = readable?.laid.lines.map((line) => line.text) ?? []
  return { png: canvas.toDataURL('image/png').split(',')[1] ?? '', lines, help: readable?.help.kind ?? '' }
}

Object.assign(globalThis, { preview })
