import { canvasPixels, type Photo } from '#media/image/canvas.ts'
import { faultOf } from '#media/image/check-slide.ts'
import { type Readable, type Reader, readerOf } from '#media/image/contrast.ts'
import { drawExtras } from '#media/image/draw-slide.ts'
import { drawBehind, drawLetters, scrimOf } from '#media/image/draw-text.ts'
import { encodeSlide } from '#media/image/encode-slide.ts'
import { blend, drawLayer, type Layer, regionOf } from '#media/image/layer.ts'
import { type Sample, sampleSize, shrink } from '#media/image/sample.ts'
import type { Context, Drawing } from '#media/image/slide.ts'
import { ByteShelf } from './byte-shelf.ts'
import { sizes, textOf } from './compose.ts'
import { type GroundFile, readGround } from './ground-file.ts'
import type { CarouselInput } from './input.ts'
import type { Option } from './options.ts'
import { coveredOn } from './safe-areas.ts'

export interface SlideReport extends Option {
  contrast?: number
  help?: string
  fontSize?: number
  /** The weight the letters have: the nearest the family was drawn in. */
  weight?: number
  warnings: string[]
}

interface SlideLayer {
  full: Layer
  /** The same at the sample's size. */
  small: Layer
}

/** Makes slides over grounds that are drawn already. Texts are laid out and drawn once, then laid over one ground after another. */
export class SlideMaker {
  readonly #size: { width: number; height: number }
  readonly #readers: ByteShelf<Reader>
  readonly #layers: ByteShelf<SlideLayer>
  /** Of the slide that is being made. */
  readonly #pixels: Uint8Array
  readonly #sample: Sample & { data: Uint8Array }

  constructor(
    readonly input: CarouselInput,
    readonly drawing: Drawing,
    readonly logo: Photo | undefined,
    /** Bytes of texts and layers it may keep. */
    shelf = 64 * 1024 ** 2,
  ) {
    this.#readers = new ByteShelf(shelf / 4, (reader) => reader.bytes())
    this.#layers = new ByteShelf((shelf * 3) / 4, ({ full, small }) => full.data.length + small.data.length)
    this.#size = sizes[input.format.aspect]
    this.#pixels = new Uint8Array(this.#size.width * this.#size.height * 3)
    const { width, height } = sampleSize(this.#size)
    this.#sample = { width, height, data: new Uint8Array(width * height * 3), channels: 3 }
  }

  /** One slide, encoded and checked, and its small picture. One at a time: the small picture is gone with the next. Throws what is wrong with it. */
  async slide(
    at: number,
    option: Option,
    file: GroundFile,
  ): Promise<{ bytes: Buffer; tile: Uint8Array; report: SlideReport }> {
    const size = this.#size
    const sample = this.#sample
    readGround(file, this.#pixels, sample.data)
    const readable = this.#readableOn(sample, at, option)
    const layers = [...(readable ? [this.#letters(readable, at, option)] : []), ...this.#extras(at)]
    for (const { full } of layers) blend(this.#pixels, size, full)
    const { type, quality } = this.input.format
    const bytes = await encodeSlide(this.#pixels, size, { type: type === 'png' ? type : 'jpg', quality })
    const blank = file.blank && layers.every(({ full }) => full.runs.length === 0)
    const fault = faultOf(
      bytes,
      size,
      blank,
      readable && { layout: readable.laid, box: readable.text.document.box },
    )
    if (fault) throw new Error(fault)
    for (const { small } of layers) blend(sample.data, sample, small)
    return { bytes, tile: sample.data, report: this.#report(option, readable) }
  }

  #readableOn(sample: Sample, at: number, { text }: Option): Readable | null {
    const position = this.input.positions[at]
    const words = text === null ? undefined : position?.texts[text]
    if (!position || words === undefined) return null
    const wish = textOf(position, words, this.#size, this.drawing.own)
    return wish && this.#readers.get(`${at}/${text}`, () => readerOf(wish, this.#size, this.drawing))(sample)
  }

  #letters({ text, laid, help, shade }: Readable, at: number, option: Option): SlideLayer {
    const key = JSON.stringify([at, option.text, help, text.style.colour, shade])
    const around = laid.size * 0.6
    const { x, y, width, height } = laid.bounds
    const scrim = scrimOf(laid, this.#size)
    const box =
      help.kind === 'scrim'
        ? {
            x: 0,
            y: scrim.top - scrim.fade,
            width: this.#size.width,
            height: scrim.bottom - scrim.top + 2 * scrim.fade,
          }
        : { x: x - around, y: y - around, width: width + 2 * around, height: height + 2 * around }
    return this.#layer(key, box, (context) => {
      drawBehind(context, text, laid, help, shade)
      drawLetters(context, text, laid, help, shade, this.drawing)
    })
  }

  #extras(at: number): SlideLayer[] {
    const { brand, positions } = this.input
    const extras = {
      logo: this.logo,
      page: brand.pageNumbers ? { number: at + 1, of: positions.length } : undefined,
      arrow: brand.arrow && at < positions.length - 1,
    }
    if (!extras.logo && !extras.page && !extras.arrow) return []
    const whole = { x: 0, y: 0, ...this.#size }
    return [this.#layer(`extras/${at}`, whole, (context) => drawExtras(context, this.#size, extras))]
  }

  #layer(key: string, box: Parameters<typeof regionOf>[0], draw: (context: Context) => void): SlideLayer {
    return this.#layers.get(key, () => {
      const at = (scale: number): Layer =>
        drawLayer(this.drawing.canvas, regionOf(box, this.#size, scale), scale, canvasPixels, draw)
      return { full: at(1), small: at(1 / shrink) }
    })
  }

  #report(option: Option, readable: Readable | null): SlideReport {
    if (!readable) return { ...option, warnings: [] }
    const { laid, contrast, wanted, help } = readable
    const { aspect } = this.input.format
    return {
      ...option,
      contrast: Math.floor(contrast * 10) / 10,
      help: help.kind,
      fontSize: Math.round(laid.size),
      weight: readable.text.document.font.weight,
      warnings: [
        ...(laid.truncated ? ['truncated'] : []),
        ...(contrast < wanted ? ['contrast'] : []),
        ...coveredOn(aspect, this.#size, laid.bounds).map((platform) => `covered-${platform}`),
      ],
    }
  }
}
