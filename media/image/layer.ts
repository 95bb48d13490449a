import type { Context, Picture } from './slide.ts'

/** Something drawn on glass: laid over any number of slides without being drawn again. */
export interface Layer {
  x: number
  y: number
  width: number
  height: number
  /** Of the stretches alone: red, green, blue and alpha, colours multiplied by alpha. */
  data: Uint8Array
  /** Where there is something: row, first pixel and the one after the last, for every stretch, from the top. */
  runs: Int32Array
}

type Region = Pick<Layer, 'x' | 'y' | 'width' | 'height'>

/** Draws in a slide's own coordinates, `scale` pixels each, and keeps what falls into the region (in drawn pixels). */
export function drawLayer(
  canvas: (width: number, height: number) => { canvas: Picture; context: Context },
  region: Region,
  scale: number,
  pixelsOf: (canvas: Picture) => Uint8Array,
  draw: (context: Context) => void,
): Layer {
  const glass = canvas(region.width, region.height)
  glass.context.setTransform(scale, 0, 0, scale, -region.x, -region.y)
  draw(glass.context)
  const drawn = pixelsOf(glass.canvas)
  const runs = runsOf(drawn, region)
  let bytes = 0
  for (let run = 0; run < runs.length; run += 3)
    bytes += ((runs[run + 2] as number) - (runs[run + 1] as number)) * 4
  const data = new Uint8Array(bytes)
  for (let run = 0, to = 0; run < runs.length; run += 3) {
    const [row, first, end] = [runs[run] as number, runs[run + 1] as number, runs[run + 2] as number]
    const from = (row * region.width + first) * 4
    data.set(drawn.subarray(from, from + (end - first) * 4), to)
    to += (end - first) * 4
  }
  return { ...region, data, runs }
}

/** Lays a picture under the layer; `pixels` are its red, green and blue. */
export function blend(pixels: Uint8Array, { width }: { width: number }, layer: Layer): void {
  const { data, runs, x, y } = layer
  let over = 0
  for (let run = 0; run < runs.length; run += 3) {
    const [row, first] = [runs[run] as number, runs[run + 1] as number]
    let under = ((y + row) * width + x + first) * 3
    const last = over + ((runs[run + 2] as number) - first) * 4
    for (; over < last; over += 4, under += 3) {
      const rest = (255 - (data[over + 3] as number)) * 257
      pixels[under] = (data[over] as number) + (((pixels[under] as number) * rest + 32_768) >>> 16)
      pixels[under + 1] =
        (data[over + 1] as number) + (((pixels[under + 1] as number) * rest + 32_768) >>> 16)
      pixels[under + 2] =
        (data[over + 2] as number) + (((pixels[under + 2] as number) * rest + 32_768) >>> 16)
    }
  }
}

/** Gaps of a few clear pixels are not worth a stretch of their own. */
const bridge = 6

function runsOf(data: Uint8Array, { width, height }: Region): Int32Array {
  const runs: number[] = []
  for (let y = 0; y < height; y++) {
    let [first, end] = [-1, -1]
    let at = y * width * 4 + 3
    for (let x = 0; x < width; x++, at += 4) {
      if (data[at] === 0) continue
      if (first >= 0 && x - end > bridge) {
        runs.push(y, first, end)
        first = x
      }
      if (first < 0) first = x
      end = x + 1
    }
    if (first >= 0) runs.push(y, first, end)
  }
  return Int32Array.from(runs)
}

/** The region inside the slide that a box covers, in whole pixels. */
export function regionOf(
  box: { x: number; y: number; width: number; height: number },
  size: { width: number; height: number },
  scale = 1,
): Region {
  const [width, height] = [Math.floor(size.width * scale), Math.floor(size.height * scale)]
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value))
  const [x, y] = [within(Math.floor(box.x * scale), width), within(Math.floor(box.y * scale), height)]
  return {
    x,
    y,
    width: Math.max(1, within(Math.ceil((box.x + box.width) * scale), width) - x),
    height: Math.max(1, within(Math.ceil((box.y + box.height) * scale), height) - y),
  }
}
