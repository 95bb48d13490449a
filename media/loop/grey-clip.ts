import { open, rm } from 'node:fs/promises'
import type { FrameRate } from '../ffmpeg/frame-rate.ts'
import { NotMedia } from '../ffmpeg/not-media.ts'
import type { Probe } from '../ffmpeg/probe.ts'
import { readFrames } from '../ffmpeg/read-frames.ts'

export const grey = { width: 640, height: 360 }
export const tiny = { width: 80, height: 45 }
const shrink = grey.width / tiny.width
const greyBytes = grey.width * grey.height
export const tinyBytes = tiny.width * tiny.height

/** A stretch of a clip as the search sees it: all frames tiny in memory, and grey at 360 lines on disk. */
export interface GreyClip {
  frames: number
  rate: FrameRate
  /** `frames` × 80 × 45. */
  tiny: Uint8Array
  /** Frames `from` … as many as are left of `count`, 640 × 360 each. */
  grey(from: number, count: number): Promise<Uint8Array[]>
  close(): Promise<void>
}

/** Decodes the stretch once. `scratch` names a file that is there until `close`. */
export async function readGreyClip(
  source: { path: string; probe: Probe },
  { from, frames, rate }: { from: number; frames: number; rate: FrameRate },
  scratch: string,
  { signal, onFrame }: { signal?: AbortSignal; onFrame?(count: number): void } = {},
): Promise<GreyClip> {
  const small = new Uint8Array(frames * tinyBytes)
  const file = await open(scratch, 'w+')
  const close = async () => {
    await file.close()
    await rm(scratch, { force: true })
  }
  try {
    let count = 0
    for await (const frame of readFrames(
      source,
      { ...grey, rate, pixels: 'gray' },
      { from, count: frames, signal },
    )) {
      shrinkInto(frame, small.subarray(count * tinyBytes, (count + 1) * tinyBytes))
      await file.write(frame, 0, greyBytes, count * greyBytes)
      count++
      onFrame?.(count)
    }
    if (count === 0) throw new NotMedia('empty', 'No frame of the clip can be read.')
    return {
      frames: count,
      rate,
      tiny: small,
      close,
      async grey(at, wanted) {
        const number = Math.max(0, Math.min(wanted, count - at))
        const bytes = new Uint8Array(number * greyBytes)
        await file.read(bytes, 0, bytes.length, at * greyBytes)
        return Array.from({ length: number }, (_, n) => bytes.subarray(n * greyBytes, (n + 1) * greyBytes))
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Each tiny pixel is the mean of eight by eight. */
function shrinkInto(frame: Uint8Array, out: Uint8Array): void {
  const sums = new Uint32Array(tiny.width)
  for (let row = 0; row < tiny.height; row++) {
    sums.fill(0)
    for (let line = 0; line < shrink; line++) {
      const start = (row * shrink + line) * grey.width
      for (let x = 0; x < grey.width; x++) sums[x >> 3]! += frame[start + x]!
    }
    for (let x = 0; x < tiny.width; x++) out[row * tiny.width + x] = (sums[x]! + 32) >> 6
  }
}
