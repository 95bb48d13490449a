import { reach } from '#media/image/draw-text.ts'
import { type Family, type Weights, weightOf } from '#media/image/families.ts'
import type { SlideText } from '#media/image/slide.ts'
import type { CarouselInput, Position } from './input.ts'
import { lookOf } from './presets.ts'

/** Pixels by shape. */
export const sizes: Record<CarouselInput['format']['aspect'], { width: number; height: number }> = {
  '1:1': { width: 1080, height: 1080 },
  '4:5': { width: 1080, height: 1350 },
  '3:4': { width: 1080, height: 1440 },
  '9:16': { width: 1080, height: 1920 },
  '16:9': { width: 1920, height: 1080 },
}

/** The smallest letters that can be read on a phone, as a share of the slide's shorter side. */
const floor = 0.026
const most = 0.13

/** What is written on a slide and where: the same for the preview and the result. Null where the position has no text. `own`: see `weightOf`. */
export function textOf(
  { style }: Pick<Position, 'style'>,
  text: string | undefined,
  { width, height }: { width: number; height: number },
  own?: ReadonlyMap<Family, Weights>,
): SlideText | null {
  if (text === undefined) return null
  const look = lookOf(style)
  const short = Math.min(width, height)
  const pad = (short * look.padding) / 100
  // Page number and arrow keep their corners.
  const [above, below] = [Math.max(pad, short * 0.11), Math.max(pad, short * 0.15)]
  const room = { x: pad, y: above, width: width - 2 * pad, height: height - above - below }
  const { position } = look
  const place = typeof position === 'string' ? position : null
  const box =
    typeof position === 'string' ? anchored(room, position) : around(room, position, { width, height })
  const rest = place?.startsWith('top') ? 'top' : place?.startsWith('bottom') ? 'bottom' : 'middle'
  return {
    slide: { width, height },
    document: {
      text,
      box,
      // What is drawn behind the letters stays inside the padding as they do.
      inset: reach[look.background],
      hug: place === null,
      font: { family: look.family, weight: weightOf(look.family, look.weight, own) },
      size: look.size === 'auto-fit' ? 'auto-fit' : (look.size / 100) * height,
      floor: floor * short,
      most: most * short,
      lineHeight: look.lineHeight,
      align: look.align,
      rest,
      uppercase: look.uppercase,
    },
    style: look,
  }
}

type Box = SlideText['document']['box']

/** Nine places: a third of the slide is left free on the other side of an edge. */
function anchored(room: Box, anchor: string): Box {
  const tall = room.height * (anchor === 'left' || anchor === 'right' || anchor === 'centre' ? 0.8 : 0.56)
  const side = anchor.endsWith('left') || anchor.endsWith('right')
  const width = room.width * (side ? 0.92 : 1)
  const x = anchor.endsWith('right') ? room.x + room.width - width : room.x
  const y = anchor.startsWith('top')
    ? room.y
    : anchor.startsWith('bottom')
      ? room.y + room.height - tall
      : room.y + (room.height - tall) / 2
  return { x, y, width, height: tall }
}

/** As much room as there is on both sides of the point. */
function around(room: Box, { x, y }: { x: number; y: number }, size: { width: number; height: number }): Box {
  const [cx, cy] = [(x / 100) * size.width, (y / 100) * size.height]
  const half = Math.max(size.width * 0.12, Math.min(cx - room.x, room.x + room.width - cx))
  const tall = Math.max(size.height * 0.06, Math.min(cy - room.y, room.y + room.height - cy))
  const left = Math.min(Math.max(cx - half, 0), size.width - 2 * half)
  const top = Math.min(Math.max(cy - tall, 0), size.height - 2 * tall)
  return { x: left, y: top, width: 2 * half, height: 2 * tall }
}
