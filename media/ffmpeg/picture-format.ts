export type Aspect = '9:16' | '1:1' | '4:5' | '16:9'
export type Resolution = '480p' | '720p' | '1080p' | '4k'
export type Quality = 'low' | 'standard' | 'high'

/** How every picture of one output is made, so that its pieces can be joined by copying. Sizes are even. */
export interface PictureFormat {
  width: number
  height: number
  fps: number
  /** What becomes of a picture of another shape: on its own blurred ground, cut to fill, or between black bars. */
  fit: 'blur' | 'crop' | 'pad'
  container: 'mp4' | 'webm'
  quality: Quality
}

const shortSides: Record<Resolution, number> = { '480p': 480, '720p': 720, '1080p': 1080, '4k': 2160 }

/** The resolution names the short side; the long one follows from the aspect, rounded to an even number. */
export function sizeOf(aspect: Aspect, resolution: Resolution): { width: number; height: number } {
  const [across = 1, down = 1] = aspect.split(':').map(Number)
  const short = shortSides[resolution]
  const long = 2 * Math.round((short * Math.max(across, down)) / Math.min(across, down) / 2)
  return across > down ? { width: long, height: short } : { width: short, height: long }
}

/** Samples a second of all sound, everywhere: a whole number a frame at 24, 30 and 60 frames a second. */
export const sampleRate = 48_000
export const channels = 2
