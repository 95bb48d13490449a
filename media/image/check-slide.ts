import sharp from 'sharp'
import type { TextLayout } from './layout.ts'

/** What is wrong with a slide as it was encoded; null when it can be delivered. */
export async function faultOf(
  bytes: Buffer,
  size: { width: number; height: number },
  pixels: Uint8Array,
  laid: { layout: TextLayout; box: TextLayout['bounds'] } | null,
): Promise<string | null> {
  const { width, height } = await sharp(bytes).metadata()
  if (width !== size.width || height !== size.height)
    return `A slide is ${width} × ${height}, not ${size.width} × ${size.height}.`
  if (isBlank(pixels)) return 'A slide is blank.'
  if (laid && !inside(laid.layout.bounds, laid.box)) return 'A text leaves its box.'
  return null
}

export function inside(inner: TextLayout['bounds'], outer: TextLayout['bounds']): boolean {
  return (
    inner.x >= outer.x - 0.5 &&
    inner.y >= outer.y - 0.5 &&
    inner.x + inner.width <= outer.x + outer.width + 0.5 &&
    inner.y + inner.height <= outer.y + outer.height + 0.5
  )
}

/** Every pixel looked at is the same. */
function isBlank(pixels: Uint8Array): boolean {
  for (let at = 4; at < pixels.length; at += 4 * 61)
    for (let channel = 0; channel < 3; channel++)
      if (Math.abs((pixels[at + channel] ?? 0) - (pixels[channel] ?? 0)) > 2) return false
  return true
}
