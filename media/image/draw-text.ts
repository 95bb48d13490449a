import { cssFont } from './families.ts'
import type { TextLayout } from './layout.ts'
import type { Context, Drawing, Help, SlideText } from './slide.ts'

/** How far a line's highlight reaches over and under its base line, in ems. */
const highlight = { above: 0.98, below: 0.26 }

/** Draws what lies behind the letters: the style's own background, and the help that keeps them readable. */
export function drawBehind(
  context: Context,
  { style }: SlideText,
  laid: TextLayout,
  help: Help,
  shade: string,
): void {
  const pad = laid.size * 0.35
  const { x, y, width, height } = laid.bounds
  context.save()
  if (help.kind === 'scrim') {
    const reach = laid.size * 1.6
    const gradient = context.createLinearGradient(0, y - reach, 0, y + height + reach)
    const at = reach / (height + 2 * reach)
    for (const [stop, alpha] of [
      [0, 0],
      [at, help.strength],
      [1 - at, help.strength],
      [1, 0],
    ] as const)
      gradient.addColorStop(stop, faded(shade, alpha))
    context.fillStyle = gradient
    context.fillRect(-1, y - reach, 20_000, height + 2 * reach)
  }
  if (help.kind === 'panel') {
    context.fillStyle = faded(shade, help.strength)
    panel(context, x - pad, y - pad * 0.4, width + 2 * pad, height + pad * 0.8, pad * 0.7)
  }
  if (style.background === 'box' || style.background === 'gradient') {
    const fill = context.createLinearGradient(x, y, x + width, y)
    fill.addColorStop(0, style.backgroundColour)
    fill.addColorStop(1, style.background === 'gradient' ? style.backgroundEnd : style.backgroundColour)
    context.fillStyle = fill
    panel(context, x - pad, y - pad * 0.4, width + 2 * pad, height + pad * 0.8, pad * 0.7)
  }
  if (style.background === 'highlight') {
    context.fillStyle = style.backgroundColour
    for (const line of laid.lines)
      if (line.width > 0)
        panel(
          context,
          line.x - pad * 0.7,
          line.baseline - laid.size * highlight.above,
          line.width + pad * 1.4,
          laid.size * (highlight.above + highlight.below),
          pad * 0.45,
        )
  }
  context.restore()
}

export function drawLetters(
  context: Context,
  { document, style }: SlideText,
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
    const strength = help.kind === 'none' ? 0.3 : 0.5
    for (const [ring, alpha] of [
      [0.22, 0.1],
      [0.14, 0.2],
      [0.07, 0.35],
    ] as const) {
      context.strokeStyle = faded(shade, alpha * (strength / 0.5))
      context.lineWidth = laid.size * ring
      each((text, x, y) => context.strokeText(text, x, y))
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
  context.roundRect(x, y, width, height, radius)
  context.fill()
}
