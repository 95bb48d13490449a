import { z } from 'zod'
import { mixInput } from './input.ts'
import { limits } from './limits.ts'
import type { BatchScore } from './score-batch.ts'

/** Which video of which batch is to be looked at; the first is 1. */
export const variantInput = z.strictObject({ mix: mixInput, output: z.int().min(1).max(limits.outputs) })

export type VariantQuestion = z.output<typeof variantInput>

export interface VariantLook {
  output: number
  /** Of the whole video, and of what is shown of it. */
  seconds: number
  shownSeconds: number
  /** The sibling most like it; null where it is alone. */
  nearest: { output: number; distance: number } | null
  /** Of the whole batch. */
  score: BatchScore | null
  /** A small MP4, in base64. */
  clip: string
}
