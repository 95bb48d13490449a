import { cssFont } from './families.ts'
import type { Context, Drawing, Help, LetterStyle, SlideText } from './slide.ts'
import type { TextLayout, TextLine } from './text-document.ts'

/** What a background reaches beyond the letters' own room, in ems. Above capitals and below the base line that room has 0.4 already. */
export const reach: Record<LetterStyle['background'], { x: number; y: number }> = {
  none: { x: 0, y: 0 },
  box: { x: 0.5, y: 0.1 },
  gradient: { x: 0.5, y: 0.1 },
  highlight: { x: 0.28, y: 0 },
}

/** Draws what lies behind the letters: the style's own background, and the help that keeps them readable. */
export function drawBehind(
  context: Context,
  { style, slide }: Omit<SlideText, 'document'>,
  laid: TextLayout,
  help: Help,
  shade: string,
): void {
  const { x, y, width, height } = laid.bounds
  context.save()
  if (help.kind === 'scrim') drawScrim(context, scrimOf(laid, slide), slide.width, help.strength, shade)
  if (help.kind === 'panel') {
    context.fillStyle = faded(shade, help.strength)
    drawPanel(context, laid, reach.box, slide)
  }
  if (style.background === 'box' || style.background === 'gradient') {
    const beside = reach.box.x * laid.size
    const fill = context.createLinearGradient(x - beside, y, x + width + beside, y + height)
    fill.addColorStop(0, style.backgroundColour)
    fill.addColorStop(1, style.background === 'gradient' ? style.backgroundEnd : style.backgroundColour)
    context.fillStyle = fill
    drawPanel(context, laid, reach[style.background], slide)
  }
  if (style.background === 'highlight') {
    context.fillStyle = style.backgroundColour
    drawHighlights(context, laid)
  }
  context.restore()
}

/** A box around the text that keeps off the slide's edges. */
function drawPanel(
  context: Context,
  { bounds, size }: TextLayout,
  { x: beside, y: above }: { x: number; y: number },
  slide: SlideText['slide'],
): void {
  const edge = Math.min(slide.width, slide.height) * 0.015
  const left = Math.max(edge, bounds.x - beside * size)
  const top = Math.max(edge, bounds.y - above * size)
  const right = Math.min(slide.width - edge, bounds.x + bounds.width + beside * size)
  const bottom = Math.min(slide.height - edge, bounds.y + bounds.height + above * size)
  panel(context, left, top, right - left, bottom - top, size * 0.26)
}

/** Lines that nearly touch grow together, as one shape without slits; those set wide apart stay ribbons. */
function drawHighlights(context: Context, { lines, size }: TextLayout): void {
  const [above, below, radius] = [0.98 * size, 0.28 * size, 0.16 * size]
  const written = lines.filter(({ width }) => width > 0)
  for (const [n, line] of written.entries()) {
    const [before, after] = [written[n - 1], written[n + 1]]
    const meets = (upper: TextLine, lower: TextLine) =>
      lower.baseline - upper.baseline < above + below + 0.3 * size
    const joint = (upper: TextLine, lower: TextLine) => (upper.baseline + below + lower.baseline - above) / 2
    const top = Math.min(
      line.baseline - above,
      before && meets(before, line) ? joint(before, line) - radius : Number.POSITIVE_INFINITY,
    )
    const bottom = Math.max(
      line.baseline + below,
      after && meets(line, after) ? joint(line, after) + radius : Number.NEGATIVE_INFINITY,
    )
    const beside = reach.highlight.x * size
    panel(context, line.x - beside, top, line.width + 2 * beside, bottom - top, radius)
  }
}

/** From where to where a scrim is dark, and how far it fades. One that nearly reaches an edge of the slide goes on to it. */
export function scrimOf(
  { bounds: { y, height }, size }: TextLayout,
  slide: SlideText['slide'],
): { top: number; bottom: number; fade: number } {
  const near = slide.height * 0.22
  return {
    top: y < near ? 0 : y,
    bottom: slide.height - y - height < near ? slide.height : y + height,
    fade: Math.max(size * 1.6, slide.height * 0.12),
  }
}

function drawScrim(
  context: Context,
  { top, bottom, fade }: ReturnType<typeof scrimOf>,
  width: number,
  strength: number,
  shade: string,
): void {
  const [from, to] = [top - fade, bottom + fade]
  const gradient = context.createLinearGradient(0, from, 0, to)
  const share = fade / (to - from)
  // Eased: the eye finds where a straight ramp begins and ends.
  for (let step = 0; step <= 8; step++) {
    const part = step / 8
    const alpha = strength * part * part * (3 - 2 * part)
    gradient.addColorStop(share * part, faded(shade, alpha))
    gradient.addColorStop(1 - share * part, faded(shade, alpha))
  }
  context.fillStyle = gradient
  context.fillRect(0, from, width, to - from)
}

/** Rings around letters: how wide, in ems, and how strong. */
const shading = [
  [0.22, 0.1],
  [0.14, 0.2],
  [0.07, 0.35],
] as const
const glowing = [
  [0.5, 0.05],
  [0.38, 0.06],
  [0.27, 0.07],
  [0.17, 0.08],
  [0.08, 0.1],
] as const

export function drawLetters(
  context: Context,
  { document, style }: Omit<SlideText, 'slide'>,
  laid: TextLayout,
  help: Help,
  shade: string,
  drawing: Pick<Drawing, 'emoji'>,
): void {
  context.save()
  context.font = cssFont(document.font, laid.size)
  context.textBaseline = 'alphabetic'
  context.lineJoin = 'round'
  const each = (draw: (text: string, x: number, y: number, stressed: boolean) => void) => {
    for (const { runs, baseline, direction } of laid.lines)
      for (const run of runs) {
        if (run.emoji) continue
        context.direction = direction
        context.textAlign = direction === 'rtl' ? 'right' : 'left'
        draw(run.text, direction === 'rtl' ? run.x + run.width : run.x, baseline, run.stressed)
      }
  }
  if (style.shadow || help.kind !== 'none') {
    // Blurred shadows differ between canvases; rings of thin strokes do not.
    const strength = help.kind === 'none' && !style.glow ? 0.6 : 1
    for (const [ring, alpha] of style.glow ? glowing : shading) {
      context.lineWidth = laid.size * ring
      each((text, x, y, stressed) => {
        const light = stressed ? style.accent : style.colour
        context.strokeStyle = faded(style.glow ? light : shade, alpha * strength)
        context.strokeText(text, x, y)
      })
    }
  }
  if (style.outline.width > 0) {
    context.strokeStyle = style.outline.colour
    context.lineWidth = (laid.size * style.outline.width * 2) / 100
    each((text, x, y) => context.strokeText(text, x, y))
  }
  each((text, x, y, stressed) => {
    context.fillStyle = stressed ? style.accent : style.colour
    context.fillText(text, x, y)
  })
  for (const { runs, baseline } of laid.lines)
    for (const { text, x, emoji } of runs) {
      const picture = emoji && drawing.emoji.get(text)
      if (picture)
        context.drawImage(picture, x + laid.size * 0.08, baseline - laid.size * 0.86, laid.size, laid.size)
    }
  context.restore()
}

export function faded(colour: string, alpha: number): string {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  return `rgba(${r}, ${g}, ${b}, ${alpha})`
}

function panel(context: Context, x: number, y: number, width: number, height: number, radius: number) {
  context.beginPath()
  context.roundRect(x, y, width, height, Math.min(radius, height / 2))
  context.fill()
}
