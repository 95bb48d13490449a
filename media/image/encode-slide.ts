import sharp from 'sharp'

export interface Encoding {
  type: 'jpg' | 'png'
  quality: number
}

/**
 * `pixels` are red, green, blue. Full colour resolution: letters have coloured edges, and halving it would fray them. The standard Huffman
 * tables make the file two per cent larger than tables of its own would and take less than half the time.
 */
export function encodeSlide(
  pixels: Uint8Array,
  size: { width: number; height: number },
  { type, quality }: Encoding,
): Promise<Buffer> {
  const raw = sharp(pixels, { raw: { ...size, channels: 3 } })
  return type === 'png'
    ? raw.png({ compressionLevel: 6 }).toBuffer()
    : raw.jpeg({ quality, chromaSubsampling: '4:4:4', optimiseCoding: false }).toBuffer()
}
