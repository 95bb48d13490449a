import { z } from 'zod'
import { loopInput } from './input.ts'

const { clip, trim, loopPoint, blendSeconds, format } = loopInput.shape

/** What the seam of a clip is asked by: the part of a run's input that it depends on. */
export const seamInput = z.strictObject({
  clip,
  trim,
  loopPoint,
  blendSeconds,
  fps: format.unwrap().shape.fps,
})

export type SeamQuestion = z.output<typeof seamInput>

/** One style's best loop. */
export interface SeamLook {
  style: 'cut' | 'crossfade' | 'boomerang'
  /** What `auto` takes. */
  best: boolean
  /** 0–100: 100 cannot be told from the clip's own steps, 50 is what people do not notice. */
  score: number
  facts: { ssimDrop: number; jerk: number; sharpness: number }
  unitSeconds: number
  /** Seconds of the clip. */
  from: number
  to: number
  /** Where the joint is in the moment shown. */
  jointSeconds: number
  /** A small MP4, in base64. */
  clip: string
}
