import sharp from 'sharp'

export interface Encoding {
  type: 'jpg' | 'png'
  quality: number
}

/** Full colour resolution: letters have coloured edges, and halving it would fray them. */
export async function encodeSlide(
  pixels: Uint8Array,
  size: { width: number; height: number },
  { type, quality }: Encoding,
): Promise<Buffer> {
  const raw = sharp(pixels, { raw: { ...size, channels: 4 } }).removeAlpha()
  return type === 'png'
    ? raw.png({ compressionLevel: 6 }).toBuffer()
    : raw.jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer()
}
