import { drawBehind, drawLetters } from './draw-text.ts'
import { cssFont } from './families.ts'
import { layout, type TextLayout } from './layout.ts'
import type { Context, Drawing, Help, Picture, SlideText } from './slide.ts'

export interface Readable {
  laid: TextLayout
  text: SlideText
  help: Help
  shade: string
  /** WCAG contrast of the letters against the ring of ground around them, at its fifth percentile. */
  contrast: number
  /** What was asked of it: 4.5, or 3 where letters are large. */
  wanted: number
}

const light = '#ffffff'
const dark = '#111318'
/** Sampled at this width, in pixels: rings stay several pixels wide. */
const sampleWidth = 270

/**
 * Lays the text out, chooses its colour where that is `auto`, and adds help until the letters can be read on this ground: a shadow, then
 * a scrim, then a panel. A colour somebody chose is kept, and helped by the shade opposite to it.
 */
export function makeReadable(
  wish: SlideText,
  ground: Picture,
  size: { width: number; height: number },
  drawing: Drawing,
): Readable {
  const laid = layout(wish.document, drawing)
  const wanted = laid.size >= (size.width / 1080) * 48 ? 3 : 4.5
  const colours = wish.style.colour === 'auto' ? [light, dark] : [wish.style.colour]
  const own = wish.style.background !== 'none'
  const helps: Help[] = [
    { kind: 'none', strength: 0 },
    { kind: 'shadow', strength: 0.5 },
  ]
  for (const strength of [0.35, 0.5, 0.62]) helps.push({ kind: 'scrim', strength })
  for (const strength of [0.7, 0.82, 0.92, 1]) helps.push({ kind: 'panel', strength })
  const at = sampler(ground, size, laid, wish, drawing)
  let best: Readable | null = null
  for (const help of own ? helps.slice(0, 1) : helps) {
    for (const colour of colours) {
      const text = { ...wish, style: { ...wish.style, colour, accent: accentOn(wish, colour) } }
      const shade = luminance(rgb(colour)) > 0.3 ? dark : light
      const contrast = at(text, help, shade)
      if (!best || contrast > best.contrast) best = { laid, text, help, shade, contrast, wanted }
    }
    if (best && best.contrast >= wanted) break
  }
  return best as Readable
}

function sampler(
  ground: Picture,
  size: { width: number; height: number },
  laid: TextLayout,
  wish: SlideText,
  drawing: Drawing,
) {
  const scale = sampleWidth / size.width
  const [width, height] = [sampleWidth, Math.round(size.height * scale)]
  const small = drawing.canvas(width, height)
  const shrunk = drawing.canvas(width, height)
  shrunk.context.drawImage(ground, 0, 0, width, height)
  const ring = ringOf(laid, wish, { width, height, scale }, drawing)
  const { context } = small
  return (text: SlideText, help: Help, shade: string): number => {
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.drawImage(shrunk.canvas, 0, 0)
    context.setTransform(scale, 0, 0, scale, 0, 0)
    drawBehind(context, text, laid, help, shade)
    drawLetters(context, text, laid, help, shade, { emoji: new Map() })
    const { data } = context.getImageData(0, 0, width, height)
    const letters = luminance(rgb(text.style.colour))
    const ratios = ring.map((n) => {
      const behind = luminance([data[n * 4] ?? 0, data[n * 4 + 1] ?? 0, data[n * 4 + 2] ?? 0])
      return (Math.max(letters, behind) + 0.05) / (Math.min(letters, behind) + 0.05)
    })
    return ratios.length === 0 ? 21 : percentile(ratios, 0.05)
  }
}

/** Pixels just outside the letters: those a wide stroke touches and a narrow one does not. */
function ringOf(
  laid: TextLayout,
  { document }: SlideText,
  at: { width: number; height: number; scale: number },
  drawing: Drawing,
): number[] {
  const paint = (context: Context, share: number) => {
    context.setTransform(at.scale, 0, 0, at.scale, 0, 0)
    context.font = cssFont(document.font, laid.size)
    context.lineJoin = 'round'
    context.lineWidth = laid.size * share + 3 / at.scale
    for (const { runs, baseline, direction } of laid.lines)
      for (const run of runs) {
        if (run.emoji) continue
        context.direction = direction
        context.textAlign = direction === 'rtl' ? 'right' : 'left'
        const x = direction === 'rtl' ? run.x + run.width : run.x
        context.strokeText(run.text, x, baseline)
        context.fillText(run.text, x, baseline)
      }
    return context.getImageData(0, 0, at.width, at.height).data
  }
  const wide = paint(drawing.canvas(at.width, at.height).context, 0.1)
  const narrow = paint(drawing.canvas(at.width, at.height).context, 0)
  const ring: number[] = []
  for (let n = 0; n < at.width * at.height; n++)
    if ((wide[n * 4 + 3] ?? 0) > 200 && (narrow[n * 4 + 3] ?? 0) < 8) ring.push(n)
  return ring
}

/** A pale accent is lost where letters had to become dark. */
function accentOn({ style }: SlideText, colour: string): string {
  const lost = style.colour === 'auto' && colour === dark && luminance(rgb(style.accent)) > 0.2
  return lost ? '#9c2f14' : style.accent
}

function percentile(values: number[], share: number): number {
  const sorted = Float32Array.from(values).sort()
  return sorted[Math.floor(sorted.length * share)] ?? 0
}

function rgb(colour: string): [number, number, number] {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  return [r, g, b]
}

function luminance([r, g, b]: [number, number, number]): number {
  const [x = 0, y = 0, z = 0] = [r, g, b].map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * x + 0.7152 * y + 0.0722 * z
}
