import { channels, sampleRate } from '../ffmpeg/picture-format.ts'

/** Samples that one coded frame of AAC holds. Loops that are whole frames long can be repeated without coding them again. */
export const codedFrame = 1024

const longestBlend = 3 * sampleRate

/** Samples after which a sound of so many begins again: whole coded frames, with something left to blend into its beginning. */
export function periodOf(samples: number): number {
  const most = samples - Math.min(longestBlend, samples / 4)
  return Math.max(codedFrame, Math.floor(most / codedFrame) * codedFrame)
}

/** Samples that are blended where so many follow the period. */
export function blendOf(samples: number, period: number): number {
  return Math.min(samples - period, longestBlend, Math.floor(period / 2))
}

/** Blends what comes after the end of a sound into its beginning, both at equal power. Interleaved, of the same length; `head` is changed. */
export function blendEnds(head: Float32Array, tail: Float32Array): void {
  const length = head.length / channels
  for (let n = 0; n < length; n++) {
    const angle = ((n + 0.5) / length) * (Math.PI / 2)
    for (let side = 0; side < channels; side++) {
      const at = n * channels + side
      head[at] = head[at]! * Math.sin(angle) + tail[at]! * Math.cos(angle)
    }
  }
}

/** One period of a sound held in memory, made to be played without end. */
export function loopSamples(sound: Float32Array): Float32Array {
  const samples = sound.length / channels
  const period = Math.min(samples, periodOf(samples))
  const blend = blendOf(samples, period)
  const tail = sound.subarray(period * channels, (period + blend) * channels)
  blendEnds(sound.subarray(0, blend * channels), tail)
  return sound.subarray(0, period * channels)
}
