import sharp from 'sharp'
import type { Facts } from './rows.ts'
import { Unfit } from './unfit.ts'

const mostPixels = 100_000_000
const types = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'])

/** Reads a still picture's size as displayed. Whether it can be decoded to its end is found out by its thumbnail. */
export async function judgePicture(file: string, type: string): Promise<Facts> {
  if (type === 'image/apng') throw animated()
  if (!types.has(type))
    throw new Unfit(
      'not_media',
      `Pictures of type ${type} are not used here: send JPEG, PNG, WebP, AVIF or GIF.`,
    )
  const { width, height, autoOrient, pages = 1, format, hasAlpha, orientation } = await read(file)
  if (pages > 1) throw animated()
  if (width * height > mostPixels)
    throw new Unfit('too_many_pixels', `The picture has more than ${mostPixels / 1e6} megapixels.`)
  return {
    kind: 'image',
    type,
    width: autoOrient.width,
    height: autoOrient.height,
    seconds: null,
    hasAudio: null,
    probe: { format, hasAlpha, orientation },
  }
}

/** A moving picture would silently lose its movement here. */
function animated(): Unfit {
  return new Unfit('animated_image', 'Animated pictures are not used here: send it as a video.')
}

async function read(file: string) {
  try {
    return await sharp(file, { limitInputPixels: false }).metadata()
  } catch {
    throw new Unfit('damaged', 'The picture cannot be read.')
  }
}
