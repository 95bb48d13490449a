import { open, rm } from 'node:fs/promises'
import type { FrameRate } from '../ffmpeg/frame-rate.ts'
import { NotMedia } from '../ffmpeg/not-media.ts'
import type { Probe } from '../ffmpeg/probe.ts'
import { readFrames } from '../ffmpeg/read-frames.ts'

export const grey = { width: 640, height: 360 }
export const tiny = { width: 80, height: 45 }
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
  const remove = () => rm(scratch, { force: true })
  try {
    let count = 0
    const wanted = { from, count: frames, signal, keep: { ...grey, path: scratch } }
    for await (const frame of readFrames(source, { ...tiny, rate, pixels: 'gray' }, wanted)) {
      small.set(frame, count * tinyBytes)
      count++
      onFrame?.(count)
    }
    if (count === 0) throw new NotMedia('empty', 'No frame of the clip can be read.')
    const file = await open(scratch)
    return {
      frames: count,
      rate,
      tiny: small,
      async close() {
        await file.close()
        await remove()
      },
      async grey(at, wanted) {
        const number = Math.max(0, Math.min(wanted, count - at))
        const bytes = new Uint8Array(number * greyBytes)
        await file.read(bytes, 0, bytes.length, at * greyBytes)
        return Array.from({ length: number }, (_, n) => bytes.subarray(n * greyBytes, (n + 1) * greyBytes))
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}
