import type { TextLayout } from './text-document.ts'

/** What is wrong with a slide as it was encoded; null when it can be delivered. */
export function faultOf(
  bytes: Buffer,
  size: Size,
  blank: boolean,
  laid: { layout: TextLayout; box: TextLayout['bounds'] } | null,
): string | null {
  const found = bytes[0] === 0xff ? jpegSize(bytes) : pngSize(bytes)
  if (!found) return 'A slide was cut short while it was encoded.'
  if (found.width !== size.width || found.height !== size.height)
    return `A slide is ${found.width} × ${found.height}, not ${size.width} × ${size.height}.`
  if (blank) return 'A slide is blank.'
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

/** Every pixel looked at is the same; `pixels` are red, green, blue. */
export function isBlank(pixels: Uint8Array): boolean {
  for (let at = 3; at < pixels.length; at += 3 * 61)
    for (let channel = 0; channel < 3; channel++)
      if (Math.abs((pixels[at + channel] ?? 0) - (pixels[channel] ?? 0)) > 2) return false
  return true
}

type Size = { width: number; height: number }

/** What the head says, where the end is there too: a look at the file's own words, without decoding it. */
function jpegSize(bytes: Buffer): Size | null {
  if (bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) return null
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2))
    if (bytes[at + 1] === 0xc0)
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
  return null
}

function pngSize(bytes: Buffer): Size | null {
  const ends = bytes.toString('latin1', bytes.length - 8, bytes.length - 4) === 'IEND'
  if (!ends || bytes.toString('latin1', 1, 4) !== 'PNG') return null
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}
