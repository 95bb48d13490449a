import type { Asset } from '../define-app.ts'
import type { LoopInput } from './input.ts'

export interface Estimate {
  /** Pixels of the film, even. */
  width: number
  height: number
  /** Bytes of the film as it is downloaded, and of what is stored for it. */
  bytes: number
  stored: number
  /** Seconds until it is ready, on two cores. */
  wait: number
}

const shortSides = { '720p': 720, '1080p': 1080, '4k': 2160 }
/** Bits a pixel of coded picture; what moves a lot takes more, still water less. */
const bitsPerPixel = { small: 0.035, standard: 0.08, high: 0.14 }
/** Bytes a second of coded sound. */
const soundRate = { small: 16_000, standard: 20_000, high: 24_000 }
/** H.264 goes no further everywhere. */
const longestSide = 4096

/** The film's size: the clip's own shape at the height that was asked for, in even pixels. */
export function sizeOf({ resolution }: LoopInput['format'], clip: Pick<Asset, 'width' | 'height'>) {
  const [w, h] = [clip.width ?? 1280, clip.height ?? 720]
  const wanted = resolution === 'source' ? 1 : shortSides[resolution] / Math.min(w, h)
  const scale = Math.min(wanted, longestSide / Math.max(w, h))
  const even = (side: number) => Math.max(16, 2 * Math.round((side * scale) / 2))
  return { width: even(w), height: even(h) }
}

export function hasSound({ sound }: LoopInput, clip: Pick<Asset, 'hasAudio'>): boolean {
  return sound.layers.length > 0 || (sound.original === 'keep' && clip.hasAudio !== false)
}

/** Told before the run; right within a factor of two for what people loop. */
export function estimate(input: LoopInput, clip: Asset, stretchSeconds: number): Estimate {
  const { width, height } = sizeOf(input.format, clip)
  const fps = input.format.fps === 'source' ? 30 : input.format.fps
  const unitSeconds = Math.min(input.seconds, stretchSeconds * (input.style === 'boomerang' ? 2 : 1))
  const pixels = width * height * fps
  const picture = (pixels * bitsPerPixel[input.format.quality]) / 8
  const heard = hasSound(input, clip)
  const sound = heard ? soundRate[input.format.quality] : 0
  // One sound repeats exactly and is stored once; several of different lengths hardly ever do.
  const voices = input.sound.layers.length + (input.sound.original === 'keep' && clip.hasAudio ? 1 : 0)
  const soundSeconds = heard ? Math.min(input.seconds, voices > 1 ? input.seconds : 180) : 0
  const index = input.seconds * (fps * 4 + (heard ? 190 : 0))
  return {
    width,
    height,
    bytes: Math.round(input.seconds * (picture + sound) + index),
    stored: Math.round(
      unitSeconds * picture + soundSeconds * sound + 4 * (unitSeconds * fps + soundSeconds * 47),
    ),
    wait: Math.ceil(
      2 + stretchSeconds * 0.6 + (unitSeconds * pixels) / 45_000_000 + (heard ? 2 + soundSeconds / 60 : 0),
    ),
  }
}
