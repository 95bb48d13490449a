import { z } from 'zod'
import { limits } from './limits.ts'

const assetId = z.string().min(1).max(100)
const seconds = z.number().min(0).max(limits.sourceSeconds)

/** Seconds of the clip. */
const stretch = z
  .strictObject({ from: seconds, to: seconds })
  .refine(({ from, to }) => to > from, { path: ['to'], message: 'The end must come after the start.' })

const layer = z
  .strictObject({
    assetId: assetId.optional(),
    /** Made here, from the seed. */
    builtin: z.enum(['rain', 'waves', 'white', 'pink', 'brown']).optional(),
    /** 0–1 as on a mixer: 0.5 sounds about half as loud. */
    volume: z.number().min(0).max(1).default(0.8),
    /** −1 is left, 1 is right. */
    pan: z.number().min(-1).max(1).default(0),
    /** Seconds at the film's beginning and end. */
    fadeIn: z.number().min(0).max(60).default(0),
    fadeOut: z.number().min(0).max(60).default(0),
  })
  .refine(({ assetId, builtin }) => (assetId === undefined) !== (builtin === undefined), {
    message: 'Use either assetId or builtin.',
  })

const sound = z.strictObject({
  original: z.enum(['keep', 'mute']).default('keep'),
  /** Decibels above or below −14 LUFS. */
  master: z.number().min(-40).max(6).default(0),
  /** Seconds of fading to silence at the end. */
  fadeOut: z.number().min(0).max(60).default(3),
  layers: z.array(layer).max(limits.layers).default([]),
})

const format = z.strictObject({
  /** Names the short side; the clip's own shape is kept. */
  resolution: z.enum(['source', '720p', '1080p', '4k']).default('source'),
  fps: z.union([z.literal('source'), z.literal(24), z.literal(30), z.literal(60)]).default('source'),
  /** `small` suits scenes where little moves. */
  quality: z.enum(['small', 'standard', 'high']).default('standard'),
})

/** What a loop is asked for: the body of the run, and the document a project keeps. Defaults are filled in. */
export const loopInput = z.strictObject({
  clip: assetId,
  seconds: z.number().min(1).max(limits.seconds, 'At most 12 hours.'),
  style: z.enum(['auto', 'crossfade', 'cut', 'boomerang']).default('auto'),
  /** How long a crossfade takes. Left out: what suits the clip. */
  blendSeconds: z.number().min(0.2).max(4).optional(),
  /** The part of the clip that is used. */
  trim: stretch.optional(),
  /** Between which seconds of the clip to loop; `auto` searches for the best match. */
  loopPoint: z.union([z.literal('auto'), stretch], 'Use auto or { from, to }.').default('auto'),
  /** The same seed gives the same built-in sounds. */
  seed: z.int().min(0).default(1),
  sound: sound.prefault({}),
  format: format.prefault({}),
  /** Shown for the first seconds and kept in the file. */
  title: z.string().trim().min(1).max(120).optional(),
  chapters: z
    .array(
      z.strictObject({
        /** Seconds of the film. */
        at: z.number().min(0).max(limits.seconds),
        name: z.string().trim().min(1).max(100),
      }),
    )
    .max(limits.chapters)
    .default([]),
})

export type LoopInput = z.output<typeof loopInput>
/** The same before defaults are filled in, as a page or a caller writes it. */
export type LoopRequest = z.input<typeof loopInput>
