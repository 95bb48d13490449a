import { drawBehind, drawLetters } from './draw-text.ts'
import { cssFont } from './families.ts'
import { regionOf } from './layer.ts'
import { layout } from './layout.ts'
import { colourOf, contrastAt, luminance } from './luminance.ts'
import { type Sample, sampleSize, shrink } from './sample.ts'
import type { Context, Drawing, Help, SlideText } from './slide.ts'
import type { TextLayout } from './text-document.ts'

export interface Readable {
  laid: TextLayout
  text: SlideText
  help: Help
  shade: string
  /** WCAG contrast of the letters against the ring of ground around them, at its fifth percentile; no stretch of a letter's width falls behind it. */
  contrast: number
  /** What was asked of it: 4.5, or 3 where letters are large. */
  wanted: number
}

/** Answers for one text over any ground. `bytes` is what it has in memory by now. */
export type Reader = ((ground: Sample) => Readable) & { bytes(): number }

const light = '#ffffff'
const dark = '#111318'
/** A hair more than asked for: the sample is a third of the slide's size, and encoding adds its noise. */
const margin = 1.04

/**
 * Lays the text out once and answers, for any ground, how it can be read there: its colour where that is `auto`, and what help it needs,
 * a shadow, then a scrim, then a panel. A colour somebody chose is kept, and helped by the shade opposite to it.
 */
export function readerOf(wish: SlideText, size: { width: number; height: number }, drawing: Drawing): Reader {
  const laid = layout(wish.document, drawing)
  const large = wish.document.font.weight >= 700 ? 52 : 67
  const wanted = laid.size >= (size.width / 1080) * large ? 3 : 4.5
  const colours = wish.style.colour === 'auto' ? [light, dark] : [wish.style.colour]
  const helps = wish.style.background === 'none' ? allHelps : []
  const ring = new Ring(wish, laid, size, drawing)
  const reader = (ground: Sample) => {
    const read = (colour: string, help: Help): Readable => {
      const text = { ...wish, style: { ...wish.style, colour, accent: accentOn(wish, colour) } }
      const shade = luminance(colourOf(colour)) > 0.3 ? dark : light
      return { laid, text, help, shade, contrast: ring.contrast(ground, text, help, shade, wanted), wanted }
    }
    // Letters that need help are light on a dark picture and dark on a bright one, so that it is not turned into its opposite.
    const order = colours.length > 1 && ring.brightness(ground) > 0.45 ? colours.toReversed() : colours
    let best = colours.map((colour) => read(colour, noHelp)).reduce(clearer)
    for (const group of helps)
      for (const colour of order)
        for (const help of group) {
          if (best.contrast >= wanted * margin) return best
          best = clearer(best, read(colour, help))
        }
    return best
  }
  return Object.assign(reader, { bytes: () => ring.bytes })
}

function clearer(one: Readable, other: Readable): Readable {
  return other.contrast > one.contrast ? other : one
}

const noHelp: Help = { kind: 'none', strength: 0 }
/** From little to much. A scrim behind letters of the fitting colour comes before a halo around those of the other. */
const allHelps: Help[][] = [
  [
    { kind: 'shadow', strength: 0.5 },
    ...[0.35, 0.5, 0.62].map((strength): Help => ({ kind: 'scrim', strength })),
  ],
  [0.7, 0.82, 0.92, 1].map((strength) => ({ kind: 'panel', strength })),
]

/** The pixels just outside a text's letters, and what the style and the help put over them. */
class Ring {
  /** Their places in the sample, and in the part of it that is looked at. */
  readonly #at: Int32Array
  readonly #here: Int32Array
  readonly #part: ReturnType<typeof regionOf>
  /** The stretch of the text, about a letter wide and a line high, that each is in. */
  readonly #stretches: Uint16Array
  readonly #over = new Map<string, Uint8ClampedArray>()
  readonly #stressed: boolean

  constructor(
    readonly wish: SlideText,
    readonly laid: TextLayout,
    size: { width: number; height: number },
    readonly drawing: Drawing,
  ) {
    const { x, y, width, height } = laid.bounds
    const reach = laid.size * 0.2
    const around = { x: x - reach, y: y - reach, width: width + 2 * reach, height: height + 2 * reach }
    this.#part = regionOf(around, size, 1 / shrink)
    this.#stressed = laid.lines.some(({ runs }) => runs.some(({ stressed, emoji }) => stressed && !emoji))
    const [wide, narrow] = [this.#outlined(0.1), this.#outlined(0)]
    const ring: number[] = []
    for (let n = 0; n < this.#part.width * this.#part.height; n++)
      if ((wide[n * 4 + 3] ?? 0) > 200 && (narrow[n * 4 + 3] ?? 0) < 8) ring.push(n)
    this.#here = Int32Array.from(ring)
    const across = sampleSize(size).width
    this.#at = this.#here.map((place) => {
      const row = Math.floor(place / this.#part.width)
      return (this.#part.y + row) * across + this.#part.x + (place - row * this.#part.width)
    })
    const letter = Math.max(1, laid.size / shrink)
    const columns = Math.ceil(this.#part.width / letter)
    this.#stretches = Uint16Array.from(this.#here, (place) => {
      const row = Math.floor(place / this.#part.width)
      const line = Math.floor(row / (letter * wish.document.lineHeight))
      return line * columns + Math.floor((place - row * this.#part.width) / letter)
    })
  }

  /** The contrast that 95 % of the ring have at least, and three quarters of every stretch of it. Stressed words count where they can be read on the shade at all. */
  contrast(ground: Sample, text: SlideText, help: Help, shade: string, wanted: number): number {
    const behind = help.kind === 'scrim' || help.kind === 'panel' ? this.#behind(help.kind) : null
    const over = this.#decoration(text, help.kind === 'none' ? 'none' : 'shadow', shade)
    const base = colourOf(shade)
    const letters = [luminance(colourOf(text.style.colour))]
    const accent = luminance(colourOf(text.style.accent))
    if (this.#stressed && ratio(accent, luminance(base)) >= wanted) letters.push(accent)
    const under = this.#under(ground)
    const pixel = (n: number, into: Uint8ClampedArray) => {
      const [at, from] = [n * 4, n * 3]
      const veil = behind ? ((behind[at + 3] as number) / 255) * help.strength : 0
      const cover = (over[at + 3] as number) / 255
      for (let channel = 0; channel < 3; channel++) {
        const seen = (under[from + channel] as number) * (1 - veil) + (base[channel] as number) * veil
        into[channel] = seen * (1 - cover) + (over[at + channel] as number) * cover
      }
    }
    return contrastAt(this.#at.length, pixel, letters, this.#stretches)
  }

  get bytes(): number {
    return this.#at.byteLength * 2 + this.#stretches.byteLength + this.#over.size * this.#at.byteLength
  }

  /** How light the ground is around the letters, 0–1. */
  brightness(ground: Sample): number {
    const under = this.#under(ground)
    let sum = 0
    for (let n = 0; n < this.#at.length; n++) {
      pixelOf.set(under.subarray(n * 3, n * 3 + 3))
      sum += luminance(pixelOf)
    }
    return this.#at.length === 0 ? 0 : sum / this.#at.length
  }

  /** The ground's own colours along the ring. */
  #under({ data, channels }: Sample): Uint8Array {
    const colours = new Uint8Array(this.#at.length * 3)
    for (let n = 0; n < this.#at.length; n++)
      for (let channel = 0; channel < 3; channel++)
        colours[n * 3 + channel] = data[(this.#at[n] as number) * channels + channel] as number
    return colours
  }

  #behind(kind: 'scrim' | 'panel'): Uint8ClampedArray {
    return this.#seen(kind, (context) =>
      drawBehind(context, this.wish, this.laid, { kind, strength: 1 }, dark),
    )
  }

  #decoration(text: SlideText, kind: 'none' | 'shadow', shade: string): Uint8ClampedArray {
    const help = { kind, strength: 0.5 }
    return this.#seen(`${kind}/${text.style.colour}/${shade}`, (context) => {
      drawBehind(context, text, this.laid, help, shade)
      drawLetters(context, text, this.laid, help, shade, { emoji: new Map() })
    })
  }

  /** What is drawn over the ring, four bytes a place of it. */
  #seen(key: string, draw: (context: Context) => void): Uint8ClampedArray {
    const known = this.#over.get(key)
    if (known) return known
    const all = this.#drawn(draw)
    const here = new Uint8ClampedArray(this.#at.length * 4)
    this.#here.forEach((place, n) => {
      here.set(all.subarray(place * 4, place * 4 + 4), n * 4)
    })
    this.#over.set(key, here)
    return here
  }

  #outlined(share: number): Uint8ClampedArray {
    const { laid, wish } = this
    return this.#drawn((context) => {
      context.font = cssFont(wish.document.font, laid.size)
      context.lineJoin = 'round'
      context.lineWidth = laid.size * share + 3 * shrink
      for (const { runs, baseline, direction } of laid.lines)
        for (const run of runs) {
          if (run.emoji) continue
          context.direction = direction
          context.textAlign = direction === 'rtl' ? 'right' : 'left'
          const x = direction === 'rtl' ? run.x + run.width : run.x
          context.strokeText(run.text, x, baseline)
          context.fillText(run.text, x, baseline)
        }
    })
  }

  #drawn(draw: (context: Context) => void): Uint8ClampedArray {
    const { x, y, width, height } = this.#part
    const { context } = this.drawing.canvas(width, height)
    context.setTransform(1 / shrink, 0, 0, 1 / shrink, -x, -y)
    draw(context)
    return context.getImageData(0, 0, width, height).data
  }
}

const pixelOf = new Uint8ClampedArray(3)

/** A pale accent is lost where letters had to become dark. */
function accentOn({ style }: SlideText, colour: string): string {
  const lost = style.colour === 'auto' && colour === dark && luminance(colourOf(style.accent)) > 0.2
  return lost ? '#9c2f14' : style.accent
}

function ratio(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}
