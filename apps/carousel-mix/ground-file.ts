import { closeSync, openSync, readSync } from 'node:fs'
import { canvasPixels, type Photo } from '#media/image/canvas.ts'
import { isBlank } from '#media/image/check-slide.ts'
import { drawGround } from '#media/image/draw-ground.ts'
import { sampleOf } from '#media/image/sample.ts'
import type { Drawing, GroundStyle } from '#media/image/slide.ts'

/** A photo with its treatment, made once a run and read by every process that draws on it: its pixels, then its sample. */
export interface GroundFile {
  path: string
  blank: boolean
}

type Size = { width: number; height: number }

export async function writeGround(
  path: string,
  photo: Photo,
  style: GroundStyle,
  size: Size,
  drawing: Drawing,
): Promise<GroundFile> {
  const { canvas, context } = drawing.canvas(size.width, size.height)
  drawGround(context, size, photo, style, drawing)
  const pixels = withoutAlpha(canvasPixels(canvas))
  const sample = sampleOf(pixels, size)
  await Bun.write(path, new Blob([pixels, sample.data as Uint8Array<ArrayBuffer>]))
  return { path, blank: isBlank(pixels) }
}

/** Reads the ground into memory that is there already: fresh pages cost more than reading. */
export function readGround({ path }: GroundFile, pixels: Uint8Array, sample: Uint8Array): void {
  const file = openSync(path, 'r')
  try {
    readSync(file, pixels, 0, pixels.length, 0)
    readSync(file, sample, 0, sample.length, pixels.length)
  } finally {
    closeSync(file)
  }
}

function withoutAlpha(pixels: Uint8Array): Uint8Array<ArrayBuffer> {
  const opaque = new Uint8Array((pixels.length / 4) * 3)
  for (let from = 0, to = 0; from < pixels.length; from += 4, to += 3) {
    opaque[to] = pixels[from] as number
    opaque[to + 1] = pixels[from + 1] as number
    opaque[to + 2] = pixels[from + 2] as number
  }
  return opaque
}
