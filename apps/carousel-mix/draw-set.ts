import { canvasPixels, type Photo, readLogo, readPhoto } from '#media/image/canvas.ts'
import { faultOf } from '#media/image/check-slide.ts'
import { drawGround } from '#media/image/draw-ground.ts'
import { drawSlide } from '#media/image/draw-slide.ts'
import { encodeSlide } from '#media/image/encode-slide.ts'
import type { Drawing } from '#media/image/slide.ts'
import type { Studio } from '../define-app.ts'
import type { CarouselSet } from './choose-sets.ts'
import { sizes, textOf } from './compose.ts'
import type { CarouselInput } from './input.ts'
import { coveredOn } from './safe-areas.ts'

export interface SlideReport {
  text: number | null
  image: string
  contrast?: number
  help?: string
  fontSize?: number
  warnings: string[]
}

/** Draws the slides of a run: each photo is read once, each photo with its treatment is laid out once. */
export class SlideMaker {
  readonly #photos = new Map<string, Promise<Photo>>()
  readonly #grounds = new Map<string, Promise<ReturnType<Drawing['canvas']>>>()
  #logo: Promise<Photo> | null = null

  constructor(
    readonly input: CarouselInput,
    readonly studio: Pick<Studio, 'file' | 'signal'>,
    readonly drawing: Drawing,
  ) {}

  /** One slide, encoded and checked. Throws what is wrong with it. */
  async slide(set: CarouselSet, at: number): Promise<{ bytes: Buffer; report: SlideReport }> {
    const { input, drawing } = this
    const size = sizes[input.format.aspect]
    const option = set.slides[at]
    const position = input.positions[at]
    if (!option || !position) throw new RangeError('There is no such slide.')
    const ground = await this.#ground(at, option.image)
    const logo = input.brand.logo ? await this.#readLogo(input.brand.logo) : undefined
    this.studio.signal.throwIfAborted()
    const { canvas, context } = drawing.canvas(size.width, size.height)
    const text = textOf(position, option.text === null ? undefined : position.texts[option.text], size)
    const extras = {
      logo,
      page: input.brand.pageNumbers ? { number: at + 1, of: input.positions.length } : undefined,
      arrow: input.brand.arrow && at < input.positions.length - 1,
    }
    const readable = drawSlide(context, ground.canvas, { ...size, text, extras }, drawing)
    const pixels = canvasPixels(canvas)
    const type = input.format.type === 'png' ? 'png' : 'jpg'
    const bytes = await encodeSlide(pixels, size, { type, quality: input.format.quality })
    const fault = await faultOf(
      bytes,
      size,
      pixels,
      readable && { layout: readable.laid, box: readable.text.document.box },
    )
    if (fault) throw new Error(fault)
    const warnings = readable
      ? [
          ...(readable.laid.truncated ? ['truncated'] : []),
          ...(readable.contrast < readable.wanted ? ['contrast'] : []),
          ...coveredOn(input.format.aspect, size, readable.laid.bounds).map(
            (platform) => `covered-${platform}`,
          ),
        ]
      : []
    return {
      bytes,
      report: {
        ...option,
        ...(readable && {
          contrast: Math.round(readable.contrast * 10) / 10,
          help: readable.help.kind,
          fontSize: Math.round(readable.laid.size),
        }),
        warnings,
      },
    }
  }

  #ground(at: number, image: string) {
    const style = this.input.positions[at]?.picture
    if (!style) throw new RangeError('There is no such position.')
    return remembered(this.#grounds, `${image}/${JSON.stringify(style)}`, async () => {
      const size = sizes[this.input.format.aspect]
      const photo = await remembered(this.#photos, image, async () =>
        readPhoto(await this.studio.file(image), size),
      )
      const ground = this.drawing.canvas(size.width, size.height)
      drawGround(ground.context, size, photo, style, this.drawing)
      return ground
    })
  }

  #readLogo(asset: string): Promise<Photo> {
    this.#logo ??= this.studio.file(asset).then(readLogo)
    return this.#logo
  }
}

function remembered<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const made = known.get(key) ?? make()
  known.set(key, made)
  return made
}
